"""The victim check: a matcher of 200 details, and its look at a text of 200 pages, beside one plain alternation.

The plain side finds the details as they were typed and nothing else: it is the least that any check costs.
"""

import random
import re
from collections.abc import Iterator
from itertools import count, cycle, islice

from app.domain.cases.terms.matching import Matcher
from app.domain.cases.terms.parts import Field
from app.domain.cases.terms.split import split
from app.services.writing.vocabulary import load
from benchmarks.measuring import Goal, Row, Sides, beside, row
from benchmarks.words import prose

_CHARACTERS = 550_000
_PASSAGES = 200
_GIVEN = ("Kerensa", "Tamsin", "Amy", "Zoë", "Grace", "Mark", "Priya", "Isla", "Hope", "Bronwen", "Leila")
_FAMILY = ("Polwarth", "Orrell", "Lee", "Müller", "Penhaligon", "Okonkwo", "Farrow", "Hale", "Kowalska")
_STREETS = ("Sailmakers", "Elm", "Orchard", "High", "Larkspur", "Quarry", "Hawthorn", "Millbrook")
_TYPES = ("Court", "Road", "Close", "Street", "Avenue")
_MADE = count()
_BUILD = Goal(most=0.026, words="<= 26 ms")
_SCAN = Goal(most=0.150, words="<= 150 ms")


def rows(times: int) -> Iterator[Row]:
    """Making the matcher, and looking at the whole text; the best of the runs, since the work is always the same."""
    vocabulary, lines = load(), _lines()
    parts = [split(vocabulary, where, line).parts for where, line in lines]
    typed = sorted({part.text for each in parts for part in each})
    passages = _passages()
    matcher, pattern = Matcher(vocabulary, parts), _alternation(typed)
    runs = max(5, times // 10)
    sides = beside(lambda: Matcher(vocabulary, parts), lambda: _alternation(typed), runs)
    yield _best("victim check: make a matcher", len(lines), sides, _BUILD)
    text = "\n".join(passages)
    assert len(matcher.places([*passages, "seen with Kerensa Polwarth"])) > len(matcher.places(passages))
    sides = beside(lambda: matcher.places(passages), lambda: pattern.findall(text), runs)
    yield _best("victim check: look at 550,000 characters", len(lines), sides, _SCAN)


def _best(name: str, n: int, sides: Sides, goal: Goal) -> Row:
    return row(name, n, min(sides.ours), min(sides.plain), goal)


def _alternation(typed: list[str]) -> re.Pattern[str]:
    # With a comment of its own each time, or it is made once and then remembered.
    return re.compile("|".join(map(re.escape, typed)) + f"(?#{next(_MADE)})", re.IGNORECASE)


def _lines() -> list[tuple[Field, str]]:
    """70 names, 45 addresses, 35 telephones, 25 e-mail addresses and 25 places of work."""
    chance = random.Random(11)  # noqa: S311 - nothing secret

    def number(least: int, most: int) -> int:
        return chance.randrange(least, most)

    names = [(Field.NAMES, f"{given} {family}") for family in _FAMILY for given in _GIVEN][:70]
    streets = islice(cycle((first, kind) for kind in _TYPES for first in _STREETS), 45)
    addresses = [
        (Field.ADDRESSES, f"{number(1, 200)} {first} {kind}, Brackwater, ZZ{number(10, 99)} {number(1, 9)}QT")
        for first, kind in streets
    ]
    telephones = [(Field.CONTACTS, f"07700 900{number(100, 999)}") for _ in range(35)]
    emails = [
        (Field.CONTACTS, f"{name.lower()}{number(10, 99)}@example.org") for name in islice(cycle(_GIVEN), 25)
    ]
    work = [(Field.PEOPLE, f"works at {first} Infirmary") for first in islice(cycle(_STREETS), 25)]
    return [*names, *addresses, *telephones, *emails, *work]


def _passages() -> list[str]:
    chance = random.Random(12)  # noqa: S311 - nothing secret
    text = prose(chance, _CHARACTERS)
    size = len(text) // _PASSAGES + 1
    return [text[at : at + size] for at in range(0, len(text), size)]
