"""Words of tripwires in what somebody writes: whole words, one slip allowed in those of six letters and more.

It raises nothing and judges nobody. It puts a question to the author, whose answer is signed.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import OSA

from app.domain.values.text import fold

_WORD: Final = re.compile(r"[\w'’]+")
_SLIPS_FROM: Final = 6
"""Letters of a word that may be written with one slip: a letter wrong, missing, doubled, or exchanged with the next."""


@dataclass(frozen=True)
class Wire:
    """One sign that is watched for: its scenario and what cites that, the sign, its words, and who then does what."""

    scenario: str
    cite: str
    sign: str
    words: tuple[str, ...]
    then: str

    @property
    def is_asked_by(self) -> tuple[str, str]:
        """What an answer names it by."""
        return self.cite, self.sign


@dataclass(frozen=True)
class Mention:
    """A sign that a text mentions: which passage, and the words in it."""

    wire: Wire
    passage: int
    found: str


def in_list(words: str) -> tuple[str, ...]:
    """The words to look for, each after a comma."""
    return tuple(each for part in words.split(",") if (each := part.strip()))


def mentions(passages: Iterable[str], wires: Iterable[Wire]) -> Iterator[Mention]:
    """Each sign that the passages mention, once: where it is mentioned first."""
    texts = [_Text(passage) for passage in passages]
    for wire in wires:
        first = next(_first(texts, wire), None)
        if first is not None:
            yield first


def _first(texts: list["_Text"], wire: Wire) -> Iterator[Mention]:
    for number, text in enumerate(texts):
        for words in wire.words:
            if found := text.find(words):
                yield Mention(wire, number, found)


class _Text:
    """A passage as words; each distinct word is compared once."""

    def __init__(self, passage: str) -> None:
        self._spans = [(each.start(), each.end()) for each in _WORD.finditer(passage)]
        self._passage = passage
        self._words = [fold(passage[start:end]) for start, end in self._spans]
        self._distinct = frozenset(self._words)

    def find(self, phrase: str) -> str:
        """The first place where the words of a phrase stand one after another, as written; empty where they do not."""
        wanted = [folded for each in _WORD.findall(phrase) if (folded := fold(each))]
        likes = [frozenset(word for word in self._distinct if _is_like(word, each)) for each in wanted]
        if not wanted or not all(likes):
            return ""
        for at in range(len(self._words) - len(wanted) + 1):
            if all(self._words[at + n] in like for n, like in enumerate(likes)):
                return self._passage[self._spans[at][0] : self._spans[at + len(wanted) - 1][1]]
        return ""


def _is_like(word: str, wanted: str) -> bool:
    if word == wanted:
        return True
    if len(wanted) < _SLIPS_FROM or abs(len(word) - len(wanted)) > 1:
        return False
    return OSA.distance(word, wanted, score_cutoff=1) <= 1
