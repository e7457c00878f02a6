"""What the columns of a list mean: which field each fills in, what holds for every row, what its words stand for."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from app.domain.referral_list.fields import FIELDS, Field
from app.domain.referral_list.headings import OTHER_NAMES
from app.domain.values.text import fold
from app.errors import NotAcceptable

_PARTS: Final = frozenset({"columns", "same", "answers"})


@dataclass(frozen=True, kw_only=True)
class Columns:
    """How a list is read; by the names of fields.

    `taken` has the heading of the column that fills a field in; `same` what holds for every row, as it would be typed;
    `answers` the code that a word of the list stands for, by the folded word.
    """

    taken: Mapping[str, str] = field(default_factory=dict)
    same: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def unfilled(self) -> tuple[Field, ...]:
        """The fields without which no case is opened, and which neither a column nor one word for all fills in."""
        return tuple(
            each
            for name, each in FIELDS.items()
            if each.is_always_needed and name not in self.taken and not self.same.get(name)
        )


def guessed(headings: tuple[str, ...]) -> Columns:
    """What headings most likely mean: each field has the first column that is called so, each column one field."""
    free = dict.fromkeys(headings)
    taken: dict[str, str] = {}
    # What a column is called before what it may be called: "Referred by" is no agency where another column is.
    for names in (_own_names, _other_names):
        for name, each in FIELDS.items():
            if name in taken:
                continue
            called = set(names(each))
            found = next((heading for heading in free if fold(heading) in called), None)
            if found is not None:
                taken[name] = found
                del free[found]
    # A case begins as it was referred, today; both can be said otherwise.
    begins = {"stage": "referred", "opened": "today"}
    return Columns(taken=taken, same={name: said for name, said in begins.items() if name not in taken})


def _own_names(of: Field) -> Iterator[str]:
    yield fold(of.label)
    yield fold(of.name)


def _other_names(of: Field) -> Iterator[str]:
    return (fold(each) for each in OTHER_NAMES.get(of.name, ()))


def read_map(text: str, headings: tuple[str, ...]) -> Columns:
    """What a map says of a file with those headings; what it does not say is guessed.

    It is TOML: `[columns]` field = "heading", `[same]` field = "word", `[answers.FIELD]` "word" = "code". An empty
    heading takes a guess back. Raises NotAcceptable, which names a field by its name and no word of the file.
    """
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise NotAcceptable("The map is no TOML that can be read.") from None
    if set(said) - _PARTS:
        raise NotAcceptable("A map has the parts columns, same and answers, and no other.")
    columns, same = _words(said.get("columns", {})), _words(said.get("same", {}))
    answers = said.get("answers", {})
    if not isinstance(answers, dict):
        raise NotAcceptable("A map gives words as texts.")
    for name, heading in columns.items():
        if heading and heading not in headings:
            raise NotAcceptable(f"The map says of {name} a column that the file has not.")
    guess = guessed(headings)
    free = set(columns.values())
    kept = {
        name: heading for name, heading in guess.taken.items() if heading not in free and name not in same
    }
    taken = {name: heading for name, heading in (kept | columns).items() if heading}
    return Columns(
        taken=taken,
        same={name: word for name, word in (dict(guess.same) | same).items() if name not in taken},
        answers={name: _meant(name, each) for name, each in _known(answers).items()},
    )


def _words(said: Any) -> dict[str, str]:
    if not isinstance(said, dict) or not all(isinstance(word, str) for word in said.values()):
        raise NotAcceptable("A map gives words as texts.")
    return _known(said)


def _known(said: dict[str, Any]) -> dict[str, Any]:
    unknown = [name for name in said if name not in FIELDS]
    if unknown:
        raise NotAcceptable(f"A map can name these fields: {', '.join(FIELDS)}.")
    return said


def _meant(name: str, said: Any) -> dict[str, str]:
    words = _words_of(said)
    codes = {choice.code for choice in FIELDS[name].offered}
    if not set(words.values()) <= codes:
        raise NotAcceptable(f"Of {name} a map can say: {', '.join(sorted(codes)) or 'nothing'}.")
    return {fold(word): code for word, code in words.items()}


def _words_of(said: Any) -> dict[str, str]:
    if not isinstance(said, dict) or not all(isinstance(word, str) for word in said.values()):
        raise NotAcceptable("A map gives words as texts.")
    return said
