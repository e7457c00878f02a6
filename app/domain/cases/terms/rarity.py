"""When a single word names somebody by itself: the rarer the word, the less it takes."""

from enum import StrEnum
from typing import Final

from app.domain.cases.terms.parts import Guard, Part
from app.domain.cases.terms.vocabulary import Vocabulary

_INITIALS: Final = 2
_SHORT: Final = 3


class Alone(StrEnum):
    """How a single word must stand to be taken for the name."""

    ANY = "any"
    """In any case: no other word is written so."""
    SHORT = "short"
    """In small letters or with a capital; all in capitals only among others: abbreviations have three letters."""
    CAPITAL = "capital"
    """With a capital: it is a word, but no everyday one."""
    SENTENCE = "sentence"
    """With a capital where only a name has one, or as the only word of its line, field or cell."""
    NEVER = "never"
    """Only beside another part."""


def alone(vocabulary: Vocabulary, word: str, *, sole: bool = False) -> Alone:
    """The rule for a folded word; `sole` if it is the only word of the name."""
    if word in vocabulary.calendar or word in vocabulary.places or word in vocabulary.headings:
        return Alone.NEVER
    if not word.isascii():
        return Alone.ANY
    if len(word) <= _INITIALS:
        return Alone.SENTENCE if sole and len(word) == _INITIALS else Alone.NEVER
    if vocabulary.is_everyday(word):
        return Alone.SENTENCE
    if vocabulary.is_ordinary(word):
        return Alone.CAPITAL
    return Alone.SHORT if len(word) == _SHORT else Alone.ANY


def chosen(part: Part, natural: Alone) -> Alone:
    """The rule once the member's choice for the part is heard: who asks for a common word alone gets its capital."""
    if part.guard is not Guard.ALONE:
        return Alone.NEVER
    return Alone.CAPITAL if natural is Alone.NEVER else natural
