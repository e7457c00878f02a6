"""The words of a text as a search compares them; `search_places` says where they stand in it.

Text and query go through the same folding. A word with an inner hyphen or apostrophe is there apart and joined ("re
offending", "reoffending"), so is what is written in groups: a number ("07700 900123") or a code ("AB12 CDE"). A number
that begins with the code of the country is there in its national form as well.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from app.domain.values.text import APOSTROPHES, HYPHENS, fold, word_pattern

Phrase = tuple[str, ...]
"""Words that stand next to each other."""
Alternative = tuple[Phrase, ...]
"""Phrases that all have to be there."""

JOINTS: Final = frozenset(HYPHENS + APOSTROPHES)
_STOPS: Final = ".!?;:\n"
_STOP: Final = re.compile(f"[{_STOPS}]")
# What is looked for first is rare: a text is gone through as fast as it can be.
JOINT: Final = re.compile(rf"[{re.escape(HYPHENS + APOSTROPHES)}](?<=[^\W_].)(?=[^\W_])")
_MOST_GROUPS: Final = 6
_LONGEST_CODE: Final = 15
"""Characters of a joined number or code: as many as a telephone number has at most (ITU-T E.164)."""
_SHORTEST_NUMBER: Final = 6
"""Digits from which groups of digits are one number: "3-5" is not 35."""
_CODES: Final = re.compile(
    rf"[A-Z0-9](?<![^\W_].)[A-Z0-9]*(?:[ ()./{re.escape(HYPHENS)}]{{1,3}}[A-Z0-9]+)*(?![^\W_])", re.ASCII
)
_GROUP: Final = re.compile(r"[A-Z0-9]+")
_DIGIT: Final = re.compile(r"\d", re.ASCII)
_TYPED: Final = re.compile(r'"([^"]+)"|(\S+)')
_TYPED_NUMBER: Final = re.compile(rf"[+(]*\d[\d()./{re.escape(HYPHENS)}]*", re.ASCII)
_LETTERS_THEN_DIGITS: Final = re.compile(r"([a-z]+)(\d+)", re.ASCII)
_MOST_CHUNKS: Final = 3
_WHOLE_NUMBER: Final = 11
"""Characters from which what comes next is another number."""
_TRUNK, _COUNTRY, _ABROAD = "0", "44", "00"
_NATIONAL: Final = range(11, 13)
"""Digits of a number of this country with the code of the country before it."""


class Word(NamedTuple):
    """A folded word, and where it stands in the text."""

    form: str
    start: int
    end: int


@dataclass(frozen=True)
class Term:
    """One thing that is looked for: any of its alternatives will do. The last word may be `unfinished`."""

    alternatives: tuple[Alternative, ...]
    unfinished: bool = False


def words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Every word of a text, apart. A word of which folding leaves nothing has the form "_", which nobody can type."""
    found = word_pattern(text).finditer(text, start, len(text) if end is None else end)
    return [Word(_form(one[0]), one.start(), one.end()) for one in found]


def form_at(text: str, start: int) -> str:
    """The form of the word that begins there; empty where none does."""
    found = word_pattern(text).match(text, start)
    return _form(found[0]) if found else ""


def _form(word: str) -> str:
    return word.lower() if word.isascii() else fold(word) or "_"


def joined(text: str, apart: Sequence[Word]) -> list[Word]:
    """Every word of a text, those with an inner hyphen or apostrophe as one."""
    return [as_one(run) for run in _joints(text, apart)]


def _joints(text: str, apart: Sequence[Word]) -> Iterator[Sequence[Word]]:
    first = 0
    for n in range(1, len(apart) + 1):
        if n == len(apart) or not _is_joint(text, apart[n - 1], apart[n]):
            yield apart[first:n]
            first = n


def _is_joint(text: str, before: Word, after: Word) -> bool:
    """Whether two words are one by what stands between them; figures never are: "3-5" is not 35."""
    figures = before.form.isdigit() and after.form.isdigit()
    return text[before.end : after.start] in JOINTS and not figures


def as_one(run: Sequence[Word]) -> Word:
    """Several words, of which nothing is left out, as one."""
    if len(run) == 1:
        return run[0]
    return Word("".join(word.form for word in run), run[0].start, run[-1].end)


def extras(text: str) -> Iterator[Word]:
    """What else a text is found by: parts of words with several joints, numbers and codes."""
    yield from _extras(text, joined_runs(text))


def _extras(text: str, runs: Iterable[Sequence[Word]]) -> Iterator[Word]:
    for run in runs:
        if len(run) > 2:  # noqa: PLR2004 - both of two are there as one word already
            yield from map(as_one, _parts(run))
    for found in _CODES.finditer(text) if _DIGIT.search(text) else ():
        if found[0].isalpha():
            continue
        groups = [
            Word(group[0].lower(), group.start(), group.end())
            for group in _GROUP.finditer(text, *found.span())
        ]
        for part in ([group] for group in groups), _parts(groups):
            for run in part:
                yield from _code(text, run)


def joined_runs(text: str) -> Iterator[Sequence[Word]]:
    """Words with an inner hyphen or apostrophe, each as its parts."""
    return _longer(_joined_sentences(text))


def _longer(sentences: Iterable[Sequence[Sequence[Word]]]) -> Iterator[Sequence[Word]]:
    return (run for runs in sentences for run in runs if len(run) > 1)


def _joined_sentences(text: str) -> Iterator[list[Sequence[Word]]]:
    """The words of each sentence that has such a word in it."""
    end = 0
    for joint in JOINT.finditer(text):
        at = joint.start()
        if at < end:
            continue
        start = 1 + max(text.rfind(stop, end, at) for stop in _STOPS)
        stop = _STOP.search(text, at)
        end = stop.start() if stop else len(text)
        runs = list(_joints(text, words(text, start, end)))
        if any(len(run) > 1 for run in runs):
            yield runs


