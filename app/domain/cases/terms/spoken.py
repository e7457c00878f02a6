"""Telephones read out: "oh seven seven double oh"."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat
from typing import Final

from app.domain.cases.terms.numerals import DIGITS, REPEATS
from app.domain.cases.terms.spelling import Fit, Spelling
from app.domain.cases.terms.view import View

# A letter stands for each word that repeats the digit behind it.
_SIGNS: Final = {word: chr(ord("a") + times) for word, times in REPEATS.items()}
_REPEATED: Final = re.compile("([a-z])([0-9])")
_RUN: Final = re.compile("[0-9a-z]{6,}")
_LONGEST_SHORT_RUN: Final = 8


class SpokenNumbers:
    """The telephones among the spellings, to be found in runs of digits and words for digits."""

    def __init__(self, spellings: Iterable[Spelling]) -> None:
        self._numbers = [each for each in spellings if each.fit in {Fit.DIGITS, Fit.RUN}]

    def within(self, view: View, distinct: frozenset[str]) -> Iterator[tuple[Spelling, int, int]]:
        """Each number that is told, with the folded stretch of its words."""
        if not self._numbers or not distinct & (DIGITS.keys() - {"o"}):
            return
        table = DIGITS | _SIGNS | {word: word for word in distinct if word.isdecimal()}
        signs = [*map(table.get, view.tokens, repeat(" "))]
        line = "".join(signs)
        spans: list[tuple[int, int]] = []
        for run in _RUN.finditer(line):
            digits = _REPEATED.sub(lambda each: each[2] * (ord(each[1]) - ord("a")), run[0])
            for each in self._numbers:
                if _matches(each, digits):
                    spans = spans or _spans(view, signs)
                    yield each, spans[run.start()][0], spans[run.end() - 1][1]


def _matches(number: Spelling, digits: str) -> bool:
    if number.fit is Fit.DIGITS:
        return number.letters in digits
    return digits.endswith(number.letters) and len(digits) <= _LONGEST_SHORT_RUN


def _spans(view: View, signs: Sequence[str]) -> list[tuple[int, int]]:
    """For each character that was told, the folded stretch of its word."""
    words = re.finditer(r"[^\W_]+", view.folded)
    return [word.span() for word, signs in zip(words, signs, strict=True) for _ in signs]
