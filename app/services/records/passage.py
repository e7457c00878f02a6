"""The passage of a record that a search shows: the words of the record itself, with what was looked for marked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from app.domain.values.search_words import Term, places
from app.domain.values.text import word_pattern

_WORDS = 24
_BEFORE = 6
"""Words shown before the first that is marked."""
_MOST_LOOKED_AT = 50


@dataclass(frozen=True)
class Piece:
    """A run of a passage, and whether it is what was looked for."""

    text: str
    hit: bool


def passage(body: str, folded: str, looked_for: Sequence[Term]) -> tuple[Piece, ...]:
    """The part of a body where most of what is looked for stands together; its beginning where nothing of it does.

    `folded` is what the index holds of the body, one word for each of its words: looking there first is quick.
    """
    at = _densest(sorted(_standing(folded, looked_for)))
    if at is None:
        found = places(body, looked_for)
        at = sum(1 for _ in word_pattern(body).finditer(body, 0, found[0][0])) if found else 0
    last = folded.count(" ") + 1 - _WORDS
    return _cut(body, max(0, min(at - _BEFORE, last)), looked_for)


def _standing(folded: str, looked_for: Sequence[Term]) -> Iterator[tuple[int, int]]:
    """The number of each word where a term stands, with the number of the term."""
    padded = f" {folded} "
    for number, term in enumerate(looked_for):
        for alternative in term.alternatives:
            for n, phrase in enumerate(alternative, 1):
                unfinished = term.unfinished and n == len(alternative)
                wanted = f" {' '.join(phrase)}" + ("" if unfinished else " ")
                at = words = counted = 0
                for _ in range(_MOST_LOOKED_AT):
                    at = padded.find(wanted, at)
                    if at < 0:
                        break
                    words += padded.count(" ", counted, at)
                    counted = at
                    yield words, number
                    at += 1


def _densest(standing: Sequence[tuple[int, int]]) -> int | None:
    """The first word of where most of the terms stand within one passage."""
    best, most = None, 0
    for n, (word, _) in enumerate(standing):
        near = {number for other, number in standing[n : n + _WORDS] if other - word < _WORDS - _BEFORE}
        if len(near) > most:
            best, most = word, len(near)
    return best


def _cut(body: str, first: int, looked_for: Sequence[Term]) -> tuple[Piece, ...]:
    shown = list(islice(word_pattern(body).finditer(body), first, first + _WORDS + 1))
    start = shown[0].start() if first and shown else 0
    is_end = len(shown) <= _WORDS
    end = len(body) if is_end else shown[-2].end()
    text = body[start:end]
    out, at = [Piece("…", hit=False)] if start else [], 0
    for begin, stop in places(text, looked_for):
        out += [Piece(text[at:begin], hit=False), Piece(text[begin:stop], hit=True)]
        at = stop
    out.append(Piece(text[at:] + ("" if is_end else "…"), hit=False))
    return tuple(piece for piece in out if piece.text)
