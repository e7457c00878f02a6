"""The diary: appointments made, moved, cancelled and kept, and the note that is begun from one."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.cases.appointment import (
    CANCELLED,
    WITH_PERSON,
    Appointment,
    AppointmentNote,
    AppointmentOutcome,
)
from app.domain.cases.case import CONTACT, DIRECT_WORK, GATES
from app.domain.facts import appointment
from app.domain.fields.compartments import Compartment
from app.domain.fields.content import check, read
from app.domain.fields.rights import Right
from app.domain.kinds.registry import note_of
from app.domain.records.kind import Kind
from app.domain.records.record import Sheet
from app.domain.values.ids import new_id
from app.domain.values.text import line
from app.errors import NotAcceptable, NotAdmitted, NotADraft, NotFound, StillMissing
from app.models.tables import AppointmentRow, Case, Draft, Record, Staff
from app.services.cases.appointments import (
    AFTER_DEATH,
    BETWEEN,
    NOTE_SIGNED,
    OF_MEMBER,
    SEEN,
    Entry,
    counted,
    entries,
    values_of,
)
from app.services.cases.opening import complete
from app.services.facts.events import Known, known_of
from app.services.facts.gates import gates_of
from app.services.facts.projecting import appointment_of
from app.services.facts.projection import said
from app.services.facts.stating import Saying, Subject, state
from app.services.records import drafts
from app.services.records.death import insist_on_living_by
from app.services.records.drafts import DraftView
from app.services.records.heading import Heading
from app.services.records.standing import current_rows
from app.services.vault.open_vault import Act, OpenVault

WHY_MOVED: Final = "Why it was moved"
_STAYS: Final = "An appointment stays with its case: cancel this one and make another."
_WENT: Final = "It is said already how this appointment went: make another for another time."
_TO_COME: Final = "The day has not come: until then an appointment can be moved or cancelled, and no more."
_NO_NOTE: Final = "No note is asked for of this appointment."
_NOTED: Final = "This appointment has its note: open that one."
_BEGUN: Final = "A colleague has begun the note of this appointment."
_CANCELLED: Final = ", ".join(repr(each) for each in sorted(CANCELLED))
_OVERLAP: Final = (
    f"a.id <> :own AND a.outcome NOT IN ({_CANCELLED}) AND NOT {AFTER_DEATH} AND a.day = :day "  # noqa: S608
    "AND (:clock = '' OR a.clock = '' "
    "OR (a.clock < :ends AND a.ends > :clock)) AND a.id IN (SELECT m.appointment_id FROM appointment_member m "
    "WHERE m.day = :day AND m.staff_id = :whose)"
)
_CLOSING: Final = tuple(each for each in GATES if each.code in {DIRECT_WORK, CONTACT})
_NOT_AGREED: Final = "nothing is agreed with the person until it is open or waived."
_MOST: Final = 500
_MOST_CLASHES: Final = 20


@dataclass(frozen=True)
class DiaryPage:
    """One page of a stretch of days, how many match, and how many the whole team has on these days."""

    rows: tuple[Entry, ...]
    matching: int
    total: int


@dataclass(frozen=True)
class Statement:
    """One statement of an appointment: when, by whom, what was agreed or how it went, and why it was changed."""

    at: datetime
    author: str
    said: Appointment | AppointmentOutcome
    reason: str


@dataclass(frozen=True)
class AppointmentView:
    """One appointment whole: as it was stated last, and every statement, the oldest first."""

    id: str
    appointment: Appointment
    outcome: AppointmentOutcome
    entry: Entry
    statements: tuple[Statement, ...]
    record_id: str
    """Its note, where that is signed and stands."""
    offered: tuple["DaysRecord", ...] = ()
    """What stands in the case and could be its note: written that day otherwise than from the diary."""


@dataclass(frozen=True)
class DaysRecord:
    """A record of the day of an appointment, that is the note of none yet."""

    id: str
    title: str
    author: str


@dataclass(frozen=True)
class Clash:
    """Another appointment of a member at the same time; of one that must not be known it says the time alone."""

    member: str
    entry: Entry


@dataclass(frozen=True)
class Diary:
    """What can be asked of the diary, and put into it."""

    vault: OpenVault

    def page(
        self, first: date, last: date, *, whose: str = "", offset: int = 0, limit: int = 200
    ) -> DiaryPage:
        """What stands in it from one day to another, of one member where `whose` names one; looking is noted."""
        values = values_of(
            self.vault, first=first.isoformat(), last=last.isoformat(), whose=whose, offset=offset
        )
        where = f"{BETWEEN} AND {OF_MEMBER}" if whose else BETWEEN
        with self.vault.acting(Right.BANNER, durable=False) as act:
            rows = entries(act.connection, where, values, limit=limit)
            matching, total = (counted(act.connection, each, values) for each in (where, BETWEEN))
            act.note("diary.list", shown=len(rows))
        return DiaryPage(rows, matching, total)

    def of_case(self, case_id: str) -> tuple[Entry, ...]:
        """The appointments of a case, the newest day first; looking is noted. Raises NotFound."""
        with self.vault.acting(Right.BANNER, case=case_id, durable=False) as act:
            if act.session.get(Case, case_id) is None:
                raise NotFound
            values = values_of(self.vault, case_id=case_id)
            # That a restricted case has appointments is told to nobody else.
            where = f"a.case_id = :case_id AND {SEEN}"
            found = entries(
                act.connection, where, values, order="a.day DESC, a.clock DESC, a.id", limit=_MOST
            )
            act.note("diary.case", "casefile", case_id, case=case_id, shown=len(found))
        return found

    def read(self, appointment_id: str) -> AppointmentView:
        """One of them. Raises NotFound, and NotAdmitted for one that only says that its members are busy."""
        with self.vault.reading(Right.BANNER) as act:
            entry, known = self._known(act, appointment_id)
            agreed, went = appointment_of(known.held)
            note = read(AppointmentNote, said(known.held, appointment.NOTE.code))
            record = note.record if entry.note == NOTE_SIGNED else ""
            offered = () if record else _of_that_day(act.session, agreed, note_of(agreed, went))
            return AppointmentView(
                appointment_id, agreed, went, entry, tuple(_statements(known)), record, offered
            )

    def book(self, agreed: Appointment, appointment_id: str = "", why: str = "") -> str:
        """Make an appointment, or state one anew, and give its id. `why` it was moved is asked where it was.

        A member who has something else at that time is no reason to refuse: `clashes` says it. Raises StillMissing,
        NotFound, NotAdmitted, NotPermitted, and NotAcceptable for another case, once it is said how it went, or where
        it needs the person there after their death, or from today on where a gate of the case closes that.
        """
        agreed, why = complete(check(agreed), self.vault.today()), line(why)
        with self.vault.acting(Right.DIARY, case=agreed.case or None) as act:
            _insist_on_known(act.session, agreed)
            self._insist_on_living(act, agreed)
            self._insist_on_open_gates(act, agreed)
            if appointment_id:
                self._insist_on_moving(act, appointment_id, agreed, why)
            appointment_id = appointment_id or new_id(act.at)
            subject = Subject(appointment_id, agreed.case or None)
            saying = Saying((appointment.ITEM,), agreed)
            if not state(self.vault, act, subject, saying, reason=why):
                act.note("diary.unchanged", appointment.SUBJECT, appointment_id, case=agreed.case or None)
        return appointment_id

    def clashes(self, agreed: Appointment, appointment_id: str = "") -> tuple[Clash, ...]:
        """What its members have at the same time besides."""
        if agreed.day is None or not agreed.day.is_exact:
            return ()
        given = values_of(
            self.vault, own=appointment_id, day=agreed.day.to_wire(), clock=agreed.clock, ends=agreed.ends
        )
        with self.vault.reading(Right.BANNER) as act:
            names = _names(act.session, agreed)
            return tuple(
                Clash(names.get(member, ""), entry)
                for member in agreed.members
                for entry in entries(act.connection, _OVERLAP, given | {"whose": member}, limit=_MOST_CLASHES)
            )

    def say(self, appointment_id: str, went: AppointmentOutcome) -> None:
        """State how an appointment went, or state it anew. Raises StillMissing, NotFound, NotAdmitted, NotPermitted.

        And NotAcceptable for one that has not come: until its day it can only be cancelled.
        """
        went = complete(check(went), self.vault.today())
        with self.vault.acting(Right.DIARY) as act:
            entry, _ = self._known(act, appointment_id)
            if entry.day > self.vault.today().isoformat() and went.outcome not in CANCELLED:
                raise NotAcceptable(_TO_COME)
            subject = Subject(appointment_id, entry.case_id or None)
            if not state(self.vault, act, subject, Saying((appointment.OUTCOME,), went)):
                act.note("diary.unchanged", appointment.SUBJECT, appointment_id, case=entry.case_id or None)

    def begin_note(self, appointment_id: str) -> DraftView:
        """Begin its note, with the day, way, place and attendance that the diary knows, or go on with it.

        Of a restricted case it is begun as a restricted record. Raises NotFound, NotAdmitted, NotPermitted;
        NotAcceptable before its day, NotADraft where none is asked for, it has one, or a colleague has begun it.
        """
        with self.vault.acting(Right.WRITE) as act:
            entry, known = self._known(act, appointment_id)
            agreed, went = appointment_of(known.held)
            made = note_of(agreed, went)
            if made is None or agreed.day is None:
                raise NotADraft(_NO_NOTE)
            if entry.note == NOTE_SIGNED:
                raise NotADraft(_NOTED)
            if entry.day > self.vault.today().isoformat() and went.outcome not in CANCELLED:
                raise NotAcceptable(_TO_COME)
            note = read(AppointmentNote, said(known.held, appointment.NOTE.code))
            if (begun := self._begun(act, note.draft)) is not None:
                return begun
            return self._start(act, appointment_id, made, agreed, went)

    def take_note(self, appointment_id: str, record_id: str) -> None:
        """State that a record of that day, which was not begun from here, is its note: nothing is written twice.

        Raises NotFound for what is not offered, NotAdmitted, NotPermitted, NotADraft where it has a note.
        """
        with self.vault.acting(Right.DIARY) as act:
            entry, known = self._known(act, appointment_id)
            if entry.note == NOTE_SIGNED:
                raise NotADraft(_NOTED)
            agreed, went = appointment_of(known.held)
            offered = _of_that_day(act.session, agreed, note_of(agreed, went))
            if record_id not in {each.id for each in offered}:
                raise NotFound
            saying = Saying((appointment.NOTE,), AppointmentNote(record=record_id))
            state(self.vault, act, Subject(appointment_id, agreed.case), saying)

    def _start(
        self, act: Act, appointment_id: str, made: Kind, agreed: Appointment, went: AppointmentOutcome
    ) -> DraftView:
        content = check(replace(made.content(), **made.noted(agreed, went)))
        sheet = Sheet(event=agreed.day, knowledge=made.known, content=content)
        restricted = any(case == agreed.case for case, _ in self.vault.compartments.by_case)
        where = Compartment.RESTRICTED if restricted else made.compartment
        draft = drafts.start(self.vault, act, made, Heading(agreed.case, where), sheet)
        subject = Subject(appointment_id, agreed.case)
        state(self.vault, act, subject, Saying((appointment.NOTE,), AppointmentNote(draft=draft.id)))
        return draft

    def _begun(self, act: Act, draft_id: str) -> DraftView | None:
        """The draft that was begun from it, if it is there still; raises NotADraft for a colleague's."""
        row = act.session.get(Draft, draft_id) if draft_id else None
        if row is None:
            return None
        if row.author_id != self.vault.member.id:
            raise NotADraft(_BEGUN)
        found = drafts.view(self.vault, act.session, drafts.own(act, self.vault, draft_id))
        act.note("draft.open", "draft", draft_id, case=found.case_id)
        return found

    def _insist_on_living(self, act: Act, agreed: Appointment) -> None:
        day = agreed.day.earliest() if agreed.day else None
        if agreed.case and day is not None and agreed.purpose in WITH_PERSON:
            insist_on_living_by(act.connection, agreed.case, day, self.vault.today())

    def _insist_on_open_gates(self, act: Act, agreed: Appointment) -> None:
        """Nothing is agreed with the person that a gate closes; what was held all the same is written down as ever."""
        day = agreed.day.latest() if agreed.day else None
        if not agreed.case or agreed.purpose not in WITH_PERSON or day is None or day < self.vault.today():
            return
        gates = gates_of(act.connection, agreed.case)
        closed = next((each.label for each in _CLOSING if gates.closed(each.code)), "")
        if closed:
            raise NotAcceptable(f"{closed} is closed in this case, and the case says why: {_NOT_AGREED}")

    def _insist_on_moving(self, act: Act, appointment_id: str, agreed: Appointment, why: str) -> None:
        """Raise where one cannot be stated so: of another case, after it went, or moved without a word why."""
        _, known = self._known(act, appointment_id)
        before, went = appointment_of(known.held)
        if before.case != agreed.case:
            raise NotAcceptable(_STAYS)
        if before.when == agreed.when:
            return
        if went.outcome:
            raise NotAcceptable(_WENT)
        if not why:
            raise StillMissing((WHY_MOVED,))

    def _known(self, act: Act, appointment_id: str) -> tuple[Entry, Known]:
        """What stands of it. Raises NotFound, NotAdmitted."""
        values = values_of(self.vault, own=appointment_id)
        entry = next(iter(entries(act.connection, "a.id = :own", values, limit=1)), None)
        if entry is None:
            raise NotFound
        if not entry.is_seen:
            raise NotAdmitted
        return entry, known_of(act.session, appointment_id, appointment.SUBJECT)


