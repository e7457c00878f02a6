"""What one typed line of an identity comes to: parts that are looked for, and pieces that are not."""

from dataclasses import dataclass
from enum import StrEnum

NOT_KNOWN = "Leave empty what is not known."
NOTHING_TO_LOOK_FOR = "Nothing in this line can be looked for."


class Field(StrEnum):
    """Where a line was typed. It decides only what no pattern decides: names, houses and places of work."""

    NAMES = "names"
    ADDRESSES = "addresses"
    CONTACTS = "contacts"
    PEOPLE = "people"
    WORKPLACES = "workplaces"


class PartKind(StrEnum):
    """What a part is; it decides how it is spelled and beside what it counts."""

    GIVEN = "given"
    FAMILY = "family"
    STREET = "street"
    HOUSE = "house"
    NUMBER = "number"
    TOWN = "town"
    OUTWARD = "outward"
    POSTCODE = "postcode"
    TELEPHONE = "telephone"
    PLATE = "plate"
    EMAIL = "email"
    HANDLE = "handle"
    ORGANISATION = "organisation"


NAME_KINDS = frozenset({PartKind.GIVEN, PartKind.FAMILY})
NEVER_ALONE = frozenset({PartKind.NUMBER, PartKind.TOWN, PartKind.OUTWARD})
"""Kinds that half of all texts hold: they count beside another part of their line, whatever is chosen."""


class Guard(StrEnum):
    """When a part stops an output."""

    ALONE = "alone"
    PAIR = "pair"
    """Only beside another part of the same line."""
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a line. Parts of one person's name, or of one address, share a group."""

    kind: PartKind
    text: str
    guard: Guard = Guard.ALONE
    group: int = 0


@dataclass(frozen=True, slots=True)
class Split:
    """A typed line taken apart. `refusal` says why the line cannot be kept; it then has no parts that count."""

    parts: tuple[Part, ...] = ()
    left_out: tuple[str, ...] = ()
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a part stands: `length` characters from `offset` in a passage as it was typed.

    What runs over into the next passage is one place in each of them. `line` counts the lines given to the matcher.
    """

    passage: int
    offset: int
    length: int
    line: int
    part: Part
