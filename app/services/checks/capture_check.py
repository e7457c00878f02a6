"""Holds lines that were jotted down against the ledger, which knows each beginning and each end."""

import json
from collections.abc import Iterator
from typing import Final

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.models.tables import CaptureRow, LedgerRow
from app.services.cases.captures import digest

_TAKEN_OUT: Final = (
    "SELECT l.subject_id FROM ledger l WHERE l.action = 'capture.keep' "
    "AND l.subject_id NOT IN (SELECT id FROM capture) AND l.subject_id NOT IN "
    "(SELECT e.subject_id FROM ledger e WHERE e.action IN ('capture.file', 'capture.shred')) "
    "ORDER BY l.device, l.seq"
)
_BACK: Final = (
    "SELECT id FROM capture WHERE id IN (SELECT subject_id FROM ledger "
    "WHERE action IN ('capture.file', 'capture.shred')) ORDER BY id"
)


def capture_faults(session: Session) -> Iterator[str]:
    """What is wrong with them, in sentences that name nobody and say nothing of what is written in them."""
    for (capture_id,) in session.execute(text(_TAKEN_OUT)):
        yield f"Line {capture_id}: it was neither filed nor shredded, and is not there any more."
    for (capture_id,) in session.execute(text(_BACK)):
        yield f"Line {capture_id}: it was filed or shredded, and stands here again."
    kept = select(LedgerRow).where(LedgerRow.action == "capture.keep")
    begun = {row.subject_id: row for row in session.scalars(kept)}
    for row in session.scalars(select(CaptureRow).order_by(CaptureRow.id)):
        if not _is_as_kept(row, begun.get(row.id)):
            yield f"Line {row.id}: it is not as its author kept it."


def _is_as_kept(row: CaptureRow, begun: LedgerRow | None) -> bool:
    if begun is None:
        return False
    try:
        said = json.loads(begun.detail)
    except ValueError:
        return False
    shown = (row.author_id, row.kept_at, row.is_danger, digest({"sealed": row.sealed, "keys": row.keys}))
    return shown == (begun.actor_id, begun.at, said.get("danger"), said.get("sealed"))
