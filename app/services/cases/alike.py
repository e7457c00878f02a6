"""Many people at once, each held against everybody in the vault: who may already be there, as one by one.

One by one it takes some statements a person. Thousands are compared in memory, by what they would be found by.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from sqlalchemy import Connection, select

from app.domain.cases.person import PersonDetails
from app.domain.values import names
from app.models.statements import PreparedStatement, named
from app.models.tables import Person
from app.services.cases.people import Likeness, cases_of, each_once, reason_of


class Somebody(NamedTuple):
    """What is compared of somebody in the vault."""

    id: str
    sort_name: str
    family_name: str
    given_names: str
    born: str
    nhs_number: str
    pnc: str
    merged_into: str
    """Who stands for them; empty for who stands for themselves."""


_EVERYBODY = PreparedStatement(select(*(getattr(Person, name) for name in Somebody._fields)))


@dataclass(frozen=True)
class Everybody:
    """Everybody in the vault, by what a likeness can rest on."""

    by_key: Mapping[tuple[str, ...], Sequence[Somebody]]
    by_id: Mapping[str, Somebody]

    @classmethod
    def in_(cls, connection: Connection) -> "Everybody":
        """As they are now known."""
        by_key = defaultdict[tuple[str, ...], list[Somebody]](list)
        everybody = named(Somebody, _EVERYBODY.rows(connection, {}))
        for one in everybody:
            for key in _keys(one.nhs_number, one.pnc, one.family_name, one.given_names):
                by_key[key].append(one)
        return cls(by_key, {one.id: one for one in everybody})

    def like(self, details: PersonDetails) -> tuple[Likeness, ...]:
        """Who may be this person, those that hardly chance explains first; without their cases."""
        keys = _keys(details.nhs_number, details.pnc, details.family_name, details.given_names)
        found = {one.id: one for key in keys for one in self.by_key.get(key, ())}
        reasons = ((one, reason_of(one, details)) for one in found.values())
        standing = each_once((self.by_id.get(one.merged_into, one), why) for one, why in reasons if why)
        alike = [Likeness(one.id, one.sort_name, one.born, why) for one, why in standing]
        return tuple(sorted(alike, key=lambda one: (not one.is_certain, one.sort_name, one.id)))


def likenesses_of_many(
    connection: Connection, people: Mapping[int, PersonDetails]
) -> Mapping[int, tuple[Likeness, ...]]:
    """Who may already be in the vault, for each that has such, with their cases."""
    everybody = Everybody.in_(connection)
    found = {at: alike for at, details in people.items() if (alike := everybody.like(details))}
    cases = cases_of(connection, {one.id for alike in found.values() for one in alike})
    return {
        at: tuple(replace(one, cases=tuple(cases.get(one.id, ()))) for one in alike)
        for at, alike in found.items()
    }


def _keys(nhs_number: str, pnc: str, family: str, given: str) -> Iterator[tuple[str, ...]]:
    """By one of these two are found who may be one. What `reason_of` says of two is never of two that share none."""
    if nhs_number:
        yield "nhs", nhs_number
    if pnc:
        yield "pnc", pnc
    first = "".join(names.parts(given)[:1])
    for run in names.alike(family):
        yield "name", first, run
