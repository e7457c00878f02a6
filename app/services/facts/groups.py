"""Groups and the times that they met, read from their events: no table shows them."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.cases.group import Group, GroupSession
from app.domain.facts import group
from app.domain.fields.content import read
from app.models.tables import EventRow
from app.services.facts.events import known_of
from app.services.facts.projection import said


@dataclass(frozen=True)
class GroupView:
    """A group as it was stated last."""

    id: str
    group: Group


@dataclass(frozen=True)
class SessionView:
    """A session of a group as it was stated last."""

    id: str
    session: GroupSession

    @property
    def words(self) -> str:
        """What it is called, in the note of a member too: it tells neither the group nor who else came."""
        held = self.session.held_on
        return f"Group session, {held.show()}" if held else "Group session"


def all_groups(session: Session) -> tuple[GroupView, ...]:
    """Every group, by name."""
    found = (group_of(session, each) for each in _ids(session, group.SUBJECT))
    return tuple(sorted(found, key=lambda each: (each.group.name.casefold(), each.id)))


def group_of(session: Session, group_id: str) -> GroupView:
    """One of them; an empty one where nothing was stated of it."""
    held = known_of(session, group_id, group.SUBJECT).held
    return GroupView(group_id, read(Group, said(held, group.MEMBERS.code)))


def ever_in(session: Session, group_id: str) -> frozenset[str]:
    """Every case that was ever in a group, whoever took it out again."""
    events = known_of(session, group_id, group.SUBJECT).events
    stated = (read(Group, each.event.after) for each in events)
    return frozenset(member.case for each in stated for member in each.members)


def all_sessions(session: Session) -> tuple[SessionView, ...]:
    """Every session of every group, the newest first."""
    found = [session_of(session, each) for each in _ids(session, group.SESSION_SUBJECT)]
    return tuple(sorted(found, key=_when, reverse=True))


def session_of(session: Session, session_id: str) -> SessionView:
    """One of them; an empty one where nothing was stated of it."""
    held = known_of(session, session_id, group.SESSION_SUBJECT).held
    return SessionView(session_id, read(GroupSession, said(held, group.SESSION.code)))


def ever_said(session: Session, session_id: str) -> frozenset[tuple[str, str]]:
    """Every theme, with what was done in common, that was ever stated of a session."""
    events = known_of(session, session_id, group.SESSION_SUBJECT).events
    stated = (read(GroupSession, each.event.after) for each in events)
    return frozenset((each.theme, each.done) for each in stated)


def sessions_among(session: Session, ids: Iterable[str]) -> tuple[SessionView, ...]:
    """The sessions among references of any kind."""
    which = select(EventRow.subject_id).where(
        EventRow.subject == group.SESSION_SUBJECT, EventRow.subject_id.in_(tuple(ids))
    )
    return tuple(session_of(session, each) for each in session.scalars(which.distinct()))


def _ids(session: Session, subject: str) -> Iterable[str]:
    return session.scalars(select(EventRow.subject_id).where(EventRow.subject == subject).distinct()).all()


def _when(view: SessionView) -> tuple[str, str]:
    said = view.session
    return (said.held_on.sort_key() if said.held_on else "", said.clock)
