"""Where in a text that stands which a search looks for."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Final, NamedTuple

from app.domain.values.search_words import (
    JOINT,
    JOINTS,
    Phrase,
    Term,
    Word,
    as_one,
    extras,
    form_at,
    joined,
    joined_runs,
    words,
)
from app.domain.values.text import APOSTROPHES, HYPHENS

_DIGIT: Final = re.compile(r"\d", re.ASCII)
_DIGIT_OR_SIGN: Final = re.compile(rf"[0-9{re.escape(HYPHENS + APOSTROPHES)}]")
_GAP: Final = re.compile("[^A-Za-z0-9]*")
_CAPITALS: Final = re.compile("[A-Z0-9]+")
_SIGNS: Final = {code: None for code in range(128) if not chr(code).isalnum()}


class _Found(NamedTuple):
    """A phrase, whether its last word may go on, and where it stands as it is."""

    phrase: Phrase
    unfinished: bool
    places: list[tuple[int, int]]


def places(text: str, looked_for: Sequence[Term]) -> list[tuple[int, int]]:
    """Where what is looked for stands in a text, in order and none within another."""
    if text.isascii():
        low = text.lower()
        found = [_Found(*each, list(_as_it_is(low, *each))) for each in _phrases(looked_for)]
        if _is_plain(text) or not _may_stand_otherwise(text, low, found):
            return _merged(chain.from_iterable(each.places for each in found))
    return _merged(_in_any_form(text, looked_for))


def first_place(text: str, looked_for: Sequence[Term]) -> int | None:
    """Where the one phrase that is looked for first stands as it is; None where it is not so simple."""
    ((phrase, unfinished), *others) = _phrases(looked_for)
    low = text.lower()
    if others or (not text.isascii() and (len(phrase) > 1 or len(low) != len(text))):
        return None
    found = (start for start, _ in _as_it_is(low, phrase, unfinished))
    if not text.isascii():
        # A letter may have marks of its own behind it, and go on then.
        found = (start for start in found if _is_word(text, start, phrase[0], unfinished=unfinished))
    return next(found, None)


def _is_word(text: str, start: int, word: str, *, unfinished: bool) -> bool:
    if start and unicodedata.combining(text[start - 1]):
        return False
    form = form_at(text, start)
    return form.startswith(word) if unfinished else form == word


def _phrases(looked_for: Sequence[Term]) -> Iterator[tuple[Phrase, bool]]:
    """Each phrase, and whether its last word may go on."""
    for term in looked_for:
        for alternative in term.alternatives:
            for n, phrase in enumerate(alternative, 1):
                yield phrase, term.unfinished and n == len(alternative)


# --- in a text of ASCII, which can be looked through as it is -------------------------------------------------
#
# Not by a pattern of what is looked for, which `re` would remember: it may be a victim's name.


def _as_it_is(low: str, phrase: Phrase, unfinished: bool) -> Iterator[tuple[int, int]]:  # noqa: FBT001 - of a pair
    """Where the words stand one after the other in a text of lower case letters."""
    first, *others = phrase
    for start, stop in _whole_words(low, first, unfinished=unfinished and not others):
        end = stop
        for n, word in enumerate(others, 1):
            begin = _GAP.match(low, end).end()  # type: ignore[union-attr]  # it matches nothing, too
            end = _end_of(low, word, begin, unfinished=unfinished and n == len(others))
            if not end:
                break
        else:
            yield start, end


def _whole_words(low: str, word: str, *, unfinished: bool) -> Iterator[tuple[int, int]]:
    at = low.find(word)
    while at >= 0:
        end = _end_of(low, word, at, unfinished=unfinished)
        if end and not low[at - 1 : at].isalnum():
            yield at, end
        at = low.find(word, end or at + 1)


def _end_of(low: str, word: str, at: int, *, unfinished: bool) -> int:
    """Where a word ends that begins there; 0 where it is another one."""
    if not low.startswith(word, at):
        return 0
    end = at + len(word)
    while low[end : end + 1].isalnum():
        if not unfinished:
            return 0
        end += 1
    return end


def _is_plain(text: str) -> bool:
    """Whether the words of an ASCII text are words in one way only."""
    # One quick look for all of it first: to look behind for a letter takes time.
    return not _DIGIT_OR_SIGN.search(text) or not (JOINT.search(text) or _DIGIT.search(text))


def _may_stand_otherwise(text: str, low: str, found: Sequence[_Found]) -> bool:
    """Whether words that are written apart or joined may be more of it, or the same of it longer."""
    letters = low.translate(_SIGNS)
    return any(_may_be_more(text, letters, each) for each in found)


def _may_be_more(text: str, letters: str, found: _Found) -> bool:
    wanted = "".join(found.phrase)
    if wanted.isdigit():
        # A number is found in forms of which not every digit is written.
        return True
    if found.unfinished and any(_may_go_on(text, *place) for place in found.places):
        return True
    return _count(letters, wanted) > len(found.places)


def _may_go_on(text: str, start: int, end: int) -> bool:
    return text[end : end + 1] in JOINTS or _CAPITALS.fullmatch(text, start, end) is not None


def _count(letters: str, wanted: str) -> int:
    """How often it is there, overlapping itself too."""
    count, at = 0, letters.find(wanted)
    while at >= 0:
        count, at = count + 1, letters.find(wanted, at + 1)
    return count


# --- in any text, word by word in every form ------------------------------------------------------------------


def _in_any_form(text: str, looked_for: Sequence[Term]) -> Iterator[tuple[int, int]]:
    apart = words(text)
    one_by_one = list(map(as_one, joined_runs(text)))
    alone = [*apart, *one_by_one, *extras(text)]
    in_phrases = (apart, joined(text, apart)) if one_by_one else (apart,)
    for phrase, unfinished in _phrases(looked_for):
        for listed in (alone,) if len(phrase) == 1 else in_phrases:
            yield from _standing(listed, phrase, unfinished=unfinished)


def _standing(listed: Sequence[Word], phrase: Phrase, *, unfinished: bool) -> Iterator[tuple[int, int]]:
    *before, last = phrase
    for n in range(len(before), len(listed)):
        form = listed[n].form
        if form != last and not (unfinished and form.startswith(last)):
            continue
        first = n - len(before)
        if all(listed[first + at].form == word for at, word in enumerate(before)):
            yield listed[first].start, listed[n].end


def _merged(found: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if out and start < out[-1][1]:
            out[-1] = out[-1][0], max(end, out[-1][1])
        else:
            out.append((start, end))
    return out
