"""One session of a group: what was done in common, a part for each member, and all that is ready signed at once."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.cases.group import Group, GroupSession
from app.domain.facts.group import SESSION_SUBJECT
from app.domain.fields.rights import Right
from app.domain.kinds.registry import GROUPED, IN_GROUP
from app.domain.records.record import Sheet
from app.errors import NotFound
from app.models.tables import Staff
from app.services.cases.group_check import insist_on_private
from app.services.cases.group_parts import carry, occasion
from app.services.cases.in_turn import AgendaItem
from app.services.cases.restricted import closed_to
from app.services.cases.signing import Review, Signing
from app.services.facts.groups import group_of, session_of
from app.services.records import drafts
from app.services.records.death import is_after_death
from app.services.records.drafts import DraftView
from app.services.records.heading import Heading
from app.services.vault.open_vault import Act, OpenVault


@dataclass(frozen=True)
class GroupDayView:
    """A session of a group and its members, those whom the member at the desk may know of."""

    session: GroupSession
    words: str
    group: str
    led_by: tuple[str, ...]
    """The names of who led it."""
    agenda: tuple[AgendaItem, ...]


@dataclass(frozen=True)
class GroupDay:
    """What can be done with a session of a group. What is written of each is the member's own."""

    vault: OpenVault

    def read(self, session_id: str) -> GroupDayView:
        """The session as it stands; looking is noted. Raises NotFound for no such session, NotPermitted."""
        with self.vault.acting(Right.READ, durable=False) as act:
            view = self._view(act, session_id)
            act.note("case.list", SESSION_SUBJECT, session_id, shown=len(view.agenda))
        return view

    def again(self, session_id: str) -> GroupDayView:
        """The same for who is looking at it already, as it is asked for at every save; not noted. Raises as `read`."""
        with self.vault.reading(Right.READ) as act:
            return self._view(act, session_id)

    def begin(self, session_id: str, case_id: str, attendance: str = "") -> DraftView:
        """Begin the note of one member, with what is the same for each; one that is begun already goes on.

        Raises NotFound for a case that was not in the group that day, NotPermitted.
        """
        with self.vault.reading(Right.READ) as act:
            said = _insist(act.session, session_id)
            if case_id not in self._members(act.session, said):
                raise NotFound
            if begun := occasion(session_id).draft(self.vault, act.session, case_id):
                return begun
        with self.vault.acting(Right.WRITE) as act:
            content = GROUPED.begun(session_id, said, attendance)
            sheet = Sheet(event=said.held_on, knowledge=IN_GROUP.known, content=content)
            return drafts.start(self.vault, act, IN_GROUP, Heading(case_id, IN_GROUP.compartment), sheet)

    def ready(self, session_id: str) -> tuple[Review, ...]:
        """Each note of the session that lacks nothing, to be read through and signed with the others.

        Raises NotAcceptable where one of them tells of another member.
        """
        with self.vault.keeping(Right.WRITE) as act:
            carry(self.vault, act, session_id, _insist(act.session, session_id))
        items = self.again(session_id).agenda
        signing = Signing(self.vault)
        reviews = tuple(signing.review(each.draft_id) for each in items if each.is_ready)
        with self.vault.reading(Right.WRITE) as act:
            for each in reviews:
                insist_on_private(self.vault, act.session, each.draft)
        return reviews

    def _view(self, act: Act, session_id: str) -> GroupDayView:
        said = _insist(act.session, session_id)
        members = self._members(act.session, said)
        return GroupDayView(
            said,
            session_of(act.session, session_id).words,
            group_of(act.session, said.group).group.name,
            _names(act.session, said.led_by),
            tuple(occasion(session_id).items(self.vault, act, members)),
        )

    def _members(self, session: Session, said: GroupSession) -> tuple[str, ...]:
        """The cases that were in the group on that day, without those that are closed to the member.

        Nor with those whose person had died by then: nobody is said to have stayed away.
        """
        on = said.held_on.earliest() if said.held_on else None
        stated: Group = group_of(session, said.group).group
        there = dict.fromkeys(each.case for each in stated.members if each.is_in(on))
        closed = closed_to(self.vault, session, there)
        return tuple(
            each for each in there if each not in closed and not self._died_before(session, each, on)
        )

    def _died_before(self, session: Session, case_id: str, on: date | None) -> bool:
        return on is not None and is_after_death(session.connection(), case_id, on, self.vault.today())


def _names(session: Session, staff: tuple[str, ...]) -> tuple[str, ...]:
    rows = session.execute(select(Staff.id, Staff.name).where(Staff.id.in_(staff)))
    names = {row.id: row.name for row in rows}
    return tuple(names[each] for each in staff if each in names)


def _insist(session: Session, session_id: str) -> GroupSession:
    found = session_of(session, session_id).session
    if found == GroupSession():
        raise NotFound
    return found