def note_signed(vault: OpenVault, act: Act, draft_id: str, record_id: str) -> None:
    """State in the act that signs which record a draft has become, where it was begun as the note of an appointment."""
    found = select(AppointmentRow.id, AppointmentRow.case_id).where(AppointmentRow.draft_id == draft_id)
    for appointment_id, case_id in act.session.execute(found).all():
        saying = Saying((appointment.NOTE,), AppointmentNote(draft=draft_id, record=record_id))
        state(vault, act, Subject(appointment_id, case_id), saying)


def note_voided(vault: OpenVault, act: Act, record_id: str) -> None:
    """State in the act that marks a record in error that the appointment whose note it was has none."""
    series = select(Record.series_id).where(Record.id == record_id).scalar_subquery()
    found = select(AppointmentRow.id, AppointmentRow.case_id).where(AppointmentRow.record_id == series)
    for appointment_id, case_id in act.session.execute(found).all():
        state(vault, act, Subject(appointment_id, case_id), Saying((appointment.NOTE,), AppointmentNote()))


def week_of(day: date) -> tuple[date, date]:
    """The Monday and the Sunday of its week."""
    first = day - timedelta(days=day.weekday())
    return first, first + timedelta(days=6)


def _statements(known: Known) -> Iterator[Statement]:
    classes: dict[str, Any] = {
        appointment.ITEM.code: Appointment,
        appointment.OUTCOME.code: AppointmentOutcome,
    }
    for each in sorted(known.events, key=lambda one: (one.event.number, one.event.at)):
        event = each.event
        if (cls := classes.get(event.fact)) is not None:
            at = datetime.fromisoformat(event.at)
            yield Statement(at, event.author.name, read(cls, event.after), event.reason)


