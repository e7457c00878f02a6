"""Who the people are whose cases were open: what is coded of them, and whether the rest is recorded at all."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Final

from app.domain.cases.person import SEX
from app.domain.fields.answers import YES_NO_UNKNOWN
from app.domain.returns.counting import NOT_RECORDED, in_order, tally
from app.domain.returns.figure import Figure
from app.domain.returns.material import Material, PersonTold
from app.domain.returns.quarter import Quarter

PEOPLE: Final = "people with a case open in the quarter"
NO_AGE: Final = "Not known"
RECORDED: Final = "Recorded"
_OWN_WORDS: Final = "It is recorded in words, which are counted nowhere."
_FROM: Final = (18, 25, 35, 45, 55, 65)
_AGES: Final = (
    f"Under {_FROM[0]}",
    *(f"{low} to {high - 1}" for low, high in pairwise(_FROM)),
    f"{_FROM[-1]} and over",
)


def figures(material: Material, quarter: Quarter) -> Iterator[Figure]:
    """Each person once, however many of their cases were open."""
    ids = {each.person for each in material.open_in(quarter)}
    people = [material.persons[each] for each in sorted(ids) if each in material.persons]
    yield Figure(code="sex", title="Sex", of=PEOPLE, rows=tally((each.sex for each in people), SEX))
    ages = (age_band(each, quarter.last) for each in people)
    yield Figure(
        code="age", title="Age at the end of the quarter", of=PEOPLE, rows=in_order(ages, _AGES, (NO_AGE,))
    )
    said = (each.interpreter for each in people)
    yield Figure(code="interpreter", title="Interpreter needed", of=PEOPLE, rows=tally(said, YES_NO_UNKNOWN))
    for name, title in (
        ("ethnicity", "Ethnicity"),
        ("religion", "Religion or belief"),
        ("disabilities", "Disabilities"),
    ):
        held = (RECORDED if getattr(each, f"has_{name}") else NOT_RECORDED for each in people)
        rows = in_order(held, (RECORDED,), (NOT_RECORDED,))
        yield Figure(code=name, title=title, of=PEOPLE, rows=rows, note=_OWN_WORDS)


def age_band(person: PersonTold, on: date) -> str:
    """How old somebody is on a day, as far as the date of birth says: not known where it could be two bands."""
    days = person.born.days()
    bands = {_band(_age(day, on)) for day in days} if days else set()
    return bands.pop() if len(bands) == 1 else NO_AGE


def _age(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _band(age: int) -> str:
    return _AGES[sum(age >= first for first in _FROM)]
