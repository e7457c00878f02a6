"""What of a case already carries a victim's detail: records to be changed, and what was sent, to whom to say so."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.cases.terms.matching import Matcher
from app.domain.kinds.registry import title
from app.domain.records.shown import flat
from app.errors import Damaged
from app.models.tables import Disclosure, Record
from app.services.cases.guards import standing_guard
from app.services.cases.permitted import permitted
from app.services.records.named import mark_signed
from app.services.records.signed import is_open_to, parsed, signed_bytes
from app.services.records.standing import current_rows
from app.services.vault.open_vault import Act, OpenVault
from app.services.writing.vocabulary import load


@dataclass(frozen=True)
class Carrier:
    """A record, or what was sent: then `recipient` is who has it. It is never said which detail."""

    id: str
    title: str
    on: str
    recipient: str = ""
    sent_at: datetime | None = None


def carriers(vault: OpenVault, session: Session, case_id: str, victim_id: str) -> tuple[Carrier, ...]:
    """What stands in the case, of what the member may read, and what was sent from it, that carries a detail."""
    matcher = _matcher(vault, session, case_id, victim_id)
    if matcher is None:
        return ()
    return (*_records(vault, session, case_id, matcher), *_sent(session, case_id, matcher))


def mark_carriers(vault: OpenVault, act: Act, case_id: str, victim_id: str) -> None:
    """Mark the records that carry a detail of a victim who is identified now: not everybody's search finds them."""
    matcher = _matcher(vault, act.session, case_id, victim_id)
    for carrier in _records(vault, act.session, case_id, matcher) if matcher is not None else ():
        mark_signed(act, act.session.get_one(Record, carrier.id))


def _matcher(vault: OpenVault, session: Session, case_id: str, victim_id: str) -> Matcher | None:
    guard = standing_guard(vault, session, case_id)
    lines = [[part.part() for part in each.parts] for each in guard.lines if each.victim == victim_id]
    return Matcher(load(), lines, permitted(session, case_id)) if lines else None


def _records(vault: OpenVault, session: Session, case_id: str, matcher: Matcher) -> Iterator[Carrier]:
    for row in session.scalars(current_rows(case_id, Record)):
        if is_open_to(vault, row):
            try:
                read, _ = parsed(signed_bytes(vault, row))
            except Damaged:
                continue
            if matcher.places([text for _, text in flat(read.kind, read.sheet)]):
                event = read.sheet.event
                yield Carrier(row.id, title(row.kind), event.show() if event else "")


def _sent(session: Session, case_id: str, matcher: Matcher) -> Iterator[Carrier]:
    from app.reports.pdf.contents import texts  # noqa: PLC0415 - PDF libraries are slow to load

    sent = select(Disclosure).where(Disclosure.case_id == case_id).order_by(Disclosure.at.desc())
    for row in session.scalars(sent):
        if matcher.places(list(texts(row.content).values())):
            yield Carrier(row.id, "Summary", "", row.recipient, row.at)
