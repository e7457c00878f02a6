"""Finds the guarded parts in a text: by single words, by the skeleton of its letters, and by words with a slip."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from ahocorasick_rs import AhoCorasick

from app.domain.cases.terms.codes import with_prefix
from app.domain.cases.terms.index import Anchor, Index
from app.domain.cases.terms.occurrence import Occurrence
from app.domain.cases.terms.parts import Part, Place
from app.domain.cases.terms.permitted import Permitted
from app.domain.cases.terms.skeleton import stands
from app.domain.cases.terms.slips import Slips
from app.domain.cases.terms.spelling import Fit
from app.domain.cases.terms.spelt import contacts, names, organisations, places
from app.domain.cases.terms.spoken import SpokenNumbers
from app.domain.cases.terms.unwrapping import unwrapped
from app.domain.cases.terms.view import FIELD, View
from app.domain.cases.terms.vocabulary import Vocabulary

MOST_PLACES: Final = 1000
"""More are not listed: the output is stopped all the same."""

_MOST_HITS: Final = 4 * MOST_PLACES
_NEAR: Final = 48
# Stands between pieces that were unwrapped. It ends a sentence, a line and a word, and is the edge of no field.
_BETWEEN: Final = " ~.~ "


@dataclass(frozen=True, slots=True)
class Hit:
    """A stretch of the raw text that is a part, before hits that overlap are made one place."""

    line: int
    part: Part
    start: int
    end: int
    in_pair: bool = False
    """It counts only near another hit of its line."""


class Matcher:
    """Looks for the parts of all lines. Made for one check and dropped with it: it holds the details in clear."""

    def __init__(
        self, vocabulary: Vocabulary, lines: Sequence[Sequence[Part]], permitted: Iterable[str] = ()
    ) -> None:
        """`lines` are the parts of each typed line; `permitted` what may stand as it is (`Permitted`)."""
        vocabulary = self._vocabulary = vocabulary.for_one_check()
        may_stand = Permitted.of(vocabulary, permitted)
        index = Index(vocabulary, may_stand)
        for line, parts in enumerate(lines):
            for kind in (names, places, contacts, organisations):
                kind.add(index, line, parts)
        index.add_permitted(may_stand.phrases)
        self._words, self._skeletons = index.words, index.skeletons
        self._word_keys, self._skeleton_keys = [*index.words], [*index.skeletons]
        self._by_word, self._by_skeleton = AhoCorasick(self._word_keys), AhoCorasick(self._skeleton_keys)
        # A plural is told from its word anyway: with a slip in it, "Craigs" would be any word of five letters.
        anchors = (anchor for each in index.words.values() for anchor in each)
        self._slips = Slips(vocabulary, sorted({anchor.word for anchor in anchors if anchor.slips}))
        self._spoken = SpokenNumbers(each for spellings in index.skeletons.values() for each in spellings)

    def places(self, passages: Sequence[str]) -> tuple[Place, ...]:
        """Every place where a part stands, in order; adjacent passages are read on as one text."""
        text = FIELD.join(passages)
        hits: dict[tuple[int, int, int], Hit] = {}
        for hit in self._hits(text):
            known = hits.setdefault((hit.line, hit.start, hit.end), hit)
            if known.in_pair and not hit.in_pair:
                hits[hit.line, hit.start, hit.end] = hit
            if len(hits) >= _MOST_HITS:
                break
        return tuple(_places(_united(_standing(list(hits.values()))), passages))[:MOST_PLACES]

    def _hits(self, text: str) -> Iterator[Hit]:
        """Hits of the text as it looks, as other alphabets in it sound, and with its wrappings taken off."""
        yield from self._looked_at(View(text, self._vocabulary.seen))
        if not text.isascii() and self._vocabulary.heard.sounds_otherwise(text):
            yield from self._looked_at(View(text, self._vocabulary.heard))
        pieces = list(unwrapped(text))
        if pieces:
            starts = [0, *accumulate(len(piece.text) + len(_BETWEEN) for piece in pieces)]
            view = View(_BETWEEN.join(piece.text for piece in pieces), self._vocabulary.seen)
            for hit in self._looked_at(view):
                at = bisect_right(starts, hit.start) - 1
                piece, start, end = pieces[at], hit.start - starts[at], hit.end - starts[at]
                if end <= len(piece.text) and piece.touches(start, end):
                    yield Hit(hit.line, hit.part, *piece.source(start, end), hit.in_pair)

    def _looked_at(self, view: View) -> Iterator[Hit]:
        spelt = self._by_skeleton.find_matches_as_indexes(view.skeleton, overlapping=True)
        may_stand = _Spans(self._permitted(view, spelt))
        distinct = frozenset(view.tokens)
        for hit in self._folded_hits(view, spelt, distinct):
            if not may_stand.hold(hit.start, hit.end):
                start, end = view.raw_span(hit.start, hit.end)
                yield Hit(hit.line, hit.part, start, end, hit.in_pair)

    def _folded_hits(
        self, view: View, spelt: list[tuple[int, int, int]], distinct: frozenset[str]
    ) -> Iterator[Hit]:
        for index, start, end in self._by_word.find_matches_as_indexes(view.folded, overlapping=True):
            if view.starts_word(start) and view.ends_word(end):
                here = Occurrence(view, start, end)
                for anchor in self._words[self._word_keys[index]]:
                    yield from _judged(here, anchor)
        for typed, meant in self._slips.among(distinct):
            for start in _occurrences(view, typed):
                here = Occurrence(view, start, start + len(typed))
                for anchor in self._words.get(meant, ()):
                    if anchor.slips:
                        yield from _judged(here, anchor)
        yield from self._spellings(view, spelt)
        for number, start, end in self._spoken.within(view, distinct):
            if number.part:
                yield Hit(number.line, number.part, start, end, number.in_pair)

    def _spellings(self, view: View, spelt: list[tuple[int, int, int]]) -> Iterator[Hit]:
        for index, start, end in spelt:
            at: tuple[int, int] | None = None
            for each in self._skeletons[self._skeleton_keys[index]]:
                if each.part is None:
                    continue
                at = at or view.unsqueezed(start, end - start)
                if stands(each, view, *at, self._vocabulary):
                    first = with_prefix(view, *at) if each.fit is Fit.DIGITS else at[0]
                    yield Hit(each.line, each.part, first, at[1], each.in_pair)

    def _permitted(self, view: View, spelt: list[tuple[int, int, int]]) -> Iterator[tuple[int, int]]:
        for index, start, end in spelt:
            for each in self._skeletons[self._skeleton_keys[index]]:
                if each.fit is Fit.PERMITTED:
                    at = view.unsqueezed(start, end - start)
                    if stands(each, view, *at, self._vocabulary):
                        yield at


class _Spans:
    """Stretches of a text, to be asked whether one of them holds another."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._spans = sorted(spans)
        self._furthest = list(accumulate((end for _, end in self._spans), max))

    def hold(self, start: int, end: int) -> bool:
        """Whether one stretch holds all of it, a plural or possessive "s" apart."""
        before = bisect_right(self._spans, (start, 1 << 62))
        return before > 0 and self._furthest[before - 1] >= end


