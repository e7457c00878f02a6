"""What may be meant by a misspelt word.

Hunspell's own suggestions take a tenth of a second in which Python stands still, and the window with it. So the
dictionary is only asked whether a word is right, which takes microseconds, and the candidates are made here: words one
slip away, and words of the list two slips away (Damerau, Communications of the ACM 7 (1964): four misspellings of five
are one slip). What is likelier comes first: two letters changed over, a doubled letter, a vowel for another.
"""

import re
import string
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Final

MOST: Final = 6
_LETTERS: Final = string.ascii_lowercase + "'"
_VOWELS: Final = frozenset("aeiouy")
_MOST_SLIPS: Final = 2
_SHORTEST_FOR_TWO: Final = 5
_MOST_DIFFERENT: Final = 4
_ENDINGS: Final = ("", "s", "d", "ed", "ing", "ly")
# What may stand alone when two words were run together.
_SHORT_WORDS: Final = frozenset(
    re.findall(r"\w+", "a am an as at be by do he i if in is it me my no of on or so to up us we")
)
_SHORTEST_ALONE: Final = 3


class Suggestions:
    """Makes suggestions from a Hunspell word list, which is read when it is first wanted."""

    def __init__(self, word_list: Path) -> None:
        self._file = word_list

    def of(self, word: str, ours: frozenset[str], is_right: Callable[[str], bool]) -> tuple[str, ...]:
        """At most six words, likeliest first, written with a capital where the word was."""
        lower = word.lower()
        found: dict[str, float] = {}
        for near, cost in (*_one_slip(lower), *_doublings(lower)):
            # The dictionary knows names by their capital alone.
            for shape in (near, near.capitalize()) if word != lower else (near,):
                if cost < found.get(shape, 9.0) and shape != word and is_right(shape):
                    found[shape] = cost
        found |= dict.fromkeys(_taken_apart(lower, is_right), 0.75)
        for near in ours:
            slips = _slips(lower, near.lower())
            if slips <= _MOST_SLIPS:
                found[near] = min(slips, found.get(near, 9.0)) - 0.5
        if len(found) < MOST and len(lower) >= _SHORTEST_FOR_TWO:
            found |= {near: cost for near, cost in self._two_slips(lower, is_right) if near not in found}
        likeliest = sorted(found, key=lambda near: (found[near], near[:1].lower() != lower[:1], near))
        shaped = (near[:1].upper() + near[1:] if word[:1].isupper() else near for near in likeliest)
        return tuple(near for near in dict.fromkeys(shaped) if near != word)[:MOST]

    @cached_property
    def _list(self) -> tuple[tuple[str, int], ...]:
        """The lower-case words of the list, each with a bit for every letter in it."""
        rows = self._file.read_text("utf-8", errors="replace").splitlines()[1:]
        words = {row.partition("/")[0].partition("\t")[0] for row in rows}
        return tuple((word, _letters(word)) for word in words if word.islower())

    def _two_slips(self, lower: str, is_right: Callable[[str], bool]) -> Iterator[tuple[str, float]]:
        """Words of the list two slips away, also with the endings that the list leaves to its rules."""
        for ending in _ENDINGS:
            stem = lower.removesuffix(ending)
            if lower.endswith(ending) and len(stem) >= _SHORTEST_FOR_TWO:
                for near, slips in self._near(stem):
                    if not ending or is_right(near + ending):
                        yield near + ending, slips + 0.5

    def _near(self, stem: str) -> Iterator[tuple[str, int]]:
        letters, length = _letters(stem), len(stem)
        for word, theirs in self._list:
            # Two slips change at most four letters; nearly every word is passed over by this alone.
            if -_MOST_SLIPS <= len(word) - length <= _MOST_SLIPS and (
                (letters ^ theirs).bit_count() <= _MOST_DIFFERENT
            ):
                slips = _slips(stem, word)
                if slips <= _MOST_SLIPS:
                    yield word, slips


def _letters(word: str) -> int:
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) & 31)
    return bits


def _one_slip(word: str) -> Iterator[tuple[str, float]]:
    """Every word one slip away, with how unlikely the slip is."""
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:], 0.6
        if tail:
            yield head + tail[1:], 0.7 if tail[0] in head[-1:] + tail[1:2] else 0.9
        for letter in _LETTERS:
            if tail and letter != tail[0]:
                yield head + letter + tail[1:], 0.8 if {letter, tail[0]} <= _VOWELS else 1.0
            yield head + letter + tail, 0.7 if letter in head[-1:] + tail[:1] else 0.9


def _doublings(word: str) -> Iterator[tuple[str, float]]:
    """Two consonants doubled that should not be, or the other way round: "acomodation"."""
    once = [word[:at] + word[at + 1 :] for at in range(1, len(word)) if word[at] == word[at - 1]]
    once += [word[:at] + sign + word[at:] for at, sign in enumerate(word) if sign not in _VOWELS]
    for changed in once:
        for at in range(1, len(changed)):
            if changed[at] == changed[at - 1]:
                yield changed[:at] + changed[at + 1 :], 0.9
            if changed[at] not in _VOWELS:
                yield changed[:at] + changed[at] + changed[at:], 0.9


def _taken_apart(word: str, is_right: Callable[[str], bool]) -> Iterator[str]:
    """Two words run together."""
    for at in range(1, len(word)):
        parts = word[:at], word[at:]
        if all(part in _SHORT_WORDS or (len(part) >= _SHORTEST_ALONE and is_right(part)) for part in parts):
            yield " ".join(parts)


def _slips(left: str, right: str) -> int:
    """How many slips lie between two words, a change-over being one; more than two are told as three."""
    if abs(len(left) - len(right)) > _MOST_SLIPS:
        return _MOST_SLIPS + 1
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, one in enumerate(left, 1):
        after = [i] + [0] * len(right)
        for j, other in enumerate(right, 1):
            least = min(row[j] + 1, after[j - 1] + 1, row[j - 1] + (one != other))
            if i > 1 and j > 1 and one == right[j - 2] and left[i - 2] == other:
                least = min(least, before[j - 2] + 1)
            after[j] = least
        if min(after) > _MOST_SLIPS:
            return _MOST_SLIPS + 1
        before, row = row, after
    return row[-1]
