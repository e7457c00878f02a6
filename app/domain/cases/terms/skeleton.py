"""Whether a stretch of the skeleton is a spelling of a part, or only holds its letters by chance."""

import re
from dataclasses import dataclass
from enum import Enum, auto
from itertools import accumulate
from typing import Final

from app.domain.cases.terms import wording
from app.domain.cases.terms.numerals import NUMERALS
from app.domain.cases.terms.parts import Part
from app.domain.cases.terms.view import FIELD, View
from app.domain.cases.terms.vocabulary import Vocabulary

_PIECE: Final = re.compile(r"[^\W_]+")
_SENTENCE_END: Final = re.compile(r"[.!?;:]\s")
_BROKEN_WORD: Final = re.compile(r"(?<=[^\W_])-\s*\n\s*(?=[^\W_])")
_DIGITS_BEFORE: Final = re.compile(r"\d+\Z")
_NUMBER_BEFORE: Final = re.compile(r"\d{3,}[\s().-]{0,2}\Z")
_PREFIX_BEFORE: Final = re.compile(
    r"(?:(?:\+|\b00)\s?\d{1,3}[\s.-]?)?(?:\(0\)[\s.-]?)?\(?\d{0,2}\)?[\s.-]?\Z"
)
_LONGEST_PREFIX: Final = 5
"""Digits of a country's code and the trunk 0 with it: 00353, 0044."""
_SHORTEST_EXCHANGE: Final = 6
_SHORTEST_GLUED: Final = 4
_SHORTEST_BROKEN: Final = 5
_SHORTEST_AT_AN_END: Final = 7
_SHORTEST_IN_WORDS: Final = 10
_INFLECTION: Final = 3
_MOST_PIECES: Final = 7


class Fit(Enum):
    """How a spelling must stand in the text around it."""

    WORDS = auto()
    CASED = auto()
    """As WORDS; its words are plain English, and stand for a name only with capitals."""
    CAPITAL = auto()
    """As WORDS, but not the word by itself in small letters: it is one that others use."""
    DISGUISED = auto()
    """As WORDS, but only in disguise: it is an everyday word."""
    HANDLE = auto()
    """As WORDS, but it may be told in words that are all known: "sunflower girl"."""
    POSTCODE = auto()
    """Anywhere, in the midst of a word too."""
    GLYPHS = auto()
    """Anywhere: the script puts no blanks between words."""
    DIGITS = auto()
    """Behind any prefix of a telephone."""
    RUN = auto()
    """A whole run of digits."""
    PLATE = auto()
    PERMITTED = auto()
    """Exactly, and as whole words: it is what may stand."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way to write a part. `joints` are the ends of its words among its letters."""

    letters: str
    joints: frozenset[int]
    fit: Fit
    line: int = -1
    part: Part | None = None
    in_pair: bool = False
    """It counts only near another part of its line."""


def spelling(
    spelt: str, fit: Fit, line: int = -1, part: Part | None = None, *, in_pair: bool = False
) -> Spelling:
    """The spelling of a folded text; its words are divided by anything that is no letter or digit."""
    words = _PIECE.findall(spelt)
    return Spelling("".join(words), frozenset(accumulate(map(len, words))), fit, line, part, in_pair)


