"""The ways to write a part, as letters without signs, and how each must stand in a text."""

import re
from dataclasses import dataclass
from enum import Enum, auto
from itertools import accumulate
from typing import Final

from app.domain.cases.terms.parts import Part

PIECE: Final = re.compile(r"[^\W_]+")
"""A run of letters and digits."""


class Fit(Enum):
    """How a spelling must stand in the text around it."""

    WORDS = auto()
    CASED = auto()
    """As WORDS; its words are plain English, and stand for a name only with capitals."""
    CAPITAL = auto()
    """As WORDS, but not the word by itself in small letters: it is one that others use."""
    DISGUISED = auto()
    """As WORDS, but only in disguise: it is an everyday word."""
    HANDLE = auto()
    """As WORDS, but it may be told in words that are all known: "sunflower girl"."""
    POSTCODE = auto()
    """Anywhere, in the midst of a word too."""
    GLYPHS = auto()
    """Anywhere: the script puts no blanks between words."""
    DIGITS = auto()
    """Behind any prefix of a telephone."""
    RUN = auto()
    """A whole run of digits."""
    PLATE = auto()
    PERMITTED = auto()
    """Exactly, and as whole words: it is what may stand."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way to write a part. `joints` are the ends of its words among its letters."""

    letters: str
    joints: frozenset[int]
    fit: Fit
    line: int = -1
    part: Part | None = None
    in_pair: bool = False
    """It counts only near another part of its line."""


def spelling(
    spelt: str, fit: Fit, line: int = -1, part: Part | None = None, *, in_pair: bool = False
) -> Spelling:
    """The spelling of a folded text; its words are divided by anything that is no letter or digit."""
    words = PIECE.findall(spelt)
    return Spelling("".join(words), frozenset(accumulate(map(len, words))), fit, line, part, in_pair)
