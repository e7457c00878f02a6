"""Which words of a text are questioned, and which parts of it were not looked at yet; both move with what is typed.

A key moves what stands behind it by a letter and looks nothing up: that is done when the typing has paused, for what
was changed alone. Places are those of the document, as Qt counts.
"""

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import Final

from app.views.writing.positions import Span

_ALL: Final = (0, sys.maxsize)


class Questioned:
    """Both as sorted places that do not overlap; at first nothing was looked at."""

    def __init__(self) -> None:
        self.words: list[Span] = []
        self._unseen: list[Span] = [_ALL]

    def forget(self) -> None:
        """Nothing was looked at."""
        self.words, self._unseen = [], [_ALL]

    def move(self, at: int, removed: int, added: int) -> None:
        """So many letters there gave way to others: a word that they touch is not known any more."""
        end, by = at + removed, added - removed
        first, last = _touching(self.words, at, end)
        _shift(self.words, last, by)
        del self.words[first:last]
        # One letter to either side: the words that the change has parted or joined are others now.
        low, high = max(0, at - 1), end + 1
        first, last = _touching(self._unseen, low, high)
        if first < last:
            low, high = min(low, self._unseen[first][0]), max(high, self._unseen[last - 1][1])
        _shift(self._unseen, last, by)
        self._unseen[first:last] = [(low, high + by)]

    def unseen(self, low: int, high: int) -> Iterator[Span]:
        """What was not looked at between two places."""
        first, last = _touching(self._unseen, low, high)
        for start, stop in self._unseen[first:last]:
            yield max(low, start), min(high, stop)

    def saw(self, low: int, high: int, words: Iterable[Span]) -> None:
        """All between two places was looked at, and these words in it are questioned."""
        first, _ = _touching(self.words, low, high)
        self.words[first : bisect_left(self.words, (high,))] = words
        first, last = _touching(self._unseen, low, high)
        parts = self._unseen[first:last]
        self._unseen[first:last] = [
            *((start, low) for start, _ in parts[:1] if start < low),
            *((high, stop) for _, stop in parts[-1:] if stop > high),
        ]


def _shift(spans: list[Span], first: int, by: int) -> None:
    for n in range(first, len(spans)):
        start, stop = spans[n]
        spans[n] = start + by, stop + by


def _touching(spans: list[Span], low: int, high: int) -> Span:
    """From which to before which of sorted places reach into two places or end at them."""
    first = bisect_left(spans, (low,))
    if first and spans[first - 1][1] >= low:
        first -= 1
    return first, bisect_right(spans, (high, sys.maxsize))