def _of_that_day(session: Session, agreed: Appointment, made: Kind | None) -> tuple[DaysRecord, ...]:
    """What stands of that kind on that day in the case, by the series of its versions, and is the note of nothing."""
    if made is None or agreed.day is None:
        return ()
    taken = select(AppointmentRow.record_id).where(AppointmentRow.case_id == agreed.case)
    rows = (
        current_rows(agreed.case, Record.series_id, Record.title, Staff.name)
        .join(Staff, Staff.id == Record.author_id)
        .where(Record.kind == made.code, Record.event == agreed.day.to_wire(), Record.series_id.not_in(taken))
    )
    # The title of a sealed record is empty: its kind is all that is told.
    return tuple(DaysRecord(row[0], row[1] or made.title, row[2]) for row in session.execute(rows))


def _insist_on_known(session: Session, agreed: Appointment) -> None:
    """Raise NotFound for a case or a member whom nobody knows here."""
    if agreed.case and session.get(Case, agreed.case) is None:
        raise NotFound
    if _names(session, agreed).keys() != set(agreed.members):
        raise NotFound


def _names(session: Session, agreed: Appointment) -> dict[str, str]:
    rows = session.execute(select(Staff.id, Staff.name).where(Staff.id.in_(agreed.members)))
    return {row.id: row.name for row in rows}
