"""The words of a text as a search compares them, and where they stand in it.

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

_JOINTS: Final = frozenset(HYPHENS + APOSTROPHES)
_SENTENCE: Final = re.compile(r"[^.!?;:\n]+")
_JOINT: Final = re.compile(rf"(?<=[^\W_])[{re.escape(HYPHENS + APOSTROPHES)}](?=[^\W_])")
_MOST_GROUPS: Final = 6
_LONGEST_CODE: Final = 15
"""Characters of a joined number or code: as many as a telephone number has at most (ITU-T E.164)."""
_SHORTEST_NUMBER: Final = 6
"""Digits from which groups of digits are one number: "3-5" is not 35."""
_CODES: Final = re.compile(
    rf"(?<![^\W_])[A-Z0-9]+(?:[ ()./{re.escape(HYPHENS)}]{{1,3}}[A-Z0-9]+)*(?![^\W_])", re.ASCII
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


def _form(word: str) -> str:
    return word.lower() if word.isascii() else fold(word) or "_"


def joined(text: str, apart: Sequence[Word]) -> list[Word]:
    """Every word of a text, those with an inner hyphen or apostrophe as one."""
    return [_one(run) for run in _joints(text, apart)]


def _joints(text: str, apart: Sequence[Word]) -> Iterator[Sequence[Word]]:
    first = 0
    for n in range(1, len(apart) + 1):
        if n == len(apart) or not _is_joint(text, apart[n - 1], apart[n]):
            yield apart[first:n]
            first = n


def _is_joint(text: str, before: Word, after: Word) -> bool:
    """Whether two words are one by what stands between them; figures never are: "3-5" is not 35."""
    figures = before.form.isdigit() and after.form.isdigit()
    return text[before.end : after.start] in _JOINTS and not figures


def _one(run: Sequence[Word]) -> Word:
    if len(run) == 1:
        return run[0]
    return Word("".join(word.form for word in run), run[0].start, run[-1].end)


def extras(text: str) -> Iterator[Word]:
    """What else a text is found by: parts of words with several joints, numbers and codes."""
    for run in _joined_runs(text):
        if len(run) > 2:  # noqa: PLR2004 - both of two are there as one word already
            yield from map(_one, _parts(run))
    for found in _CODES.finditer(text):
        if found[0].isalpha():
            continue
        groups = [
            Word(group[0].lower(), group.start(), group.end())
            for group in _GROUP.finditer(text, *found.span())
        ]
        for part in ([group] for group in groups), _parts(groups):
            for run in part:
                yield from _code(text, run)


def _joined_runs(text: str) -> Iterator[Sequence[Word]]:
    """Words with an inner hyphen or apostrophe, each as its parts."""
    return (run for runs in _joined_sentences(text) for run in runs if len(run) > 1)


def _joined_sentences(text: str) -> Iterator[list[Sequence[Word]]]:
    """The words of each sentence that has such a word in it."""
    if not _JOINT.search(text):
        return
    for sentence in _SENTENCE.finditer(text):
        if _JOINT.search(text, *sentence.span()):
            runs = list(_joints(text, words(text, *sentence.span())))
            if any(len(run) > 1 for run in runs):
                yield runs


def _parts(run: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """Every part of a run that has two words or more."""
    for first in range(len(run)):
        for last in range(first + 2, min(first + _MOST_GROUPS, len(run)) + 1):
            yield run[first:last]


def _code(text: str, run: Sequence[Word]) -> Iterator[Word]:
    one = _one(run)
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
        also += (_one(run).form for runs in _joined_sentences(text) for run in runs)
        also += dict.fromkeys(word.form for word in extras(text))
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
    begins = chunk.startswith(("+", _ABROAD)) or sum(map(len, number)) >= _WHOLE_NUMBER
    return not quoted and _TYPED_NUMBER.fullmatch(chunk) is not None and not (number and begins)


def _typed_code(chunks: Sequence[tuple[str, bool]]) -> tuple[Alternative, ...]:
    """All that was typed as a code in groups ("ab12 cde"), or nothing where it is none."""
    groups = [chunk.lower() for chunk, quoted in chunks if not quoted and chunk.isascii() and chunk.isalnum()]
    code = "".join(groups)
    if not 1 < len(groups) == len(chunks) <= _MOST_CHUNKS or len(code) > _LONGEST_CODE:
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


# --- where it stands ------------------------------------------------------------------------------------------


def places(text: str, looked_for: Sequence[Term]) -> list[tuple[int, int]]:
    """Where what is looked for stands in a text, in order and none within another."""
    if text.isascii() and not _JOINT.search(text) and not _DIGIT.search(text):
        return _merged(_in_plain(text.lower(), looked_for))
    apart = words(text)
    as_one = list(map(_one, _joined_runs(text)))
    alone = [*apart, *as_one, *extras(text)]
    in_phrases = (apart, joined(text, apart)) if as_one else (apart,)
    found: list[tuple[int, int]] = []
    for phrase, unfinished in _phrases(looked_for):
        for listed in (alone,) if len(phrase) == 1 else in_phrases:
            found += _standing(listed, phrase, unfinished=unfinished)
    return _merged(found)


def _phrases(looked_for: Sequence[Term]) -> Iterator[tuple[Phrase, bool]]:
    """Each phrase, and whether its last word may go on."""
    for term in looked_for:
        for alternative in term.alternatives:
            for n, phrase in enumerate(alternative, 1):
                yield phrase, term.unfinished and n == len(alternative)


def _in_plain(text: str, looked_for: Sequence[Term]) -> Iterator[tuple[int, int]]:
    """Where it stands in lower case letters that are words in one way only: there it can be looked for as it is.

    Not by a pattern, which `re` would remember: it may be a victim's name.
    """
    apart: list[Word] = []
    for phrase, unfinished in _phrases(looked_for):
        if len(phrase) == 1:
            yield from _whole_words(text, phrase[0], unfinished=unfinished)
        else:
            apart = apart or words(text)
            yield from _standing(apart, phrase, unfinished=unfinished)


def _whole_words(text: str, word: str, *, unfinished: bool) -> Iterator[tuple[int, int]]:
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        while unfinished and text[end : end + 1].isalnum():
            end += 1
        if not text[end : end + 1].isalnum() and not text[at - 1 : at].isalnum():
            yield at, end
        at = text.find(word, end)


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
