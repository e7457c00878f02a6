"""Whether a word that says little by itself stands beside another part of its line."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

from app.domain.cases.terms import wording
from app.domain.cases.terms.view import View, Word
from app.domain.cases.terms.vocabulary import Vocabulary

_MOST_BETWEEN: Final = 2
_MOST_FROM_OUTWARD: Final = 5
_NUMBER_FROM_OUTWARD: Final = 1
_SHORTEST_APART: Final = 3
_TITLE_GAP: Final = re.compile(r"[.\s]{1,3}")
_INITIAL_GAP: Final = re.compile(r"[.\s]{0,3}")
_COMMA_GAP: Final = re.compile(r"\s?,\s?|\s")
_PARAGRAPH: Final = re.compile(r"\n\s*\n")
_SENTENCE_END: Final = re.compile(r"[.;!?]\s+\Z|[.;!?]\s+(?=\w\w)")
_NAME_PREFIXES: Final = wording.PARTICLES - {"o"}
_BETWEEN_STREET_AND_TOWN: Final = frozenset("in at of near by the number no off postcode area".split())


class Pairing(Protocol):
    """What a word must stand beside."""

    def beside(self, view: View, start: int, end: int) -> tuple[int, int] | None:
        """The stretch from the word to what it stands beside; None if it stands beside nothing of its line."""
        ...


def _gap(view: View, one: tuple[int, int], other: tuple[int, int]) -> str:
    first, last = sorted((one, other))
    return view.folded[first[1] : last[0]]


@dataclass(frozen=True)
class Neighbour:
    """A word near the one that is looked at, with what stands between them."""

    word: Word
    between: tuple[str, ...]
    gap: str
    is_before: bool


def neighbours(view: View, start: int, end: int, most_between: int) -> Iterator[Neighbour]:
    """The words around a place, from near to far, before and behind."""
    for is_before, words in ((True, view.before(start)), (False, view.after(end))):
        for at, word in enumerate(words[: most_between + 1]):
            between = tuple(each.text for each in words[:at])
            yield Neighbour(word, between, _gap(view, (start, end), (word.start, word.end)), is_before)


@dataclass(frozen=True)
class NamePairing:
    """A name beside another of the same line, an initial or a title."""

    vocabulary: Vocabulary
    word: str
    is_family: bool
    is_given: bool
    mates: frozenset[str]
    given_initials: frozenset[str]
    family_initials: frozenset[str]
    permitted: frozenset[str]

    def beside(self, view: View, start: int, end: int) -> tuple[int, int] | None:
        is_cased = view.is_cased(start)
        for each in neighbours(view, start, end, _MOST_BETWEEN):
            if self._is_mate(each, view, is_cased=is_cased):
                return min(start, each.word.start), max(end, each.word.end)
        if not is_cased:
            return None
        return self._title(view, start, end) or self._initial(view, start, end)

    def _is_mate(self, each: Neighbour, view: View, *, is_cased: bool) -> bool:
        mate = each.word.text if each.word.text in self.mates else each.word.text.removesuffix("s")
        if mate not in self.mates or {mate, self.word} <= self.permitted or _PARAGRAPH.search(each.gap):
            return False
        if any(word in wording.LINKS for word in each.between):
            return False
        have_capitals = is_cased and view.is_cased(each.word.start)
        if {mate, self.word} <= self.vocabulary.calendar:
            # "April May", but not "May to April", "June, July".
            return have_capitals and each.gap.isspace() and self.is_given != each.is_before
        shortest = min(len(mate), len(self.word))
        if shortest < _SHORTEST_APART and each.between:
            return False
        is_plain = self.vocabulary.is_plain_english([self.word, mate])
        if each.between or shortest < _SHORTEST_APART or is_plain:
            return have_capitals and not _SENTENCE_END.search(each.gap)
        return True

    def _title(self, view: View, start: int, end: int) -> tuple[int, int] | None:
        words = view.before(start)
        while words and words[0].text in _NAME_PREFIXES and len(words) > 1:
            start = words[0].start
            words = words[1:]
        if not words or words[0].text not in wording.TITLES:
            return None
        if not _TITLE_GAP.fullmatch(view.folded[words[0].end : start]):
            return None
        behind = view.after(end)
        if self.is_given and not self.is_family and behind and view.is_cased(behind[0].start):
            return None  # "Dr Mark Bell" is another Mark
        return words[0].start, end

    def _initial(self, view: View, start: int, end: int) -> tuple[int, int] | None:
        if self.is_family and self.given_initials:
            led = _initials_before(view, start)
            if led and led[-1].text in self.given_initials:
                return led[-1].start, end
        for wanted, is_right in ((self.given_initials, self.is_family), (self.family_initials, self.is_given)):
            behind = view.after(end)[:1]
            if is_right and behind and behind[0].text in wanted and self._is_initial(view, end, behind[0]):
                return start, behind[0].end
        return None

    @staticmethod
    def _is_initial(view: View, end: int, word: Word) -> bool:
        """Whether a letter behind a name is an initial: "Lee, A", "Grace H." and not "Lee, a man", "Grace I know"."""
        gap = view.folded[end : word.start]
        if not view.is_cased(word.start) or not _COMMA_GAP.fullmatch(gap):
            return False
        behind = view.folded[word.end : word.end + 1]
        return "," in gap or behind == "." or (word.text not in {"a", "i"} and behind != "'")


def _initials_before(view: View, start: int) -> list[Word]:
    """Single capitals directly before a name, nearest first; small words that belong to the name are passed over."""
    led: list[Word] = []
    until = start
    for word in view.before(start):
        is_initial = len(word.text) == 1 and view.is_cased(word.start)
        if not _INITIAL_GAP.fullmatch(view.folded[word.end : until]):
            break
        if is_initial:
            led.append(word)
        elif led or word.text not in _NAME_PREFIXES:
            break
        until = word.start
    return led


@dataclass(frozen=True)
class StreetPairing:
    """The first word of a street beside its other words, or its town or outward code.

    Of a street that every town has the other words must follow; of another they may be left out.
    """

    rest: tuple[str, ...]
    types: frozenset[str]
    is_common: bool
    mates: frozenset[str]

    def beside(self, view: View, start: int, end: int) -> tuple[int, int] | None:
        if not view.is_cased(start):
            return None
        until, is_whole = self._street(view, end)
        if self.is_common and not is_whole:
            return None
        if is_whole and not self.is_common and (self.rest or self.types):
            return start, until
        for words, step in ((view.before(start), -1), (view.after(until), 1)):
            for word in words[: _MOST_BETWEEN + 1]:
                if word.text in self.mates:
                    return (word.start, until) if step < 0 else (start, word.end)
                if word.text not in _BETWEEN_STREET_AND_TOWN:
                    break
        return None

    def _street(self, view: View, end: int) -> tuple[int, bool]:
        """How far the street goes, and whether all its words are there."""
        wanted: Sequence[frozenset[str]] = [frozenset({word}) for word in self.rest]
        if self.types:
            wanted = [*wanted, self.types]
        words = view.after(end)
        for count, (word, ways) in enumerate(zip(words, wanted, strict=False)):
            if word.text not in ways:
                return (words[count - 1].end if count else end), False
        return (words[len(wanted) - 1].end if wanted else end), len(words) >= len(wanted)


@dataclass(frozen=True)
class PlacePairing:
    """A word of a house's name beside its town or outward code."""

    mates: frozenset[str]

    def beside(self, view: View, start: int, end: int) -> tuple[int, int] | None:
        if not view.is_cased(start):
            return None
        for each in neighbours(view, start, end, _MOST_BETWEEN):
            if each.word.text in self.mates and not _SENTENCE_END.search(each.gap):
                return min(start, each.word.start), max(end, each.word.end)
        return None