def _judged(here: Occurrence, anchor: Anchor) -> Iterator[Hit]:
    """The hit of a word, if it stands as its part must."""
    if here.stands_alone(anchor.rule) or (anchor.at_work and here.is_place_of_work):
        yield Hit(anchor.line, anchor.part, here.start, here.end)
    elif pair := anchor.pairing.beside(here):
        yield Hit(anchor.line, anchor.part, *pair)


def _occurrences(view: View, word: str) -> Iterator[int]:
    at = view.folded.find(word)
    while at >= 0:
        if view.starts_word(at) and view.ends_word(at + len(word)):
            yield at
        at = view.folded.find(word, at + 1)


def _standing(hits: list[Hit]) -> list[Hit]:
    """Without those that count only near another part of their line and stand by themselves."""
    by_line: dict[int, list[Hit]] = defaultdict(list)
    for hit in sorted(hits, key=lambda each: (each.start, each.end)):
        by_line[hit.line].append(hit)
    return [hit for line in by_line.values() for hit in line if not hit.in_pair or _has_company(hit, line)]


def _has_company(hit: Hit, line: list[Hit]) -> bool:
    first = bisect_left(line, hit.start - 2 * _NEAR, key=lambda each: each.start)
    for other in line[first:]:
        if other.start > hit.end + _NEAR:
            return False
        if other.part != hit.part and other.end >= hit.start - _NEAR:
            return True
    return False


def _united(hits: list[Hit]) -> list[Hit]:
    """One hit for those of a line that overlap; it is named by the longest."""
    united: list[Hit] = []
    longest = 0
    for hit in sorted(hits, key=lambda each: (each.line, each.start, -each.end)):
        last = united[-1] if united else None
        if last and last.line == hit.line and hit.start < last.end:
            if hit.end - hit.start > longest:
                longest = hit.end - hit.start
                last = Hit(hit.line, hit.part, last.start, last.end)
            united[-1] = Hit(last.line, last.part, last.start, max(last.end, hit.end))
        else:
            united.append(hit)
            longest = hit.end - hit.start
    return sorted(united, key=lambda each: (each.start, each.line))


def _places(hits: Iterable[Hit], passages: Sequence[str]) -> Iterator[Place]:
    """The places of a hit: one in each passage that it runs over."""
    starts = [0, *accumulate(len(passage) + 1 for passage in passages)]
    for hit in hits:
        passage = bisect_right(starts, hit.start) - 1
        while passage < len(passages) and starts[passage] < hit.end:
            first = max(hit.start - starts[passage], 0)
            last = min(hit.end - starts[passage], len(passages[passage]))
            if first < last:
                yield Place(passage, first, last - first, hit.line, hit.part)
            passage += 1