def exchanged(seen: list[str], meant: str) -> int | None:
    """How many characters are put for others; None if that makes another word of it."""
    count = 0
    for one, other in zip(seen, meant, strict=True):
        if one == other:
            continue
        if (
            one.isalpha()
            and other.isalpha()
            and not ({one, other} <= {"i", "l"} and len(meant) >= _SHORTEST_EXCHANGE)
        ):
            return None
        count += 1
    most = len(meant) * 2 // 3 if meant.isdigit() else len(meant) // 2
    return count if count <= most else None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the folded text that has the letters of a spelling."""

    view: View
    start: int
    end: int
    spelling: Spelling
    exchanged: int

    @property
    def text(self) -> str:
        """The stretch itself."""
        return self.view.folded[self.start : self.end]

    @property
    def before(self) -> str:
        """The character before it, empty at the beginning."""
        return self.view.folded[self.start - 1 : self.start]

    @property
    def after(self) -> str:
        """The character behind it, empty at the end."""
        return self.view.folded[self.end : self.end + 1]

    @property
    def starts(self) -> bool:
        """Whether a word begins with it."""
        return self.view.starts_word(self.start)

    @property
    def ends(self) -> bool:
        """Whether a word, or but its plural "s", ends with it."""
        if self.view.ends_word(self.end):
            return True
        return self.after == "s" and self.view.ends_word(self.end + 1) and not self.text[-1:].isdigit()

    def turns_before(self) -> bool:
        """Whether a word may begin there: at its edge, at a turn from digits to letters, or at a capital."""
        if self.starts or self.before.isdigit() != self.text[0].isdigit():
            return True
        raw, at = self.view.raw, self.view.raw_at(self.start)
        return raw[at].isupper() and not raw[at - 1 : at].isupper()

    def turns_behind(self) -> bool:
        """Whether a word may end there."""
        if self.ends or self.after.isdigit() != self.text[-1].isdigit():
            return True
        raw, at = self.view.raw, self.view.raw_at(self.end - 1)
        return raw[at + 1 : at + 2].isupper() and not raw[at].isupper()

    def token(self) -> str:
        """The whole word around a stretch without blanks, as far as 40 characters to each side."""
        folded = self.view.folded
        head = re.search(r"[^\W_]*\Z", folded[max(0, self.start - 40) : self.start])
        tail = re.match(r"[^\W_]*", folded[self.end : self.end + 40])
        return (head[0] if head else "") + self.text + (tail[0] if tail else "")


def stands(spelling: Spelling, view: View, start: int, end: int, vocabulary: Vocabulary) -> bool:
    """Whether the stretch is that spelling."""
    count = exchanged([char for char in view.folded[start:end] if char.isalnum()], spelling.letters)
    if count is None:
        return False
    stretch = Stretch(view, start, end, spelling, count)
    match spelling.fit:
        case Fit.GLYPHS:
            return True
        case Fit.PERMITTED:
            return count == 0 and stretch.starts and stretch.ends
        case Fit.POSTCODE:
            return _is_postcode(stretch)
        case Fit.DIGITS:
            return _is_telephone(stretch)
        case Fit.RUN:
            return _is_run(stretch)
        case Fit.PLATE:
            return _is_plate(stretch)
        case _:
            return _is_words(stretch, vocabulary)


def _meets_joints(here: Stretch, pieces: list[str]) -> bool:
    """Whether its words end where words of the detail do."""
    return set(accumulate(map(len, pieces))) <= here.spelling.joints


def _is_postcode(here: Stretch) -> bool:
    if here.after.isdigit() or (here.before.isdigit() and here.text[0].isdigit()):
        return False
    if not (here.starts and here.ends) and (
        here.exchanged or not _meets_joints(here, _PIECE.findall(here.text))
    ):
        return False
    # M1 1AE stands in RM1 1AE, which is another town.
    is_short_area = here.text[1:2].isdigit() and here.before.isalpha()
    return not (is_short_area and here.view.starts_word(here.start - 1))


def _is_telephone(here: Stretch) -> bool:
    if here.after.isdigit():
        return False
    prefix = _DIGITS_BEFORE.search(here.view.folded[max(0, here.start - _LONGEST_PREFIX - 1) : here.start])
    return prefix is None or len(prefix[0]) <= _LONGEST_PREFIX


def with_prefix(view: View, start: int) -> int:
    """Where a telephone begins with the prefix before its last nine digits: "+44 (0)"."""
    prefix = _PREFIX_BEFORE.search(view.folded[max(0, start - 12) : start])
    text = prefix[0] if prefix else ""
    return start - len(text.lstrip()) if any(map(str.isdigit, text)) else start


def _is_run(here: Stretch) -> bool:
    if here.exchanged or not (here.starts and here.ends):
        return False
    return not _NUMBER_BEFORE.search(here.view.folded[max(0, here.start - 8) : here.start])


def _is_plate(here: Stretch) -> bool:
    pieces = _PIECE.findall(here.text)
    if len(pieces) > _MOST_PIECES or not any(char.isdigit() for char in here.text):
        return False
    if here.starts and here.ends:
        return True
    is_glued = (here.starts or here.before.isalpha()) and (here.ends or here.after.isalpha())
    return is_glued and len(pieces) == 1 and not here.exchanged


def _is_words(here: Stretch, vocabulary: Vocabulary) -> bool:
    pieces = _PIECE.findall(here.text.replace("'", ""))
    if not _is_disguised_enough(here, pieces):
        return False
    if here.exchanged and len(pieces) == 1 and here.text.isalpha() and vocabulary.is_known(here.text):
        return False
    if len(pieces) == 1:
        return _is_one_word(here, vocabulary)
    if here.spelling.fit is Fit.CASED and not _has_capitals(here):
        return False
    if not (here.turns_before() and here.turns_behind()):
        return False
    if all(len(piece) == 1 for piece in pieces) or _meets_joints(here, pieces):
        return True
    return _is_broken(here, pieces, vocabulary)


def _is_disguised_enough(here: Stretch, pieces: list[str]) -> bool:
    """Whether an ordinary word stands there as it does nowhere else."""
    if here.spelling.fit is Fit.DISGUISED:
        return here.exchanged > 0 or all(len(piece) == 1 for piece in pieces)
    if here.spelling.fit is Fit.CAPITAL:
        is_word = len(pieces) == 1 and here.token().removesuffix("s") == here.text.removesuffix("s")
        return here.view.is_cased(here.start) or not is_word or here.exchanged > 0
    return True


def _is_one_word(here: Stretch, vocabulary: Vocabulary) -> bool:
    word, size = here.text.replace("'", ""), len(here.spelling.letters)
    if len(here.spelling.joints) > 1 and (vocabulary.is_known(word) or vocabulary.is_name(word)):
        return False  # "Bellamy" is not Amy Bell turned round
    if here.starts and here.ends:
        return True
    turns = here.turns_before(), here.turns_behind()
    if all(turns) and size >= _SHORTEST_GLUED:
        return not (size == _SHORTEST_GLUED and _head(here) in wording.PARTICLES)  # "McEwan"
    if not any(turns) or size < _SHORTEST_AT_AN_END:
        return False
    token = here.token()
    is_inflected = here.starts and len(token) - len(here.text) <= _INFLECTION
    return not (is_inflected or vocabulary.is_known(token) or vocabulary.is_name(token))


def _head(here: Stretch) -> str:
    return here.token().partition(here.text)[0]


def _has_capitals(here: Stretch) -> bool:
    """Whether all its words have a capital; letters one by one need none."""
    if _SENTENCE_END.search(here.text):
        return False
    words = list(_PIECE.finditer(here.text))
    if max(len(word[0]) for word in words) == 1:
        return True
    small = wording.LINKS | wording.PARTICLES | NUMERALS
    starts = (here.start + word.start() for word in words if word[0] not in small)
    return all(here.view.is_cased(at) or here.view.folded[at].isdigit() for at in starts)


def _is_contraction(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a blank behind an apostrophe ends another word: "There's a" is not Theresa."""
    return any(
        "'" in word and not vocabulary.is_known(word.replace("'", "")) and vocabulary.is_known(word)
        for word in text.split()[:-1]
    )


def _is_broken(here: Stretch, pieces: list[str], vocabulary: Vocabulary) -> bool:
    """Whether words that stand beside each other are a broken detail, and not words of their own."""
    size = len(here.spelling.letters)
    if _SENTENCE_END.search(here.text) or _is_contraction(here.text, vocabulary):
        return False
    is_told = len(here.spelling.joints) > 1 or here.spelling.fit is Fit.HANDLE
    if is_told and size >= _SHORTEST_IN_WORDS:
        return True
    whole = _BROKEN_WORD.sub("", here.text)
    if not any(map(str.isspace, whole)):
        return True
    if size < _SHORTEST_BROKEN:
        return False
    if FIELD in whole:
        return True
    return any(not vocabulary.is_known(piece) and not piece.isdigit() for piece in pieces)
