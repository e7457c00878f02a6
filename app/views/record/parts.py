"""What of a record is read as a text, and what stands beside it."""

from datetime import datetime
from typing import Final

from app.domain.kinds.registry import MOVING, REMARKS, VOIDING
from app.domain.records.shown import told_apart
from app.domain.values.dates import ClinicalDate
from app.services.desk import Desk
from app.services.records.opened import OpenedRecord
from app.services.records.reading import RecordView, Said
from app.views.reading import facts
from app.views.reading.record_text import Passage, beside, passages
from app.views.record.supervised import countersigned

_SAID: Final = {made.code: made.title for made in REMARKS}
Passages = tuple[Passage, ...]


def parts(opened: OpenedRecord, desk: Desk) -> tuple[Passages, Passages]:
    """What was told, what is long and what was said of it since; then its facts, how it was written, who holds it."""
    record = opened.view
    told, rest = (passages(each) for each in told_apart(record.sections))
    long, short = beside(rest)
    sent = ((_day(each.at, desk), each.recipient) for each in opened.sent)
    around = (
        Passage("How it was written", (*facts.of_record(record), *countersigned(opened, desk))),
        Passage("Who holds it", facts.holding(record, sent, opened.total_sent)),
    )
    return (*told, *long, *(_said(each, desk) for each in record.said)), (*short, *around)


def marks(record: RecordView, desk: Desk) -> str:
    """Who marked it in error, when and why; empty where nobody did."""
    found = (said for said in record.said if said.kind in VOIDING)
    return "\n".join(f"{_marked(mark)} by {_by(mark, desk)}: {mark.text}" for mark in found)


def is_moved(record: RecordView) -> bool:
    """Whether it was moved out of its case, or says so of another."""
    return record.kind.moves_out or any(said.kind in MOVING for said in record.said)


def _marked(mark: Said) -> str:
    return "Moved out as entered in the wrong case" if mark.kind in MOVING else "Marked in error"


def _said(said: Said, desk: Desk) -> Passage:
    fault = (("Do not rely on this", said.fault),) if said.fault else ()
    return Passage(f"{_SAID[said.kind]} by {_by(said, desk)}", fault, said.text, is_said=True)


def _by(said: Said, desk: Desk) -> str:
    return f"{said.author}, {desk.shown(said.signed_at)}"


def _day(at: datetime, desk: Desk) -> str:
    return ClinicalDate.of(at.astimezone(desk.zone).date()).show()
