"""Whether a word that says little by itself stands beside another part of its line."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from app.domain.cases.terms import wording
from app.domain.cases.terms.occurrence import Occurrence
from app.domain.cases.terms.view import Word
from app.domain.cases.terms.vocabulary import Vocabulary

_MOST_BETWEEN: Final = 2
_MOST_FROM_OUTWARD: Final = 5
_NUMBER_FROM_OUTWARD: Final = 1
_SHORTEST_APART: Final = 3
_COMMA_GAP: Final = re.compile(r"\s?,\s?|\s")
_PARAGRAPH: Final = re.compile(r"\n\s*\n")
# Not behind an initial: "Grace J. Hope".
_SENTENCE_END: Final = re.compile(r"(?:[;!?]|(?<!\b\w)\.)\s+(?:\Z|(?=\w\w))")
_BETWEEN_STREET_AND_TOWN: Final = wording.words("in at of near by the number no off postcode area")

Span = tuple[int, int]


class Pairing(Protocol):
    """What a word must stand beside."""

    def beside(self, here: Occurrence) -> Span | None:
        """The stretch from the word to what it stands beside; None if it stands beside nothing of its line."""
        ...


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A word near the one that is looked at, with the words and all else that stands between them."""

    word: Word
    between: tuple[str, ...]
    gap: str
    is_before: bool


def neighbours(here: Occurrence, wanted: frozenset[str], most_between: int) -> Iterator[Neighbour]:
    """Those words around a place that are wanted, plural or not, from near to far, before and behind."""
    if wanted.isdisjoint(here.near):
        return
    for is_before, words in ((True, here.before), (False, here.after)):
        for at, word in enumerate(words[: most_between + 1]):
            if word.text in wanted or word.text.removesuffix("s") in wanted:
                yield Neighbour(word, tuple(each.text for each in words[:at]), here.gap(word), is_before)


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

    def beside(self, here: Occurrence) -> Span | None:
        """Another name of the line, or an initial or a title."""
        for each in neighbours(here, self.mates, _MOST_BETWEEN):
            if self._is_mate(each, here):
                return here.to(each.word)
        if not here.is_cased:
            return None
        return self._title(here) or self._initial(here)

    def _is_mate(self, each: Neighbour, here: Occurrence) -> bool:
        mate = each.word.text if each.word.text in self.mates else each.word.text.removesuffix("s")
        if {mate, self.word} <= self.permitted or _PARAGRAPH.search(each.gap):
            return False
        if any(word in wording.LINKS for word in each.between):
            return False
        have_capitals = here.is_cased and here.view.is_cased(each.word.start)
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

    def _title(self, here: Occurrence) -> Span | None:
        if here.title is None:
            return None
        is_given_only = self.is_given and not self.is_family
        if is_given_only and here.after and here.view.is_cased(here.after[0].start):
            return None  # "Dr Mark Bell" is another Mark
        return here.title, here.end

    def _initial(self, here: Occurrence) -> Span | None:
        if self.is_family and here.initials and here.initials[-1].text in self.given_initials:
            return here.initials[-1].start, here.end
        behind = here.after[0] if here.after else None
        if behind is None or len(behind.text) > 1:
            return None
        wanted = self.given_initials if self.is_family else frozenset[str]()
        wanted |= self.family_initials if self.is_given else frozenset[str]()
        return here.to(behind) if behind.text in wanted and _is_initial(here, behind) else None


def _is_initial(here: Occurrence, word: Word) -> bool:
    """Whether a letter behind a name is an initial: "Lee, A", "Grace H." and not "Lee, a man", "Grace I know"."""
    gap = here.gap(word)
    if not here.view.is_cased(word.start) or not _COMMA_GAP.fullmatch(gap):
        return False
    behind = here.view.folded[word.end : word.end + 1]
    return "," in gap or behind == "." or (word.text not in {"a", "i"} and behind != "'")


@dataclass(frozen=True)
class StreetPairing:
    """The first word of a street beside its other words, or its town or outward code.

    Of a street that every town has the other words must follow; of another they may be left out.
    """

    rest: tuple[str, ...]
    types: frozenset[str]
    is_common: bool
    mates: frozenset[str]

    def beside(self, here: Occurrence) -> Span | None:
        """The rest of the street, its town or its outward code."""
        if not here.is_cased:
            return None
        until, is_whole = self._street(here)
        if self.is_common and not is_whole:
            return None
        if is_whole and not self.is_common and (self.rest or self.types):
            return here.start, until
        behind = [word for word in here.after if word.start >= until]
        for words in (here.before, behind):
            for word in words[: _MOST_BETWEEN + 1]:
                if word.text in self.mates:
                    return min(here.start, word.start), max(until, word.end)
                if word.text not in _BETWEEN_STREET_AND_TOWN:
                    break
        return None

    def _street(self, here: Occurrence) -> tuple[int, bool]:
        """How far the street goes, and whether all its words are there."""
        wanted: Sequence[frozenset[str]] = [frozenset({word}) for word in self.rest]
        if self.types:
            wanted = [*wanted, self.types]
        until = here.end
        for word, ways in zip(here.after, wanted, strict=False):
            if word.text not in ways:
                return until, False
            until = word.end
        return until, len(here.after) >= len(wanted)


@dataclass(frozen=True)
class PlacePairing:
    """A word of a house's name beside its town or outward code."""

    mates: frozenset[str]

    def beside(self, here: Occurrence) -> Span | None:
        """The town or the outward code."""
        if not here.is_cased:
            return None
        for each in neighbours(here, self.mates, _MOST_BETWEEN):
            if not _SENTENCE_END.search(each.gap):
                return here.to(each.word)
        return None


@dataclass(frozen=True)
class OutwardPairing:
    """An outward code near its street, house or house number, or near the other half of its postcode."""

    words: frozenset[str]
    numbers: frozenset[str]
    inward: frozenset[str]

    def beside(self, here: Occurrence) -> Span | None:
        """The street, the house, its number or the inward half."""
        for each in neighbours(here, self.words | self.numbers | self.inward, _MOST_FROM_OUTWARD):
            text = each.word.text
            is_named = text in self.words and here.view.is_cased(each.word.start)
            is_numbered = (
                text in self.numbers and len(each.between) <= _NUMBER_FROM_OUTWARD and each.is_before
            )
            if (is_named or is_numbered or text in self.inward) and not _PARAGRAPH.search(each.gap):
                return here.to(each.word)
        return None


@dataclass(frozen=True)
class OrganisationPairing:
    """The own word of an organisation beside what it is: "Brackwater General Hospital"."""

    vocabulary: Vocabulary
    word: str
    types: frozenset[str]

    def beside(self, here: Occurrence) -> Span | None:
        """A word for what it is, or its town."""
        if not here.is_cased:
            return None
        for each in neighbours(here, self.types, _MOST_BETWEEN):
            if (
                each.is_before
                or any(word in wording.LINKS for word in each.between)
                or _SENTENCE_END.search(each.gap)
            ):
                continue
            is_sure = here.view.is_cased(each.word.start) or not self.vocabulary.is_known(self.word)
            is_near = not each.between or not self.vocabulary.is_everyday(self.word)
            if is_sure and is_near:
                return here.to(each.word)
        return None
