"""Whether a stretch of the skeleton is a spelling of a part, or only holds its letters by chance."""

import re
from typing import Final

from app.domain.cases.terms import wording
from app.domain.cases.terms.codes import is_plate, is_postcode, is_run, is_telephone
from app.domain.cases.terms.numerals import NUMERALS
from app.domain.cases.terms.spelling import PIECE, Fit, Spelling
from app.domain.cases.terms.stretch import Stretch, exchanged
from app.domain.cases.terms.view import FIELD, View
from app.domain.cases.terms.vocabulary import Vocabulary

_SENTENCE_END: Final = re.compile(r"[.!?;:]\s")
_BROKEN_WORD: Final = re.compile(r"(?<=[^\W_])-\s*\n\s*(?=[^\W_])")
_SHORTEST_EXCHANGED: Final = 6
_SHORTEST_GLUED: Final = 4
_SHORTEST_BROKEN: Final = 5
_SHORTEST_AT_AN_END: Final = 7
_SHORTEST_IN_WORDS: Final = 10
_INFLECTION: Final = 3


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
            return is_postcode(stretch)
        case Fit.DIGITS:
            return is_telephone(stretch)
        case Fit.RUN:
            return is_run(stretch)
        case Fit.PLATE:
            return is_plate(stretch)
        case _:
            return _is_words(stretch, vocabulary)


def _is_words(here: Stretch, vocabulary: Vocabulary) -> bool:
    pieces = PIECE.findall(here.text.replace("'", ""))
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
    is_spelt_out = all(len(piece) == 1 for piece in pieces)
    # "a 1.3.x" has half of Alex.
    if is_spelt_out and (not here.exchanged or len(pieces) >= _SHORTEST_EXCHANGED):
        return True
    if here.meets_joints(pieces):
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
    words = list(PIECE.finditer(here.text))
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
    is_sure = len(here.spelling.joints) > 1 or here.spelling.fit is Fit.HANDLE
    if is_sure and size >= _SHORTEST_IN_WORDS:
        return True
    whole = _BROKEN_WORD.sub("", here.text)
    if not any(map(str.isspace, whole)):
        return True
    if size < _SHORTEST_BROKEN:
        return False
    if FIELD in whole:
        return True
    return any(not vocabulary.is_known(piece) and not piece.isdigit() for piece in pieces)
