"""The day of a panel meeting: its agenda with how far each case has come, and all that is ready signed at once."""

from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from app.domain.cases.meeting import Meeting
from app.domain.facts.meeting import SUBJECT
from app.domain.fields.rights import Right
from app.domain.kinds.registry import HEARD, MEETING
from app.domain.records.record import Sheet
from app.errors import NotFound
from app.services.cases.in_turn import AgendaItem, Occasion
from app.services.cases.signing import Review, Signing
from app.services.facts.meetings import MeetingView, one
from app.services.records import drafts
from app.services.records.drafts import DraftView
from app.services.records.heading import Heading
from app.services.vault.open_vault import Act, OpenVault


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
            if begun := _of(held.id).draft(self.vault, act.session, case_id):
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
        items = _of(held.id).items(self.vault, act, held.meeting.agenda)
        return PanelDayView(held.meeting, held.words, tuple(items))


def _of(meeting_id: str) -> Occasion:
    return Occasion(HEARD, MEETING, meeting_id)


def _insist(session: Session, meeting_id: str) -> MeetingView:
    held = one(session, meeting_id)
    if held.meeting == Meeting():
        raise NotFound
    return held
