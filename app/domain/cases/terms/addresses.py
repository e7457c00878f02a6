"""Takes an address apart: house numbers and streets, names of houses, towns."""

import re
from dataclasses import dataclass
from typing import Final

from app.domain.cases.terms import wording
from app.domain.cases.terms.folding import Folding
from app.domain.cases.terms.parts import Guard, Part, PartKind

_UNIT: Final = r"(?:flat|apartment|apt|unit|room|house|plot|number|no\.?)"
NUMBER: Final = re.compile(rf"(?i)(?:{_UNIT}\s*)?(\d+\s?[a-z]?)(?:\s*[-–/&]\s*(\d+[a-z]?))?")
_NUMBERED: Final = re.compile(rf"(?i){NUMBER.pattern[4:]},?\s+(?=[^\W\d_])")
_OUTWARD: Final = re.compile(r"\s*\b[A-Z]{1,2}[0-9][A-Z0-9]?\s*$")
_PLAIN_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_LANDSCAPE: Final = frozenset(
    [
        "green",
        "hill",
        "park",
        "bridge",
        "end",
        "bank",
        "gate",
        "common",
        "vale",
        "heights",
        "fields",
        "mount",
        "quay",
    ]
)
"""Types of streets that end the names of many towns and districts."""
_ALSO_NAMES: Final = frozenset(
    {"old", "new", "little", "big", "middle", "the", "first", "close", "half", "best"}
)
_NOT_THE_NAME: Final = frozenset({"the", "of", "old"})


@dataclass(frozen=True, slots=True)
class Numbered:
    """A house number with what follows it."""

    numbers: tuple[str, ...]
    rest: str


def numbered(piece: str) -> Numbered | None:
    """The house number at the beginning of a piece."""
    found = _NUMBERED.match(piece)
    if not found:
        return None
    return Numbered(tuple(each.replace(" ", "") for each in found.groups() if each), piece[found.end() :])


def is_number(piece: str) -> bool:
    """Whether a piece is a house or flat number alone."""
    return bool(NUMBER.fullmatch(piece.strip()))


def words_of(text: str) -> list[str]:
    """The words of a piece as typed."""
    return _PLAIN_WORD.findall(text)


def ends_as_street(fold: Folding, text: str) -> bool:
    """Whether a piece is a street by its last word, or by the Welsh way its first."""
    words = [fold.fold(word) for word in words_of(text)]
    return len(words) > 1 and (words[-1] in wording.STREET_TYPE_OF or words[0] in wording.WELSH_STREETS)


def without_label(fold: Folding, piece: str) -> tuple[str, frozenset[str]]:
    """A piece without the words at its beginning that say whose or what it is, and those words."""
    words = piece.split()
    lows = [fold.fold(word).replace("'s", "").strip(" .:'") for word in words]
    about = wording.LABELS | wording.RELATIONS | wording.SMALL_WORDS
    count = next((at for at, low in enumerate(lows) if low not in about), len(words))
    if count == len(words):
        return "", frozenset(lows)
    if count and not words[count][:1].isdigit() and not words[count - 1][:1].islower():
        is_name = lows[count - 1] in _ALSO_NAMES or (lows[count - 1] == "home" and count + 1 == len(words))
        count -= is_name
    return " ".join(words[count:]), frozenset(lows[:count])


def outward_of(piece: str) -> tuple[str, str]:
    """A piece without an outward code at its end, and that code."""
    found = _OUTWARD.search(piece)
    return (piece[: found.start()].strip(), found[0].strip()) if found else (piece, "")


def street(fold: Folding, piece: str, group: int) -> list[Part]:
    """The parts of a piece that is a street: the street with its number, and a town typed behind it."""
    house = numbered(piece)
    name = house.rest if house else piece
    words = words_of(name)
    types = [at for at, word in enumerate(words) if at and fold.fold(word) in wording.STREET_TYPE_OF]
    town = " ".join(words[types[-1] + 1 :]) if types else ""
    whole = piece[: piece.rindex(words[types[-1] + 1])].strip(" ,") if town else piece
    own = words[: types[-1] + 1] if town else words
    parts = [Part(PartKind.STREET, whole, _street_guard([fold.fold(word) for word in own]), group)]
    parts += [Part(PartKind.NUMBER, number, Guard.PAIR, group) for number in (house.numbers if house else ())]
    if town:
        parts.append(Part(PartKind.TOWN, town, Guard.PAIR, group))
    return parts


def _street_guard(words: list[str]) -> Guard:
    """A street of one word, or one of those that every town has, is looked for with its number or town alone."""
    is_common = len(words) <= 2 and words[0] in wording.COMMON_STREETS  # noqa: PLR2004
    return Guard.ALONE if len(words) > 1 and not is_common else Guard.PAIR


def is_district(fold: Folding, piece: str) -> bool:
    """Whether a piece that ends like a street may as well be a town: "Golders Green"."""
    words = words_of(piece)
    return bool(words) and not numbered(piece) and fold.fold(words[-1]) in _LANDSCAPE


def house_words(fold: Folding, text: str) -> list[str]:
    """The words of a house's name that are its own."""
    words = [fold.fold(word).replace("'", "") for word in words_of(text)]
    return [word for word in words if word not in _NOT_THE_NAME] or words
