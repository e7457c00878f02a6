"""Whether a stretch is a postcode, a telephone or a plate, and not part of another."""

import re
from typing import Final

from app.domain.cases.terms.spelling import PIECE
from app.domain.cases.terms.stretch import Stretch
from app.domain.cases.terms.view import View

_DIGITS_BEFORE: Final = re.compile(r"\d+\Z")
_NUMBER_BEFORE: Final = re.compile(r"\d{3,}[\s().-]{0,2}\Z")
_PREFIX_BEFORE: Final = re.compile(
    r"(?:(?:\+|\b00)\s?\d{1,3}[\s.-]?)?(?:\(0\)[\s.-]?)?\(?\d{0,2}\)?[\s.-]?\Z"
)
_LONGEST_PREFIX: Final = 5
"""Digits of a country's code and the trunk 0 with it: 00353, 0044."""
_MOST_PIECES: Final = 7


def is_postcode(here: Stretch) -> bool:
    """Whether it is that postcode: in the midst of a word too, but in no other postcode."""
    if here.after.isdigit() or (here.before.isdigit() and here.text[0].isdigit()):
        return False
    is_whole = here.starts and here.ends
    if not is_whole and (here.exchanged or not here.meets_joints(PIECE.findall(here.text))):
        return False
    # M1 1AE stands in RM1 1AE, which is another town.
    is_short_area = here.text[1:2].isdigit() and here.before.isalpha()
    return not (is_short_area and here.view.starts_word(here.start - 1))


def is_telephone(here: Stretch) -> bool:
    """Whether it is that telephone, behind any prefix, and no part of a longer number."""
    if here.after.isdigit():
        return False
    prefix = _DIGITS_BEFORE.search(here.view.folded[max(0, here.start - _LONGEST_PREFIX - 1) : here.start])
    return prefix is None or len(prefix[0]) <= _LONGEST_PREFIX


def with_prefix(view: View, start: int, end: int) -> int:
    """Where a telephone begins with the prefix before its last nine digits: "+44 (0)"."""
    found = _PREFIX_BEFORE.search(view.folded[max(0, start - 12) : start])
    prefix = found[0].lstrip() if found else ""
    if prefix.startswith("(") and ")" not in view.folded[start - len(prefix) : end]:
        prefix = prefix[1:]  # it opens what the number stands in
    return start - len(prefix) if any(map(str.isdigit, prefix)) else start


def is_run(here: Stretch) -> bool:
    """Whether it is a number by itself: the last six digits of a telephone."""
    if here.exchanged or not (here.starts and here.ends):
        return False
    return not _NUMBER_BEFORE.search(here.view.folded[max(0, here.start - 8) : here.start])


def is_plate(here: Stretch) -> bool:
    """Whether it is that plate."""
    pieces = PIECE.findall(here.text)
    if len(pieces) > _MOST_PIECES or not any(char.isdigit() for char in here.text):
        return False
    if here.starts and here.ends:
        return True
    is_glued = (here.starts or here.before.isalpha()) and (here.ends or here.after.isalpha())
    return is_glued and len(pieces) == 1 and not here.exchanged