def _parts(run: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """Every part of a run that has two words or more."""
    for first in range(len(run)):
        for last in range(first + 2, min(first + _MOST_GROUPS, len(run)) + 1):
            yield run[first:last]


def _code(text: str, run: Sequence[Word]) -> Iterator[Word]:
    one = as_one(run)
    if len(one.form) > _LONGEST_CODE or one.form.isalpha():
        return
    if one.form.isdigit():
        if len(one.form) < _SHORTEST_NUMBER:
            return
        is_abroad = text[one.start - 1 : one.start] == "+"
        for form in _numbers(one.form, is_abroad=is_abroad):
            if len(run) > 1 or form != one.form:
                yield one._replace(form=form)
    elif len(run) > 1:
        yield one


def _numbers(digits: str, *, is_abroad: bool) -> Iterator[str]:
    """A number as it is written, without "00", and as it is dialled within the country."""
    yield digits
    if digits.startswith(_ABROAD):
        digits, is_abroad = digits.removeprefix(_ABROAD), True
        yield digits
    if is_abroad and digits.startswith(_COUNTRY):
        yield _TRUNK + digits.removeprefix(_COUNTRY).removeprefix(_TRUNK)


# --- what the index holds -------------------------------------------------------------------------------------


def indexed(title: str, body: str) -> tuple[str, str]:
    """What the index holds: the words of the body, then those of the title with all that is joined in either.

    A sentence with a joined word is there once more, so that such a word is found in a phrase too.
    """
    also = _folded(title)
    for text in (title, body):
        sentences = list(_joined_sentences(text))
        also += (as_one(run).form for runs in sentences for run in runs)
        also += dict.fromkeys(word.form for word in _extras(text, _longer(sentences)))
    return " ".join(_folded(body)), " ".join(also)


def _folded(text: str) -> list[str]:
    if text.isascii():
        return word_pattern(text).findall(text.lower())
    return [_form(word) for word in word_pattern(text).findall(text)]


# --- what was typed -------------------------------------------------------------------------------------------


def terms(typed: str) -> tuple[Term, ...]:
    """What was typed: all words occur, "quoted words" together; the last may be unfinished unless it is quoted."""
    chunks = [(quoted or word, bool(quoted)) for quoted, word in _TYPED.findall(typed)]
    found = list(dict.fromkeys(one for one in _read(chunks) if one))
    unfinished = not typed.rstrip().endswith('"')
    return tuple(Term(one, unfinished and n == len(found)) for n, one in enumerate(found, 1))


def _read(chunks: Sequence[tuple[str, bool]]) -> Iterator[tuple[Alternative, ...]]:
    if code := _typed_code(chunks):
        yield code
        return
    at = 0
    while at < len(chunks):
        number: list[str] = []
        while at < len(chunks) and _goes_on(number, *chunks[at]):
            number.append(chunks[at][0])
            at += 1
        if number:
            yield from _typed_number(number)
        else:
            yield _typed_words(chunks[at][0])
            at += 1


def _goes_on(number: Sequence[str], chunk: str, quoted: bool) -> bool:  # noqa: FBT001 - a pair handed on
    """Whether what was typed next is one more group of a number."""
    if quoted or not _TYPED_NUMBER.fullmatch(chunk):
        return False
    begins = chunk.startswith(("+", _ABROAD)) or sum(map(len, number)) >= _WHOLE_NUMBER
    return not (number and begins)


def _typed_code(chunks: Sequence[tuple[str, bool]]) -> tuple[Alternative, ...]:
    """All that was typed as a code in groups ("ab12 cde"), or nothing where it is none."""
    if not 1 < len(chunks) <= _MOST_CHUNKS:
        return ()
    groups = [chunk.lower() for chunk, quoted in chunks if not quoted and chunk.isascii() and chunk.isalnum()]
    code = "".join(groups)
    if len(groups) < len(chunks) or len(code) > _LONGEST_CODE:
        return ()
    if code.isalpha() or code.isdigit():
        return ()
    return tuple((group,) for group in groups), ((code,),)


def _typed_number(groups: Sequence[str]) -> Iterator[tuple[Alternative, ...]]:
    """The groups of a number, or the number in any of its forms; short ones are words by themselves."""
    digits = "".join(char for group in groups for char in group if char.isdigit())
    if not _SHORTEST_NUMBER <= len(digits) <= _LONGEST_CODE:
        yield from map(_typed_words, groups)
        return
    is_abroad = groups[0].startswith("+") or (digits.startswith(_COUNTRY) and len(digits) in _NATIONAL)
    apart = tuple(tuple(word.form for word in words(group)) for group in groups)
    forms = (((form,),) for form in _numbers(digits, is_abroad=is_abroad))
    yield tuple(dict.fromkeys((apart, *forms)))


def _typed_words(chunk: str) -> tuple[Alternative, ...]:
    if chunk.isascii() and chunk.isalpha():
        return (((chunk.lower(),),),)
    apart = words(chunk)
    if not apart:
        return ()
    spelled = [tuple(word.form for word in apart), tuple(word.form for word in joined(chunk, apart))]
    if len(apart) == 1 and (both := _LETTERS_THEN_DIGITS.fullmatch(apart[0].form)):
        spelled.append((both[1], both[2]))
    digits = "".join(spelled[0])
    if len(apart) > 1 and digits.isdigit() and _SHORTEST_NUMBER <= len(digits) <= _LONGEST_CODE:
        spelled += [(form,) for form in _numbers(digits, is_abroad="+" in chunk)]
    return tuple((phrase,) for phrase in dict.fromkeys(spelled))
