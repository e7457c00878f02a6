"""A fact that was stated twice, as it comes about when two vaults that did not know of each other are joined."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from app.crypto import canonical, fact_signing
from app.domain.facts.event import document
from app.domain.facts.fact import Fact
from app.domain.fields.rights import Right
from app.domain.values.ids import new_id
from app.models.base import wire_time
from app.models.tables import EventRow
from app.services.facts.events import known_of, stated
from app.services.facts.projecting import project
from app.services.vault.open_vault import OpenVault


def fork(vault: OpenVault, fact: Fact, subject_id: str, after: Mapping[str, Any]) -> str:
    """State a fact once more as who did not know of its newest statement, an hour later; gives the event's id."""
    with vault.acting(Right.OWN) as act:
        of_it = select(EventRow).where(EventRow.subject_id == subject_id, EventRow.fact == fact.code)
        row = act.session.scalars(of_it.order_by(EventRow.number.desc())).first()
        assert row is not None
        first = stated(row.digest, row.body).event
        at = act.at + timedelta(hours=1)
        event = replace(first, id=new_id(at), at=wire_time(at), after={**first.after, **after})
        body = canonical.dumps(document(event))
        digest = fact_signing.digest(body)
        columns = {
            name: getattr(row, name) for name in ("fact", "subject", "subject_id", "case_id", "number")
        }
        act.insert(
            EventRow,
            **columns,
            id=event.id,
            at=at,
            basis=row.basis,
            author_id=row.author_id,
            key_id=row.key_id,
            device=act.device,
            seq=act.placed()["seq"],
            digest=digest,
            body=body,
            signature=fact_signing.sign(vault.keys.records, body),
            voucher=None,
            sealed=row.sealed,
        )
        act.note(fact.code, fact.subject, subject_id, case=row.case_id, event=digest.hex())
        act.flush()
        project(act.session, fact.subject, subject_id, known_of(act.session, subject_id, fact.subject), {})
    return event.id