@dataclass(frozen=True)
class OutwardPairing:
    """An outward code near its street, house or house number, or near the other half of its postcode."""

    words: frozenset[str]
    numbers: frozenset[str]
    inward: frozenset[str]

    def beside(self, view: View, start: int, end: int) -> tuple[int, int] | None:
        for each in neighbours(view, start, end, _MOST_FROM_OUTWARD):
            text = each.word.text
            is_named = text in self.words and view.is_cased(each.word.start)
            is_numbered = text in self.numbers and len(each.between) <= _NUMBER_FROM_OUTWARD and each.is_before
            if (is_named or is_numbered or text in self.inward) and not _PARAGRAPH.search(each.gap):
                return min(start, each.word.start), max(end, each.word.end)
        return None


@dataclass(frozen=True)
class OrganisationPairing:
    """The own word of an organisation beside what it is: "Brackwater General Hospital"."""

    vocabulary: Vocabulary
    word: str
    types: frozenset[str]

    def beside(self, view: View, start: int, end: int) -> tuple[int, int] | None:
        if not view.is_cased(start):
            return None
        for word, between in self._behind(view, end):
            if word.text in self.types:
                is_sure = view.is_cased(word.start) or not self.vocabulary.is_known(self.word)
                is_near = not between or not self.vocabulary.is_everyday(self.word)
                return (start, word.end) if is_sure and is_near else None
        return None

    @staticmethod
    def _behind(view: View, end: int) -> Iterator[tuple[Word, int]]:
        for between, word in enumerate(view.after(end)[: _MOST_BETWEEN + 1]):
            if word.text in wording.LINKS or _SENTENCE_END.search(view.folded[end : word.start]):
                return
            yield word, between


@dataclass(frozen=True)
class Unpaired:
    """Nothing to stand beside."""

    nothing: None = field(default=None)

    def beside(self, view: View, start: int, end: int) -> tuple[int, int] | None:  # noqa: ARG002
        return None
