"""Finds names and organisations among the words of a piece of a line."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from app.domain.cases.terms import wording
from app.domain.cases.terms.folding import APOSTROPHES
from app.domain.cases.terms.parts import Field
from app.domain.cases.terms.vocabulary import Vocabulary

_SIGNS = '.,:;!?*"“”' + APOSTROPHES + "+=<>[]{}#"
_AND = frozenset({"&", "+", "and"})
_SURNAMES_TOO = frozenset({"church", "chapel", "temple", "law", "bar", "garage", "park", "store", "school"})


@dataclass(slots=True)
class Run:
    """Words side by side that name one thing, and what stood before them."""

    words: list[str] = field(default_factory=list)
    after_relation: bool = False
    """A title or a relation stood before it: it is a person."""
    at_work: bool = False
    joined: bool = False
    """Its words are joined with "&"."""


@dataclass(frozen=True, slots=True)
class Said:
    """What was said about the words that follow."""

    at_work: bool = False
    is_person: bool = False


NOTHING_SAID: Final = Said()


@dataclass(frozen=True, slots=True)
class Piece:
    """The runs of a piece, and its other words."""

    runs: tuple[Run, ...]
    others: tuple[str, ...]
    """Words that were neither a name nor one of those that say who somebody is."""
    said: Said = NOTHING_SAID
    """What it said of the piece behind it, if it named nothing itself: "Husband:", "Employer:"."""


class _Reader:
    """Goes through the words of one piece, left to right."""

    def __init__(self, vocabulary: Vocabulary, where: Field, said: Said, *, small: bool) -> None:
        self.vocabulary, self.where, self.small = vocabulary, where, small
        self.runs: list[Run] = []
        self.others: list[str] = []
        self.at_work = said.at_work or where is Field.WORKPLACES
        self.after_relation = said.is_person
        self.open: Run | None = None

    def read(self, words: list[str]) -> None:
        for word, following in pairwise([*words, ""]):
            self._word(word.strip(_SIGNS), following.strip(_SIGNS))

    def _word(self, word: str, following: str) -> None:
        low = self._fold(word)
        if not low:
            if word == "&":
                self._and(word, following)
        elif word.lower() in _AND:
            self._and(word, following)
        elif self.open and self._goes_on(self.open, word, low, following):
            self.open.words.append(word)
        elif low in wording.PARTICLES and _is_cased(following):
            self._add(word)
        elif self._is_said_about(low, word, following):
            self._said(low)
        elif self._names(word, low):
            self._add(word)
        else:
            self.open = None
            self.others.append(word)

    def _goes_on(self, run: Run, word: str, low: str, following: str) -> bool:
        """Words that belong to what is open, though elsewhere they say something about it."""
        if low in wording.ORGANISATION_WORDS and not (low in wording.RELATIONS or self.where is Field.NAMES):
            return True
        if self.small and len(run.words) == 1 and not self._is_said_about(low, word, following):
            return True
        # "Kerensa Child": behind another word of a name it is one.
        if self.where is Field.NAMES:
            return _is_cased(word) and low not in wording.FORMS_OF_ADDRESS | {"nee", "aka"}
        is_surname = self.vocabulary.is_name(low) and low not in {"son", "sons"}
        return is_surname and _is_cased(word) and not following and len(run.words) == 1

    def _is_said_about(self, low: str, word: str, following: str) -> bool:
        if (
            low in wording.ORGANISATION_WORDS
            and low not in wording.RELATIONS
            and _is_cased(word)
            and _is_cased(following)
        ):
            return False
        if low in wording.LABELS or low in wording.RELATIONS or low in wording.FORMS_OF_ADDRESS:
            return True
        # See, So and An are names as well.
        return low in wording.SMALL_WORDS and not (self.where is Field.NAMES and _is_cased(word))

    def _said(self, low: str) -> None:
        self.open = None
        self.at_work = self.at_work or low in wording.AT_WORK
        if low in wording.RELATIONS or low in wording.FORMS_OF_ADDRESS or low in wording.NETWORKS:
            self.after_relation = True

    def _names(self, word: str, low: str) -> bool:
        if not any(char.isalpha() for char in word):
            return False
        if _is_cased(word):
            return True
        if not self.small:
            return False
        return self.where is Field.NAMES or self.after_relation or not self.vocabulary.is_ordinary(low)

    def _add(self, word: str) -> None:
        if self.open is None:
            self.open = Run(after_relation=self.after_relation, at_work=self.at_work)
            self.runs.append(self.open)
            self.after_relation = False
        self.open.words.append(word)

    def _and(self, word: str, following: str) -> None:
        """Joins the names of a firm, and parts those of two people."""
        run = self.open
        if run and _is_cased(following) and (word == "&" or run.at_work or self._is_organisation(run)):
            run.words.append("and")
            run.joined = True
        else:
            self.open = None

    def _is_organisation(self, run: Run) -> bool:
        return any(self._fold(word) in wording.TELLING_ORGANISATION_WORDS for word in run.words)

    def _fold(self, word: str) -> str:
        folded = self.vocabulary.seen.fold(word).replace("'s", "").strip("' -.")
        return folded if any(map(str.isalnum, folded)) else ""


def read(vocabulary: Vocabulary, where: Field, piece: str, said: Said, *, small: bool = False) -> Piece:
    """Sort the words of a piece; `small` if the whole line was typed without a capital."""
    reader = _Reader(vocabulary, where, said, small=small)
    reader.read(piece.split())
    behind = NOTHING_SAID if reader.runs else Said(reader.at_work, reader.after_relation)
    return Piece(tuple(reader.runs), tuple(reader.others), behind)


def is_organisation(vocabulary: Vocabulary, run: Run, where: Field) -> bool:
    """Whether a run names a firm, school or the like, and not a person."""
    if run.at_work:
        return True
    words = [vocabulary.seen.fold(word) for word in run.words]
    if where is Field.NAMES or (run.after_relation and len(words) == 1):
        return False
    if run.joined:
        return not all(
            vocabulary.is_name(word) and not vocabulary.is_ordinary(word) for word in words if word != "and"
        )
    if not any(word in wording.TELLING_ORGANISATION_WORDS for word in words):
        return any(word in wording.ORGANISATION_WORDS for word in words[1:]) and not vocabulary.is_name(
            words[0]
        )
    return not (len(words) == 2 and vocabulary.is_name(words[0]) and words[1] in _SURNAMES_TOO)  # noqa: PLR2004


def significant(words: list[str]) -> Iterator[str]:
    """Words of an organisation that are its own, and not what it is."""
    for word in words:
        if word not in wording.ORGANISATION_WORDS and word not in {"the", "of", "and", "for"}:
            yield word


def _is_cased(word: str) -> bool:
    """Whether it begins as a name does; scripts without small letters always do."""
    first = word[:1]
    return first.isalpha() and not first.islower()
