"""People: found before they are made twice, and corrected without losing what was known before."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Protocol, TypeVar

from sqlalchemy import ColumnElement, Connection, and_, bindparam, false, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.domain.cases.person import PersonDetails
from app.domain.facts.person import AWARENESS, DETAILS
from app.domain.fields.content import check, read
from app.domain.fields.rights import Right
from app.domain.values import names
from app.errors import NotFound
from app.models.statements import PreparedStatement, listed
from app.models.tables import Case, NameKey, Person
from app.services.cases.opening import complete
from app.services.facts.projecting import standing_for
from app.services.facts.stating import Saying, Subject, state
from app.services.vault.open_vault import OpenVault

LAST = "\U0010ffff"
"""Sorts after every letter."""
_FACTS = (DETAILS, AWARENESS)
_SAME_NHS, _SAME_PNC, _AND_BORN, _SAME_NAME = (
    "same NHS number",
    "same PNC ID",
    " and date of birth",
    "same name",
)
_CERTAIN: Final = {_SAME_NHS, _SAME_PNC, f"{_SAME_NAME}{_AND_BORN}"}
_THEIR_CASES = PreparedStatement(
    select(Case.shown_person_id, Case.id, Case.reference)
    .where(Case.shown_person_id.in_(listed("people")))
    .order_by(Case.active_at.desc())
)
_CURRENT = PreparedStatement(
    select(Person.version, Person.details).where(Person.id == bindparam("person_id"))
)


class Known(Protocol):
    """What is compared of somebody who is in the vault."""

    @property
    def id(self) -> str:
        """Theirs."""

    @property
    def family_name(self) -> str:
        """As it is written now, like all of these."""

    @property
    def given_names(self) -> str:
        """All of them."""

    @property
    def born(self) -> str:
        """In wire form."""

    @property
    def nhs_number(self) -> str:
        """In its one spelling."""

    @property
    def pnc(self) -> str:
        """In its one spelling."""


K = TypeVar("K", bound=Known)


@dataclass(frozen=True)
class PersonView:
    """A person as they are now known."""

    id: str
    version: int
    details: PersonDetails


@dataclass(frozen=True)
class Likeness:
    """Somebody already in the vault who may be the same person, and why it looks so."""

    id: str
    sort_name: str
    born: str
    reason: str
    cases: tuple[tuple[str, str], ...] = ()
    """The cases about them: id and reference, the newest first."""

    @property
    def is_certain(self) -> bool:
        """Whether it is hardly chance: nobody may open a second case for them unawares."""
        return self.reason in _CERTAIN


@dataclass(frozen=True)
class People:
    """What can be done with people."""

    vault: OpenVault

    def likenesses(self, details: PersonDetails, *, but: str = "") -> tuple[Likeness, ...]:
        """Who may already be this person: the same NHS number, PNC ID, or the same or a similar name.

        `but` is the id of the person themself, where they are in the vault.
        """
        details = check(details)
        with self.vault.reading(Right.BANNER) as act:
            return tuple(one for one in likenesses_of(act.session, details) if one.id != but)

    def correct(self, person_id: str, details: PersonDetails) -> None:
        """Put new facts in place of the old, which stay as the earlier version. Raises StillMissing, NotFound."""
        details = complete(details, self.vault.today())
        with self.vault.acting(Right.CHANGE_PERSON) as act:
            current(act.connection, person_id)
            if not state(self.vault, act, Subject(person_id), Saying(_FACTS, details)):
                act.note("person.unchanged", "person", person_id)

    def read(self, person_id: str) -> PersonView:
        """The person as now known; reading is noted."""
        with self.vault.acting(Right.BANNER, durable=False) as act:
            view = current(act.connection, person_id)
            act.note("person.read", "person", person_id)
        return view


def current(connection: Connection, person_id: str) -> PersonView:
    """The person as now known; raises NotFound."""
    row = _CURRENT.row(connection, {"person_id": person_id})
    if row is None:
        raise NotFound
    version, details = row
    return PersonView(person_id, version, read(PersonDetails, json.loads(details)))


def likenesses_of(session: Session, details: PersonDetails) -> list[Likeness]:
    """Who may already be this person, in the caller's transaction; who stands for somebody, in their place."""
    same = [
        column == value
        for column, value in (
            (Person.nhs_number, details.nhs_number),
            (Person.pnc, details.pnc),
            (Person.born, details.born.to_wire() if details.born and details.born.is_known else ""),
        )
        if value
    ]
    # Without a limit: they are few, and the one in question may stand anywhere in the alphabet.
    rows = session.execute(
        select(Person).where(or_(*same, _may_be_named(details))).order_by(Person.sort_name)
    ).scalars()
    found = [(row, reason_of(row, details)) for row in rows]
    alike = each_once((standing_for(session, row.id), reason) for row, reason in found if reason)
    cases = cases_of(session.connection(), [row.id for row, _ in alike])
    likenesses = (
        Likeness(row.id, row.sort_name, row.born, why, tuple(cases.get(row.id, ()))) for row, why in alike
    )
    # Stable: within each they stay in the order of their names.
    return sorted(likenesses, key=lambda one: not one.is_certain)


def each_once(alike: Iterable[tuple[K, str]]) -> list[tuple[K, str]]:
    """Each person once, with what hardly chance explains where there is that: several files may stand as one."""
    found: dict[str, tuple[K, str]] = {}
    for one, reason in alike:
        if one.id not in found or reason in _CERTAIN:
            found[one.id] = one, reason
    return list(found.values())


def cases_of(connection: Connection, people: Iterable[str]) -> Mapping[str, list[tuple[str, str]]]:
    """The cases about each of some people: id and reference, the newest first."""
    found = defaultdict[str, list[tuple[str, str]]](list)
    for person_id, case_id, reference in _THEIR_CASES.rows(connection, {"people": json.dumps(list(people))}):
        found[person_id].append((case_id, reference))
    return found


def _may_be_named(details: PersonDetails) -> ColumnElement[bool]:
    """Who has a part of the family name, or begins with all of it, and has the first of the given names."""
    family, given = names.alike(details.family_name), names.parts(details.given_names)
    if not family:
        return false()
    begun = names.wanted(details.family_name).joined
    named = NameKey.key.in_(family) | begins_with(NameKey.key, begun)
    first = begins_with(NameKey.key, given[0]) if given else None
    return and_(
        Person.id.in_(select(NameKey.person_id).where(named)),
        Person.given_names == "" if first is None else Person.id.in_(select(NameKey.person_id).where(first)),
    )


def begins_with(column: InstrumentedAttribute[str], start: str) -> ColumnElement[bool]:
    """A range rather than LIKE: it walks the index whatever the collation."""
    return and_(column >= start, column < start + LAST)


def reason_of(row: Known, details: PersonDetails) -> str:
    """Why somebody in the vault may be this person; empty where nothing says so."""
    if details.nhs_number and row.nhs_number == details.nhs_number:
        return _SAME_NHS
    if details.pnc and row.pnc == details.pnc:
        return _SAME_PNC
    born = details.born.to_wire() if details.born else ""
    name = _name_reason(row, details)
    return f"{name}{_AND_BORN}" if name and born and row.born == born else name


def _name_reason(row: Known, details: PersonDetails) -> str:
    mine, theirs = names.parts(details.given_names), names.parts(row.given_names)
    if mine[:1] != theirs[:1]:
        return ""
    if names.is_same(row.family_name, details.family_name):
        return _SAME_NAME if "".join(mine) == "".join(theirs) else "similar name"
    return "similar name" if names.is_similar(row.family_name, details.family_name) else ""
