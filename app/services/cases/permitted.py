"""What may stand in an output of a case although a victim's detail shares it: names on record, and fixed words."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.cases.person import PersonDetails
from app.domain.fields.content import read
from app.domain.fields.sharing import audience_from_toml
from app.domain.fields.spec import specs
from app.domain.kinds.registry import KINDS
from app.models.tables import Person, Site, Staff
from app.paths import resource
from app.services.facts.one_person import people_of

_TITLES: Final = {"male": ("Mr",), "female": ("Ms", "Mrs", "Miss")}
"""A title is not on record; the one that a sex on record gives may stand, and no other."""


def permitted(session: Session, case_id: str) -> tuple[str, ...]:
    """Every name of the case's person, the names of staff, the site's, and the fixed words of program and policies.

    Not what was typed for an output: a recipient or a purpose is looked at like any other text.
    """
    return (*names(session, case_id), *fixed_words())


def names(session: Session, case_id: str) -> tuple[str, ...]:
    """The names on record that may stand."""
    people = select(Person.details).where(Person.id.in_(people_of(session, case_id))).order_by(Person.id)
    staff = session.execute(select(Staff.name).order_by(Staff.id)).scalars()
    site = session.execute(select(Site.name)).scalars()
    theirs = (
        name for each in session.scalars(people) for name in of_person(read(PersonDetails, json.loads(each)))
    )
    return tuple(name for name in (*theirs, *staff, *site) if name)


def of_person(person: PersonDetails) -> Iterator[str]:
    """Every way to write a person's name."""
    yield f"{person.given_names} {person.family_name}".strip()
    yield f"{person.family_name}, {person.given_names}".strip(", ")
    yield person.family_name
    for title in _TITLES.get(person.sex, ()):
        yield f"{title} {person.family_name}"
        yield f"{title} {person.given_names} {person.family_name}"
    yield from (each.strip() for each in person.other_names.replace(";", ",").split(","))


@cache
def fixed_words() -> tuple[str, ...]:
    """What stands in forms and policies for everybody, in small letters: no word of it is a name."""
    return tuple(sorted({each.lower() for each in _fixed() if each}))


def _fixed() -> Iterator[str]:
    for path in sorted(resource("audiences").glob("*.toml")):
        audience = audience_from_toml(path.read_text("utf-8"))
        yield from (audience.title, audience.marking, *audience.handling.splitlines())
    for kind in KINDS.values():
        yield kind.title
        for content in (kind.content, *(each.row for each in specs(kind.content) if each.row)):
            for spec in specs(content):
                yield from (spec.label, *(choice.label for choice in spec.choices))
