"""Groups: who is in them, and each time that they met; stated, and listed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.cases.group import Group, GroupSession, Member
from app.domain.facts import group
from app.domain.fields.content import check
from app.domain.fields.declare import Target
from app.domain.fields.rights import Right
from app.domain.values.ids import new_id
from app.errors import NotFound
from app.models.tables import Case, Staff
from app.services.cases.group_check import insist_on_common
from app.services.cases.group_parts import carry
from app.services.cases.opening import complete
from app.services.cases.restricted import closed_to
from app.services.facts.groups import SessionView, all_groups, all_sessions, group_of, session_of
from app.services.facts.stating import Saying, Subject, state
from app.services.records.citable import Citable
from app.services.vault.open_vault import OpenVault

_MOST = 5000


@dataclass(frozen=True)
class GroupListed:
    """A group as a list shows it: its members by the references of their cases, and its sessions, newest first."""

    id: str
    name: str
    members: tuple[str, ...]
    sessions: tuple[SessionView, ...]


@dataclass(frozen=True)
class Groups:
    """What can be done with groups. Who is not let into a restricted case is not shown that it is in one."""

    vault: OpenVault

    def page(self) -> tuple[GroupListed, ...]:
        """Every group, by name. Raises NotPermitted."""
        with self.vault.reading(Right.READ) as act:
            held = all_sessions(act.session)
            shown = tuple((each.id, self._shown(act.session, each.group)) for each in all_groups(act.session))
            cases = {member.case for _, said in shown for member in said.members}
            rows = act.session.execute(select(Case.id, Case.reference).where(Case.id.in_(cases)))
            references = {row.id: row.reference for row in rows}
        return tuple(
            GroupListed(
                group_id,
                said.name,
                tuple(
                    references[each]
                    for each in dict.fromkeys(m.case for m in said.members)
                    if each in references
                ),
                tuple(each for each in held if each.session.group == group_id),
            )
            for group_id, said in shown
        )

    def offers(self) -> Mapping[Target, tuple[Citable, ...]]:
        """What the forms of groups may refer to: who works here, and cases by their references."""
        with self.vault.reading(Right.READ) as act:
            staff = select(Staff.id, Staff.name).where(Staff.left_at.is_(None)).order_by(Staff.name)
            newest = select(Case.id, Case.reference).order_by(Case.active_at.desc()).limit(_MOST)
            cases = act.session.execute(newest).all()
            closed = closed_to(self.vault, act.session, [row.id for row in cases])
            return {
                Target.STAFF: tuple(Citable(*row, "", "staff") for row in act.session.execute(staff)),
                Target.CASE: tuple(Citable(*row, "", "case") for row in cases if row.id not in closed),
            }

    def read(self, group_id: str) -> Group:
        """A group as it was stated last. Raises NotFound, NotPermitted."""
        with self.vault.reading(Right.READ) as act:
            found = group_of(act.session, group_id).group
            if found == Group():
                raise NotFound
            return self._shown(act.session, found)

    def session(self, session_id: str) -> GroupSession:
        """A session of a group as it was stated last. Raises NotFound, NotPermitted."""
        with self.vault.reading(Right.READ) as act:
            return _insist(act.session, session_id)

    def state(self, said: Group, group_id: str = "") -> str:
        """State a group, or state one anew, and give its id; who is not shown in it stays in it.

        Raises StillMissing, NotFound, NotPermitted.
        """
        said = complete(check(said), self.vault.today())
        with self.vault.acting(Right.CHANGE_CASE) as act:
            stood = group_of(act.session, group_id).group if group_id else Group()
            if group_id and stood == Group():
                raise NotFound
            group_id = group_id or new_id(act.at)
            said = replace(said, members=(*said.members, *self._hidden(act.session, stood)))
            if not state(self.vault, act, Subject(group_id), Saying((group.MEMBERS,), said)):
                act.note("group.unchanged", group.SUBJECT, group_id)
        return group_id

    def hold(self, said: GroupSession, group_id: str, session_id: str = "") -> str:
        """State a session of a group, or state one anew, and give its id; the member's own parts go along.

        Raises StillMissing; NotAcceptable where it tells of a member or a victim; NotFound, NotPermitted.
        """
        said = complete(check(said), self.vault.today())
        with self.vault.acting(Right.CHANGE_CASE) as act:
            if session_id:
                stood = _insist(act.session, session_id)
            elif group_of(act.session, group_id).group == Group():
                raise NotFound
            else:
                stood = GroupSession(group=group_id)
            said = replace(said, group=stood.group, attended=stood.attended, missed=stood.missed)
            insist_on_common(self.vault, act.session, said)
            session_id = session_id or new_id(act.at)
            if not state(self.vault, act, Subject(session_id), Saying((group.SESSION,), said)):
                act.note("group.unchanged", group.SESSION_SUBJECT, session_id)
            carry(self.vault, act, session_id, said)
        return session_id

    def _shown(self, session: Session, said: Group) -> Group:
        closed = closed_to(self.vault, session, [each.case for each in said.members])
        return replace(said, members=tuple(each for each in said.members if each.case not in closed))

    def _hidden(self, session: Session, said: Group) -> tuple[Member, ...]:
        shown = self._shown(session, said).members
        return tuple(each for each in said.members if each not in shown)


def _insist(session: Session, session_id: str) -> GroupSession:
    found = session_of(session, session_id).session
    if found == GroupSession():
        raise NotFound
    return found
