"""The day of a panel meeting: its agenda with how far each case has come, and all that is ready signed at once."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.cases.meeting import Meeting
from app.domain.facts.meeting import SUBJECT
from app.domain.fields.rights import Right
from app.domain.kinds.registry import HEARD, MEETING
from app.domain.records.record import Sheet
from app.domain.records.versions import Reading
from app.errors import Damaged, NotFound
from app.models.tables import Case, Draft, Record
from app.services.cases.people import current
from app.services.cases.signing import Review, Signing
from app.services.facts.meetings import MeetingView, one
from app.services.records import drafts
from app.services.records.drafts import DraftView
from app.services.records.heading import Heading
from app.services.records.signed import is_open_to, parsed, signed_bytes
from app.services.records.standing import current_rows
from app.services.vault.open_vault import Act, OpenVault


@dataclass(frozen=True)
class AgendaItem:
    """One case of the agenda: the member's draft of its panel record, or the record where one was signed."""

    case_id: str
    reference: str
    name: str
    """As it is sorted: "QUILL, Ada"."""
    is_unaware: bool
    draft_id: str = ""
    record_id: str = ""
    to_go: tuple[str, ...] = ()
    """What the draft still needs to be signed, by its labels."""
    decision: str = ""

    @property
    def is_ready(self) -> bool:
        """Whether it can be signed."""
        return bool(self.draft_id) and not self.to_go


@dataclass(frozen=True)
class PanelDayView:
    """A meeting and its agenda, in the order in which the cases are heard."""

    meeting: Meeting
    words: str
    agenda: tuple[AgendaItem, ...]


@dataclass(frozen=True)
class PanelDay:
    """What can be done on the day of a meeting. What is written is the member's own."""

    vault: OpenVault

    def read(self, meeting_id: str) -> PanelDayView:
        """The agenda as it stands; looking is noted. Raises NotFound for no such meeting, NotPermitted."""
        with self.vault.acting(Right.READ, durable=False) as act:
            view = self._view(act, meeting_id)
            act.note("case.list", SUBJECT, meeting_id, shown=len(view.agenda))
        return view

    def again(self, meeting_id: str) -> PanelDayView:
        """The same for who is looking at it already, as it is asked for at every save; not noted. Raises as `read`."""
        with self.vault.reading(Right.READ) as act:
            return self._view(act, meeting_id)

    def begin(self, meeting_id: str, case_id: str) -> DraftView:
        """Begin the record of one case, dated as the meeting; one that is begun already goes on.

        Raises NotFound for a case that is not on the agenda, NotPermitted.
        """
        with self.vault.reading(Right.READ) as act:
            held = _insist(act.session, meeting_id)
            if case_id not in held.meeting.agenda:
                raise NotFound
            if begun := self._draft(act.session, held.id, case_id):
                return begun
        with self.vault.acting(Right.WRITE) as act:
            content = replace(HEARD.content(), **{MEETING: held.id})
            sheet = Sheet(event=held.meeting.held_on, knowledge=HEARD.known, content=content)
            return drafts.start(self.vault, act, HEARD, Heading(case_id, HEARD.compartment), sheet)

    def ready(self, meeting_id: str) -> tuple[Review, ...]:
        """Each draft of the meeting that lacks nothing, to be read through and signed with the others."""
        items = self.again(meeting_id).agenda
        signing = Signing(self.vault)
        return tuple(signing.review(each.draft_id) for each in items if each.is_ready)

    def _view(self, act: Act, meeting_id: str) -> PanelDayView:
        held = _insist(act.session, meeting_id)
        return PanelDayView(held.meeting, held.words, tuple(self._items(act, held)))

    def _items(self, act: Act, held: MeetingView) -> Iterator[AgendaItem]:
        session = act.session
        for case_id in held.meeting.agenda:
            found = session.get(Case, case_id)
            if found is None:
                continue
            person = current(act.connection, found.shown_person_id).details
            item = AgendaItem(case_id, found.reference, found.sort_name, person.awareness == "unaware")
            if draft := self._draft(session, held.id, case_id):
                labels = tuple(dict.fromkeys(each.label for each in draft.missing))
                decided = _decided(draft.sheet.content)
                yield replace(item, draft_id=draft.id, to_go=labels, decision=decided)
            else:
                record_id, decided = self._signed(session, held.id, case_id)
                yield replace(item, record_id=record_id, decision=decided)

    def _draft(self, session: Session, meeting_id: str, case_id: str) -> DraftView | None:
        """The member's own for that meeting; the last saved, where there are several."""
        mine = select(Draft).where(Draft.author_id == self.vault.member.id, Draft.case_id == case_id)
        for row in session.scalars(mine.where(Draft.kind == HEARD.code).order_by(Draft.saved_at.desc())):
            view = drafts.view(self.vault, session, row)
            if getattr(view.sheet.content, MEETING, "") == meeting_id:
                return view
        return None

    def _signed(self, session: Session, meeting_id: str, case_id: str) -> tuple[str, str]:
        """The newest record of the meeting that the member may read, by whoever signed it, and what was decided."""
        standing = current_rows(case_id, Record).where(Record.kind == HEARD.code)
        for row in session.scalars(standing):
            if not is_open_to(self.vault, row):
                continue
            try:
                found, _ = parsed(signed_bytes(self.vault, row))
            except Damaged:
                continue
            if isinstance(found, Reading) and getattr(found.content, MEETING) == meeting_id:
                return row.id, _decided(found.content)
        return "", ""


def _decided(content: object) -> str:
    """What its title says was decided; empty until it does."""
    return HEARD.title_of(content).partition(": ")[2]


def _insist(session: Session, meeting_id: str) -> MeetingView:
    held = one(session, meeting_id)
    if held.meeting == Meeting():
        raise NotFound
    return held
