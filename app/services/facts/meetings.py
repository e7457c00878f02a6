"""Meetings of the panel, read from their events: no table shows them."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.cases.meeting import Meeting
from app.domain.facts import meeting
from app.domain.fields.content import read
from app.models.tables import EventRow
from app.services.facts.events import known_of
from app.services.facts.projection import said


@dataclass(frozen=True)
class MeetingView:
    """A meeting as it was stated last."""

    id: str
    meeting: Meeting

    @property
    def words(self) -> str:
        """What it is called: "Panel, 03-Dec-2026"."""
        held = self.meeting.held_on
        return f"Panel, {held.show()}" if held else "Panel"


def all_of(session: Session) -> tuple[MeetingView, ...]:
    """Every meeting, the newest first."""
    ids = select(EventRow.subject_id).where(EventRow.subject == meeting.SUBJECT).distinct()
    found = [one(session, each) for each in session.scalars(ids)]
    return tuple(sorted(found, key=_day, reverse=True))


def one(session: Session, meeting_id: str) -> MeetingView:
    """One of them; an empty one where nothing was stated of it."""
    held = known_of(session, meeting_id, meeting.SUBJECT).held
    return MeetingView(meeting_id, read(Meeting, said(held, meeting.HOLD.code)))


def _day(view: MeetingView) -> str:
    return view.meeting.held_on.sort_key() if view.meeting.held_on else ""
