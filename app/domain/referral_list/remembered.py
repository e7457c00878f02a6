"""Takes the columns of a list for what they were taken for before, and remembers what was said otherwise than guessed.

Of a list without a line of headings the first row stands for them, and it tells of people: so no heading is kept, but
its SHA-256, and of those alone of which somebody said what they mean.
"""

from hashlib import sha256
from typing import Final

from app.domain.cases.list_columns import RememberedColumn, RememberedColumns
from app.domain.referral_list.columns import Columns, guessed
from app.domain.referral_list.fields import FIELDS
from app.domain.values.text import fold

_MOST: Final = 200
"""Headings that are remembered; of more those that were said last."""


def as_before(headings: tuple[str, ...], remembered: RememberedColumns) -> Columns:
    """What headings mean: as it was said before, else as it is guessed. What holds for every row is said anew."""
    guess = guessed(headings)
    known = {each.heading: each.fills_in for each in remembered.columns}
    said = {heading: known[_key(heading)] for heading in headings if _key(heading) in known}
    taken: dict[str, str] = {}
    for heading, name in said.items():
        if name in FIELDS:
            taken.setdefault(name, heading)
    for name, heading in guess.taken.items():
        if heading not in said:
            taken.setdefault(name, heading)
    return Columns(taken=taken, same={name: word for name, word in guess.same.items() if name not in taken})


def to_remember(headings: tuple[str, ...], columns: Columns, before: RememberedColumns) -> RememberedColumns:
    """What is remembered after a list was read so."""
    guess = {heading: name for name, heading in guessed(headings).taken.items()}
    meant = {heading: name for name, heading in columns.taken.items()}
    earlier = {each.heading: each.fills_in for each in before.columns}
    for heading in headings:
        name, key = meant.get(heading, ""), _key(heading)
        if name != guess.get(heading, "") or key in earlier:
            earlier.pop(key, None)
            earlier[key] = name
    kept = list(earlier.items())[-_MOST:]
    return RememberedColumns(
        columns=tuple(RememberedColumn(heading=key, fills_in=name) for key, name in kept)
    )


def _key(heading: str) -> str:
    return sha256(fold(heading).encode()).hexdigest()
