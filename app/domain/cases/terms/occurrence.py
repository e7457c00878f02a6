"""A word where it stands in a text: its capital, its neighbours, the title or initials before it.

Several lines may guard one word; what is around it is read once for all of them.
"""

import re
from functools import cached_property
from typing import Final

from app.domain.cases.terms import wording
from app.domain.cases.terms.capitals import is_lone_capital, is_place_of_work, is_shouted
from app.domain.cases.terms.rarity import Alone
from app.domain.cases.terms.view import View, Word

_TITLE_GAP: Final = re.compile(r"[.\s]{1,3}")
_INITIAL_GAP: Final = re.compile(r"[.\s]{0,3}")
_BEFORE_A_FAMILY_NAME: Final = wording.PARTICLES - {"o"}


class Occurrence:
    """One occurrence, `start` to `end` in the folded text."""

    def __init__(self, view: View, start: int, end: int) -> None:
        self.view, self.start, self.end = view, start, end
        self._alone: dict[Alone, bool] = {}

    @cached_property
    def is_cased(self) -> bool:
        """Whether it begins with a capital."""
        return self.view.is_cased(self.start)

    @cached_property
    def before(self) -> list[Word]:
        """The words before it, nearest first."""
        return self.view.before(self.start)

    @cached_property
    def after(self) -> list[Word]:
        """The words behind it, nearest first."""
        return self.view.after(self.end)

    @cached_property
    def near(self) -> frozenset[str]:
        """The words on both sides, and what they are without a plural "s"."""
        texts = [word.text for words in (self.before, self.after) for word in words]
        return frozenset([*texts, *(text.removesuffix("s") for text in texts)])

    def gap(self, word: Word) -> str:
        """What stands between it and another word."""
        first, last = (word.end, self.start) if word.end <= self.start else (self.end, word.start)
        return self.view.folded[first:last]

    def to(self, word: Word) -> tuple[int, int]:
        """The stretch from it to another word."""
        return min(self.start, word.start), max(self.end, word.end)

    def stands_alone(self, rule: Alone) -> bool:
        """Whether it is to be taken for the name by itself."""
        known = self._alone.get(rule)
        if known is None:
            known = self._alone[rule] = self._stands_alone(rule)
        return known

    def _stands_alone(self, rule: Alone) -> bool:
        if rule in {Alone.NEVER, Alone.ANY}:
            return rule is Alone.ANY
        if rule is Alone.SHORT:
            first, last = self.view.raw_span(self.start, self.end)
            return not self.view.raw[first:last].isupper() or is_shouted(self.view.raw, first, last)
        if rule is Alone.CAPITAL or not self.is_cased:
            return self.is_cased
        return is_lone_capital(self.view.raw, *self.view.raw_span(self.start, self.end))

    @cached_property
    def is_place_of_work(self) -> bool:
        """Whether it stands as the name of a place of work."""
        return self.is_cased and is_place_of_work(self.view.raw, *self.view.raw_span(self.start, self.end))

    @cached_property
    def title(self) -> int | None:
        """Where a title directly before it begins; small words that belong to the name are passed over."""
        until = self.start
        for word in self.before:
            if word.text in wording.TITLES:
                return word.start if _TITLE_GAP.fullmatch(self.view.folded[word.end : until]) else None
            if word.text not in _BEFORE_A_FAMILY_NAME:
                return None
            until = word.start
        return None

    @cached_property
    def initials(self) -> list[Word]:
        """Single capitals directly before it, nearest first."""
        led: list[Word] = []
        until = self.start
        for word in self.before:
            if not _INITIAL_GAP.fullmatch(self.view.folded[word.end : until]):
                break
            if len(word.text) == 1 and self.view.is_cased(word.start):
                led.append(word)
            elif led or word.text not in _BEFORE_A_FAMILY_NAME:
                break
            until = word.start
        return led
