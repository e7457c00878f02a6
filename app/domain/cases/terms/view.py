"""One text as it is looked at, and the way back from there to what was typed."""

import re
import unicodedata
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate, islice
from typing import Final, NamedTuple

from app.domain.cases.terms.folding import WORD, Folding

FIELD: Final = "\x1e"
"""Stands between two passages: what is split over them is one detail all the same."""

# Letters and digits that are put for each other: o 0, i l 1, z 2, e 3, a 4, s 5, t 7, b 8.
_EXCHANGED: Final = ("oilzeastb", "011234578")
_CLASSES: Final = str.maketrans(*_EXCHANGED)
_ASCII_CLASSES: Final = bytes.maketrans(*(each.encode() for each in _EXCHANGED))
_ASCII_SIGNS: Final = bytes(code for code in range(128) if not chr(code).isalnum())
_CHUNK: Final = 256
_WINDOW: Final = 64
_MOST_NEIGHBOURS: Final = 6


def squeeze(folded: str) -> str:
    """Letters and digits alone, and those that are put for each other made one."""
    if folded.isascii():
        return folded.encode("ascii").translate(_ASCII_CLASSES, _ASCII_SIGNS).decode("ascii")
    return "".join(filter(str.isalnum, folded)).translate(_CLASSES)


class Word(NamedTuple):
    """A word of the folded text; `text` is without its apostrophes."""

    text: str
    start: int
    end: int


class View:
    """A text, its folded form and its skeleton. Offsets are of the folded form unless it says `raw`."""

    def __init__(self, raw: str, folding: Folding) -> None:
        self.raw = raw
        self._folding = folding
        self.folded = folding.fold(raw)
        self._is_even = raw.isascii() and len(raw) == len(self.folded)

    @cached_property
    def skeleton(self) -> str:
        """The folded text, squeezed."""
        return squeeze(self.folded)

    @cached_property
    def tokens(self) -> list[str]:
        """All words in order, without their places; an apostrophe parts two of them."""
        return re.findall(r"[^\W_]+", self.folded)

    def raw_at(self, offset: int) -> int:
        """Where in the raw text the character stands that gave a folded one."""
        if self._is_even:
            return offset
        folded_after, raw_after, raw_starts = self._uneven
        at = bisect_right(folded_after, offset) - 1
        straight = raw_after[at] + offset - folded_after[at]
        return min(straight, raw_starts[at + 1]) if at + 1 < len(raw_starts) else straight

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """The raw characters of a folded stretch."""
        return self.raw_at(start), self.raw_at(end - 1) + 1

    def is_cased(self, start: int) -> bool:
        """Whether the character was typed as a capital, or is of a script that has none, or is in disguise."""
        char = self.raw[self.raw_at(start)]
        if char.isascii():
            return char.isupper()
        return not (char.islower() and unicodedata.normalize("NFD", char)[0].isascii())

    def unsqueezed(self, start: int, length: int) -> tuple[int, int]:
        """The folded stretch of a stretch of the skeleton."""
        chunk = bisect_right(self._skeleton_counts, start) - 1
        at = self._letter(chunk * _CHUNK, start - self._skeleton_counts[chunk])
        last = self._letter(at, length - 1)
        return at, last + 1

    def _letter(self, at: int, count: int) -> int:
        """The letter or digit that is the next but `count` from a place on."""
        folded = self.folded
        while True:
            if folded[at].isalnum():
                if count == 0:
                    return at
                count -= 1
            at += 1

    @cached_property
    def _skeleton_counts(self) -> list[int]:
        folded = self.folded
        sizes = (len(squeeze(folded[at : at + _CHUNK])) for at in range(0, len(folded), _CHUNK))
        return [0, *accumulate(sizes)]

    @cached_property
    def _uneven(self) -> tuple[list[int], list[int], list[int]]:
        """Where folding changes the length: the offsets after it in both texts, and where it begins in the raw one."""
        folded_after, raw_after, raw_starts = [0], [0], [-1]
        table = self._folding
        odd = [char for char in set(self.raw) if len(table[ord(char)]) != 1]
        shift = 0
        for found in re.finditer("[" + re.escape("".join(odd)) + "]", self.raw) if odd else ():
            size = len(table[ord(found[0])])
            folded_after.append(found.start() + shift + size)
            raw_after.append(found.end())
            raw_starts.append(found.start())
            shift += size - 1
        return folded_after, raw_after, raw_starts

    # -- neighbours

    def before(self, start: int) -> list[Word]:
        """The words before a place, nearest first."""
        begin = max(0, start - _WINDOW)
        found = [*WORD.finditer(self.folded, begin, start)]
        if found and begin and found[0].start() == begin and self.folded[begin - 1].isalnum():
            del found[0]  # it begins further back
        return [*map(_word, found[: -_MOST_NEIGHBOURS - 1 : -1])]

    def after(self, end: int) -> list[Word]:
        """The words behind a place, nearest first; its own possessive "s" is none."""
        end += 2 if self.folded.startswith("'s", end) and self.ends_word(end + 2) else 0
        stop = end + _WINDOW
        found = [*islice(WORD.finditer(self.folded, end, stop), _MOST_NEIGHBOURS)]
        if found and found[-1].end() == stop and self.folded[stop : stop + 1].isalnum():
            del found[-1]  # it ends further on
        return [*map(_word, found)]

    def starts_word(self, start: int) -> bool:
        """Whether nothing of a word stands directly before."""
        return start == 0 or not self.folded[start - 1].isalnum()

    def ends_word(self, end: int) -> bool:
        """Whether nothing of a word stands directly behind."""
        return end == len(self.folded) or not self.folded[end].isalnum()


def _word(found: re.Match[str]) -> Word:
    return Word(found[0].replace("'", ""), *found.span())
