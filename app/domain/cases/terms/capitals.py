"""Whether a word with a capital stands as a name does, by what is around it in the text as it was typed."""

import re
from typing import Final

_EDGES: Final = "\n\r\x1e:|/\\"
"""What a line, a field, a cell or a folder begins behind."""
_OPENING: Final = " \t\"'(*•-"
_ONLY_BEHIND: Final = re.compile(r"[ \t\"')*.,;]*(?:(?:\.[a-z]{2,5})?(?:\Z|[\n\r\x1e])|[|/\\])")
_BETWEEN_WORDS: Final = ' ,("“–—-'
_WRAPPED_LINE: Final = 40
"""From this length on a line goes on in the next."""
_CAPITAL_BEHIND: Final = re.compile(r"(?:['’]s)?[,)]?\s*([^\W\d_])")
_PLACE_OF_WORK: Final = re.compile(r"(?i:\b(?:at|for|from|outside) (?:the )?)\Z")
_NO_NAME_BEHIND: Final = frozenset({"the", "an", "a"})
_AROUND: Final = 20
_BEFORE: Final = 64


def is_place_of_work(raw: str, first: int, last: int) -> bool:
    """Whether it stands behind "at", "for", "from" or "outside", and no other capital behind it."""
    if not _PLACE_OF_WORK.search(raw[max(0, first - 16) : first]):
        return False
    behind = _CAPITAL_BEHIND.match(raw[last : last + 8])
    return not (behind and behind[1].isupper())


def is_lone_capital(raw: str, first: int, last: int) -> bool:
    """Whether a capital stands where only a name has one.

    So it does behind a small word of its sentence and with no other capital behind it: that would be another's name,
    or a title. And so does the only word of a line, a field or a cell.
    """
    before, behind = raw[max(0, first - _BEFORE) : first], raw[last : last + 8]
    if _begins(before, is_all=first <= _BEFORE) and _ONLY_BEHIND.match(behind):
        return True
    if raw[first + 1 : last].isupper():
        return False  # in a heading all words have capitals
    word = _word_before(before)
    if not word.islower() or word in _NO_NAME_BEHIND:
        return False
    follows = _CAPITAL_BEHIND.match(behind)
    return not (follows and follows[1].isupper())


def _begins(before: str, *, is_all: bool) -> bool:
    head = before.rstrip(_OPENING)
    return head[-1] in _EDGES if head else is_all


def _word_before(before: str) -> str:
    """The word before in the same sentence, in the line above only where that was full."""
    head = before.rstrip(_BETWEEN_WORDS)
    if head.endswith("\n") and "\n" not in head[-_WRAPPED_LINE - 1 : -1] and len(head) > _WRAPPED_LINE:
        head = head[:-1].rstrip(" ")
    elif head == before:
        return ""
    head = head.removesuffix("'").removesuffix("’")
    at = len(head)
    while at and head[at - 1].isalpha():
        at -= 1
    return head[at:]


def is_shouted(raw: str, first: int, last: int) -> bool:
    """Whether the words around stand in capitals too."""
    around = raw[max(0, first - _AROUND) : first] + raw[last : last + _AROUND]
    return any(map(str.isalpha, around)) and around.upper() == around
