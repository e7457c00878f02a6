"""A signed record as it is opened to be read: what it says, what stands beside it, and what left the vault since."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, bindparam, func, select
from sqlalchemy.orm import aliased

from app.domain.kinds.registry import beside
from app.domain.records.countersigning import INDEPENDENT, Stage, Supervision
from app.models.sqlite import at_most
from app.models.statements import PreparedStatement
from app.models.tables import Disclosure, Record
from app.services.records.agreeing import awaited, names
from app.services.records.chronology import Neighbours, neighbours
from app.services.records.questions import QuestionView, about_record
from app.services.records.reading import RecordView, show
from app.services.records.supervised import Supervisions, may_begin
from app.services.records.taking_over import OpenRow, open_rows
from app.services.vault.open_vault import Act, OpenVault
from app.services.vault.signatures import Signatures

MOST_SENT: Final = 5
"""So many of what was sent are named, the newest first."""


@dataclass(frozen=True)
class SentSince:
    """A summary of its case that left the vault after the first version of a record was signed: it may hold one."""

    recipient: str
    at: datetime


@dataclass(frozen=True)
class OpenedRecord:
    """A record and what is around it; `total_sent` counts all that was sent since, `sent` has the newest."""

    view: RecordView
    place: Neighbours | None
    sent: tuple[SentSince, ...]
    total_sent: int
    open: tuple[OpenRow, ...] = ()
    """The rows of it that an earlier form left open: a record of its own takes the place of each."""
    supervision: Supervision = INDEPENDENT
    asked: str = ""
    """Whose countersignature it awaits."""
    may_countersign: bool = False
    may_agree: bool = False
    to_agree: tuple[str, ...] = ()
    """The names of those who stand for it too, and have not said yet that they do."""
    is_returned_to_me: bool = False
    """Whether it was returned, and the member is its author."""
    questions: tuple[QuestionView, ...] = ()
    """What colleagues were asked about it, in any of its versions."""


def opened(vault: OpenVault, act: Act, row: Record) -> OpenedRecord:
    """The record as its page shows it."""
    view = show(vault, act.session, row)
    place = neighbours(act.connection, row.case_id, row.id, beside(row.kind))
    sent, open_in_it = _sent_since(act.connection, row), open_rows(vault, act, view)
    found = OpenedRecord(view, place, *sent, open_in_it, questions=about_record(vault, act, row))
    return found if view.fault else _supervised(vault, act, row, _agreed(vault, act, row, found))


def _agreed(vault: OpenVault, act: Act, row: Record, found: OpenedRecord) -> OpenedRecord:
    """With whose agreement it awaits; what is no more in force awaits nobody's."""
    if found.view.status != "signed":
        return found
    waits = awaited(vault, act.session, row)
    return replace(found, may_agree=vault.member.id in waits, to_agree=tuple(names(act.session, waits)))


def _supervised(vault: OpenVault, act: Act, row: Record, found: OpenedRecord) -> OpenedRecord:
    """With how it stands where its author signs under supervision; what is no more in force awaits nobody."""
    supervisions = Supervisions(vault, act.session, Signatures(act.session, vault.header))
    stands = supervisions.of(row)
    if stands.is_open and found.view.status != "signed":
        return found
    return replace(
        found,
        supervision=stands,
        asked=supervisions.asked(row),
        may_countersign=may_begin(vault, row, stands),
        is_returned_to_me=stands.stage is Stage.RETURNED and row.author_id == vault.member.id,
    )


def _sent_since(connection: Connection, row: Record) -> tuple[tuple[SentSince, ...], int]:
    # Who holds an earlier text is to be told what changed: the first version is the one that a series is named by.
    rows = _SENT.rows(connection, {"case_id": row.case_id, "series": row.series_id})
    sent = tuple(SentSince(recipient, datetime.fromisoformat(at)) for recipient, at, _ in rows)
    return sent, rows[0][2] if rows else 0


_First: Final = aliased(Record)
_SENT: Final = PreparedStatement(
    select(Disclosure.recipient, Disclosure.at, func.count().over())
    .where(
        Disclosure.case_id == bindparam("case_id"),
        Disclosure.at
        > select(_First.signed_at).where(_First.id == bindparam("series")).correlate(None).scalar_subquery(),
    )
    .order_by(Disclosure.at.desc())
    .limit(at_most(MOST_SENT))
)
