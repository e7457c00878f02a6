"""What became of a record that was moved out of the wrong case: who had opened it there, and what left meanwhile."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.domain.fields.rights import Right
from app.domain.kinds.registry import BREACH, MOVING, title
from app.domain.records.breach import Breach
from app.domain.records.record import Sheet
from app.domain.values.dates import ClinicalDate
from app.errors import NotADraft
from app.models.base import wire_time
from app.models.statements import PreparedStatement
from app.models.tables import Disclosure, Draft, LedgerRow, Record, Staff
from app.services.cases.moving_plan import MOVED, may_not_write
from app.services.records import drafts
from app.services.records.drafts import DraftView
from app.services.records.heading import Heading
from app.services.records.moved import insist_on_place, is_moved
from app.services.records.signed import load, may_read
from app.services.sharing.audiences import audience_of
from app.services.vault.open_vault import Act, OpenVault

_NOT_MOVED: Final = "That record was not moved out of its case."
_NO_CASE: Final = "No right case was chosen for it: a breach is written in the case of whose record it is."
_READS: Final = ("record.read", "record.compare", "record.raters", "record.newest")
_LISTS: Final = ("case.list", "case.peek", "case.overview")
# A row notes the record that was opened as its subject, or several in its detail.
_OPENED: Final = PreparedStatement(
    text(
        "SELECT s.name, l.actor_id, min(l.at), max(l.at), count(*) FROM ledger l JOIN staff s ON s.id = l.actor_id "
        "WHERE l.case_id = :case_id AND l.action IN (SELECT value FROM json_each(:actions)) AND l.at <= :until "
        "AND EXISTS (SELECT 1 FROM json_each(:records) r "
        "WHERE r.value = l.subject_id OR instr(l.detail, r.value) > 0) "
        "GROUP BY l.actor_id ORDER BY min(l.at)"
    )
)
_LISTED: Final = PreparedStatement(
    text(
        "SELECT s.name, l.actor_id, min(l.at), max(l.at), count(*) FROM ledger l JOIN staff s ON s.id = l.actor_id "
        "WHERE l.case_id = :case_id AND l.action IN (SELECT value FROM json_each(:actions)) "
        "AND l.at >= :since AND l.at <= :until GROUP BY l.actor_id ORDER BY min(l.at)"
    )
)


@dataclass(frozen=True)
class OpenedBy:
    """A member who opened it, or a list with a line of it: when first and last, and how often."""

    name: str
    is_author: bool
    first: datetime
    last: datetime
    times: int


@dataclass(frozen=True)
class ReceivedBy:
    """Whom something of the case was sent to while the record stood in it: it may be in that."""

    recipient: str
    audience: str
    at: datetime


@dataclass(frozen=True)
class MovedOut:
    """A record that was moved out, for who has to put it right."""

    record_id: str
    case_id: str
    words: str
    """What it is, and of which day."""
    moved_by: str
    moved_at: datetime
    opened: tuple[OpenedBy, ...]
    listed: tuple[OpenedBy, ...]
    """Who saw lists of the case meanwhile, with its line in them."""
    received: tuple[ReceivedBy, ...]
    draft: tuple[str, str] | None
    """The member's draft in the right case, where it is not signed yet: the case and its id."""
    may_begin: bool
    """Whether the member wrote it, and nothing was begun of it in the right case."""
    breach: str
    """Why no breach can be begun, in a sentence; empty where it can."""

    @property
    def by_others(self) -> bool:
        """Whether anybody but its author opened it, or anything left that may hold it."""
        return bool(self.received) or any(not each.is_author for each in self.opened)


def moved_out(vault: OpenVault, record_id: str) -> MovedOut:
    """What became of it; looking is noted.

    Raises NotADraft for one that stands where it was signed, NotFound, NotPermitted, NotAdmitted.
    """
    with vault.acting(Right.READ, durable=False) as act:
        row, mark = _moved(vault, act, record_id)
        act.note("record.moved_page", "record", row.id, case=row.case_id)
        return _page(vault, act, row, mark)


def begin_breach(vault: OpenVault, record_id: str) -> DraftView:
    """Begin the serious event that a record in the wrong case is, in the case of whose record it is.

    Raises as `moved_out`, and NotADraft where the right case was not chosen.
    """
    with vault.acting(Right.WRITE) as act:
        row, mark = _moved(vault, act, record_id)
        right = _right(act.session, row)
        if not right:
            raise NotADraft(_NO_CASE)
        today = ClinicalDate.of(vault.today())
        found_at = mark.signed_at.astimezone(vault.zone)
        entered = ClinicalDate.of(row.signed_at.astimezone(vault.zone).date())
        breach = Breach(
            on=entered,
            found_on=ClinicalDate.of(found_at.date()),
            found_at=f"{found_at:%H:%M}",
            what=_told(_page(vault, act, row, mark), entered, vault),
        )
        heading = Heading(right, BREACH.compartment)
        return drafts.start(vault, act, BREACH, heading, Sheet(event=today, content=_content(breach)))


