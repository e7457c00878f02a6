"""Whether a single word stands as a name does, by its capital and what is around it."""

import re
from typing import Final

from app.domain.cases.terms.rarity import Alone
from app.domain.cases.terms.view import View

_ONLY_BEFORE: Final = re.compile(r"(?:\A|[\n\r\x1e:|])[ \t\"'(*•-]*\Z")
_ONLY_BEHIND: Final = re.compile(r"[ \t\"')*.,;]*(?:\Z|[\n\r\x1e|])")
_SMALL_WORD_BEFORE: Final = re.compile(r"([^\W\d_]+)['’]?[ ,(\"“–—-]+\Z")  # noqa: RUF001 - as typed
_WRAPPED_BEFORE: Final = re.compile(r"[^\n]{40}([^\W\d_]+) ?\n\Z")
_CAPITAL_BEHIND: Final = re.compile(r"(?:['’]s)?[,)]?\s*([^\W\d_])")  # noqa: RUF001 - as typed
_PLACE_OF_WORK: Final = re.compile(r"(?i:\b(?:at|for|from|outside) (?:the )?)\Z")
_NO_NAME_BEHIND: Final = frozenset({"the", "an", "a"})
_AROUND: Final = 20
_BEFORE: Final = 48


def stands_alone(rule: Alone, view: View, start: int, end: int) -> bool:
    """Whether the word at a place is to be taken for the name."""
    if rule is Alone.NEVER:
        return False
    if rule is Alone.ANY:
        return True
    first, last = view.raw_span(start, end)
    typed = view.raw[first:last]
    match rule:
        case Alone.SHORT:
            return not typed.isupper() or _is_shouted(view.raw, first, last)
        case Alone.CAPITAL:
            return view.is_cased(start)
        case _:
            return typed[:1].isupper() and is_lone_capital(view.raw, first, last)


def is_place_of_work(view: View, start: int, end: int) -> bool:
    """Whether a word with a capital stands behind "at", "for", "from" or "outside", and no other capital behind it."""
    first, last = view.raw_span(start, end)
    if not view.is_cased(start) or not _PLACE_OF_WORK.search(view.raw[max(0, first - 16) : first]):
        return False
    behind = _CAPITAL_BEHIND.match(view.raw[last : last + 8])
    return not (behind and behind[1].isupper())


def is_lone_capital(raw: str, first: int, last: int) -> bool:
    """Whether a capital stands where only a name has one.

    So it does behind a small word of its sentence and with no other capital behind it: that would be another's name,
    or a title. And so does the only word of a line, a field or a cell.
    """
    before, behind = raw[max(0, first - _BEFORE) : first], raw[last : last + 8]
    if _ONLY_BEFORE.search(before) and _ONLY_BEHIND.match(behind):
        return True
    if raw[first + 1 : last].isupper():
        return False  # in a heading all words have capitals
    found = _SMALL_WORD_BEFORE.search(before) or _WRAPPED_BEFORE.search(before)
    if not found or not found[1].islower() or found[1] in _NO_NAME_BEHIND:
        return False
    follows = _CAPITAL_BEHIND.match(behind)
    return not (follows and follows[1].isupper())


def _is_shouted(raw: str, first: int, last: int) -> bool:
    """Whether the words around stand in capitals too."""
    around = raw[max(0, first - _AROUND) : first] + raw[last : last + _AROUND]
    return any(map(str.isalpha, around)) and around.upper() == around
