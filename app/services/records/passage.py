"""The passage of a record that a search shows: the words of the record itself, with what was looked for marked."""

from collections.abc import Iterator, Sequence
from itertools import islice
from re import Pattern
from typing import NamedTuple

from app.domain.values.search_places import first_place, places
from app.domain.values.search_words import Term
from app.domain.values.text import run_pattern, word_pattern
from app.models.statements import named

_WORDS = 24
_BEFORE = 6
"""Words shown before the first that is marked."""
_MOST_LOOKED_AT = 50


class Piece(NamedTuple):
    """A run of a passage, and whether it is what was looked for; a tuple, as a search makes dozens."""

    text: str
    hit: bool


def passage(body: str, folded: str, looked_for: Sequence[Term]) -> tuple[Piece, ...]:
    """The part of a body where most of what is looked for stands together; its beginning where nothing of it does.

    `folded` is what the index holds of the body, one word for each of its words: looking there first is quick.
    """
    return _cut(body, _place(body, folded, looked_for), looked_for)


def _place(body: str, folded: str, looked_for: Sequence[Term]) -> int:
    """Where the word stands that the passage is about."""
    if (first := first_place(body, looked_for)) is not None:
        return first
    at = _densest(sorted(_standing(folded, looked_for)))
    if at is not None:
        return next(islice(word_pattern(body).finditer(body), at, None)).start()
    found = places(body, looked_for)
    return found[0][0] if found else 0


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


def _cut(body: str, place: int, looked_for: Sequence[Term]) -> tuple[Piece, ...]:
    start, end = _window(body, place)
    text, at = body[start:end], 0
    out = [("…", False)] if start else []
    for begin, stop in places(text, looked_for):
        if at < begin:
            out.append((text[at:begin], False))
        out.append((text[begin:stop], True))
        at = stop
    if rest := text[at:] + ("…" if end < len(body) else ""):
        out.append((rest, False))
    return named(Piece, out)


def _window(body: str, place: int) -> tuple[int, int]:
    """From where to where a passage goes that begins a few words before a place, or sooner at the end of the body."""
    word, plain = word_pattern(body), body.isascii()
    start = place - _end(run_pattern(0, _BEFORE, plain=plain, back=True), body[:place][::-1])
    end = _end(run_pattern(_WORDS, _WORDS, plain=plain), body, start)
    if not end:
        start = len(body) - _end(run_pattern(0, _WORDS, plain=plain, back=True), body[::-1])
    # What is no word goes with the first and the last one.
    return start if word.search(body, 0, start) else 0, end if end and word.search(body, end) else len(body)


def _end(pattern: Pattern[str], text: str, start: int = 0) -> int:
    found = pattern.match(text, start)
    return found.end() if found else 0