def _content(breach: Breach) -> object:
    return BREACH.of_breach(breach) if BREACH.of_breach is not None else BREACH.content()


def _moved(vault: OpenVault, act: Act, record_id: str) -> tuple[Record, Record]:
    """The newest version of it that stood here, and the mark that moved it."""
    row = load(act.session, record_id)
    row = load(act.session, row.about_id) if row.about_id else row
    may_read(vault, act, row)
    if not is_moved(act.session, row.id):
        raise NotADraft(_NOT_MOVED)
    insist_on_place(vault, act.session, row)
    newest = act.session.scalars(
        select(Record).where(Record.series_id == row.series_id).order_by(Record.version.desc())
    ).first()
    row = newest or row
    marks = (
        select(Record).where(Record.about_id == row.id, Record.kind.in_(MOVING)).order_by(Record.ordered_at)
    )
    return row, act.session.scalars(marks).one()


def _page(vault: OpenVault, act: Act, row: Record, mark: Record) -> MovedOut:
    session = act.session
    series = select(Record.id, Record.signed_at).where(Record.series_id == row.series_id)
    versions = session.execute(series.order_by(Record.version)).all()
    first = versions[0].signed_at
    asked = {"case_id": row.case_id, "until": wire_time(mark.signed_at), "since": wire_time(first)}
    ids = json.dumps([each.id for each in versions])
    opened = _OPENED.rows(act.connection, asked | {"records": ids, "actions": json.dumps(_READS)})
    listed = _LISTED.rows(act.connection, asked | {"actions": json.dumps(_LISTS)})
    sent = session.execute(
        select(Disclosure.recipient, Disclosure.audience, Disclosure.at)
        .where(Disclosure.case_id == row.case_id, Disclosure.at >= first, Disclosure.at <= mark.signed_at)
        .order_by(Disclosure.at)
    )
    right, begun = _right(session, row), _begun(session, row)
    event = ClinicalDate.from_wire(row.event) if row.event else ClinicalDate()
    draft = session.get(Draft, begun) if begun else None
    mine = draft is not None and draft.author_id == vault.member.id
    return MovedOut(
        record_id=row.id,
        case_id=row.case_id,
        words=f"{title(row.kind)} of {event.show()}" if event.is_known else title(row.kind),
        moved_by=session.get_one(Staff, mark.author_id).name,
        moved_at=mark.signed_at,
        opened=_opened_by(opened, row.author_id),
        listed=_opened_by(listed, row.author_id),
        received=tuple(
            ReceivedBy(recipient, audience_of(audience).title, at) for recipient, audience, at in sent
        ),
        draft=(draft.case_id, draft.id) if mine and draft is not None else None,
        may_begin=not begun and row.author_id == vault.member.id,
        breach=may_not_write(vault, act, right, BREACH.compartment) if right else _NO_CASE,
    )


def _opened_by(rows: Sequence[tuple[str, str, str, str, int]], author: str) -> tuple[OpenedBy, ...]:
    return tuple(
        OpenedBy(name, actor == author, datetime.fromisoformat(first), datetime.fromisoformat(last), times)
        for name, actor, first, last, times in rows
    )


def _right(session: Session, row: Record) -> str:
    """The right case, as it was chosen last; empty where none was."""
    return _noted(session, row, "to")


def _begun(session: Session, row: Record) -> str:
    """The draft that was begun there; empty where none was."""
    return _noted(session, row, "begun")


def _noted(session: Session, row: Record, name: str) -> str:
    """What the ledger says of the moving; the last word that is not empty."""
    noted = select(LedgerRow.detail).where(
        LedgerRow.action == MOVED, LedgerRow.case_id == row.case_id, LedgerRow.subject_id == row.id
    )
    said = [json.loads(each)[name] for each in session.scalars(noted.order_by(LedgerRow.at, LedgerRow.seq))]
    return next((each for each in reversed(said) if each), "")


def _told(page: MovedOut, entered: ClinicalDate, vault: OpenVault) -> str:
    """What happened, without a word of the other case."""

    def day(at: datetime) -> str:
        return ClinicalDate.of(at.astimezone(vault.zone).date()).show()

    opened = [f"{each.name} on {day(each.first)}" for each in page.opened if not each.is_author]
    told = [
        f"A record about this person was signed in the case of somebody else on {entered.show()}.",
        f"It was found and moved out on {day(page.moved_at)}.",
        f"It was opened there by {', '.join(opened)}."
        if opened
        else "Nobody but its author opened it there.",
    ]
    sent = len(page.received)
    if sent:
        times = "once" if sent == 1 else f"{sent} times"
        told.append(f"Something of that case was sent out {times} meanwhile, and may hold it.")
    return "\n\n".join(told)
