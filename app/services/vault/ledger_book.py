"""Writes the ledger: each act a row, each row chained to the one before (docs/format.md section 6)."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.orm import Session

from app.crypto import canonical
from app.crypto.ledger import EMPTY, Head, head_from, peaks_to_bytes
from app.crypto.ledger import append as chain
from app.models.base import wire_time
from app.models.statements import PreparedStatement, insert_together
from app.models.tables import LedgerHead, LedgerRow


@dataclass(frozen=True)
class Note:
    """One act of a transaction."""

    action: str
    subject: str | None = None
    subject_id: str | None = None
    case_id: str | None = None
    detail: Mapping[str, str | int | bool] = field(default_factory=dict)


_ADD = PreparedStatement(insert(LedgerRow))
_FEW: Final = 20
"""Rows up to which it is quicker to say each by itself than to spell a statement for all."""
_HEAD = upsert(LedgerHead)
_ADVANCE = PreparedStatement(
    _HEAD.on_conflict_do_update(
        index_elements=["device"], set_={name: _HEAD.excluded[name] for name in ("size", "head", "peaks")}
    )
)


def body(row: Mapping[str, Any]) -> bytes:
    """The bytes of a row that the chain covers."""
    return _body(row, json.loads(row["detail"]))


def _body(row: Mapping[str, Any], detail: Mapping[str, Any]) -> bytes:
    return canonical.dumps(
        {
            "format": "casework.ledger/1",
            "device": row["device"],
            "seq": row["seq"],
            "at": wire_time(row["at"]),
            "actor": row["actor_id"],
            "action": row["action"],
            "subject": [row["subject"], row["subject_id"]] if row["subject"] else None,
            "case": row["case_id"],
            "detail": detail,
        }
    )


def append(
    connection: Connection, device: str, head: Head, actor: str | None, at: datetime, notes: Sequence[Note]
) -> Head:
    """Add the notes to the device's chain and give its new head."""
    rows = []
    for note in notes:
        detail = dict(note.detail)
        row = {
            "device": device,
            "seq": head.size,
            "at": at,
            "actor_id": actor,
            "action": note.action,
            "subject": note.subject,
            "subject_id": note.subject_id,
            "case_id": note.case_id,
            "detail": canonical.dumps(detail).decode(),
        }
        head = chain(head, _body(row, detail))
        rows.append(row)
    # Every act waits for these two.
    if len(rows) > _FEW:
        insert_together(connection, LedgerRow, rows)
    else:
        _ADD.write(connection, *rows)
    new = {"size": head.size, "head": head.head, "peaks": peaks_to_bytes(head)}
    _ADVANCE.write(connection, {"device": device} | new)
    return head


def head_of(session: Session, device: str) -> Head:
    """How far the device's chain has come; an empty head for a new device."""
    row = session.execute(select(LedgerHead).where(LedgerHead.device == device)).scalar_one_or_none()
    return EMPTY if row is None else head_from(row.size, row.head, row.peaks)
