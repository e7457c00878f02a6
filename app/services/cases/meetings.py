"""Meetings of the panel: stated, and listed."""

from dataclasses import dataclass

from app.domain.cases.meeting import Meeting
from app.domain.facts import meeting
from app.domain.fields.content import check
from app.domain.fields.rights import Right
from app.domain.values.ids import new_id
from app.errors import NotFound
from app.services.cases.opening import complete
from app.services.facts.meetings import MeetingView, all_of, one
from app.services.facts.stating import Saying, Subject, state
from app.services.vault.open_vault import OpenVault


@dataclass(frozen=True)
class Meetings:
    """What can be done with meetings."""

    vault: OpenVault

    def hold(self, said: Meeting, meeting_id: str = "") -> str:
        """State a meeting, or state one anew, and give its id. Raises StillMissing, NotFound, NotPermitted."""
        said = complete(check(said), self.vault.today())
        with self.vault.acting(Right.DIARY) as act:
            if meeting_id and one(act.session, meeting_id).meeting == Meeting():
                raise NotFound
            meeting_id = meeting_id or new_id(act.at)
            if not state(self.vault, act, Subject(meeting_id), Saying((meeting.HOLD,), said)):
                act.note("meeting.unchanged", meeting.SUBJECT, meeting_id)
        return meeting_id

    def page(self) -> tuple[MeetingView, ...]:
        """Every meeting, the newest first."""
        with self.vault.reading(Right.BANNER) as act:
            return all_of(act.session)
