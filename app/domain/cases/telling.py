"""Which words of a text would tell that somebody else was there: a reference, a victim's code, how many they were."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from app.domain.fields import forms
from app.domain.fields.spec import specs

_NUMBER: Final = "(?:[1-9][0-9]?|both|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_PEOPLE: Final = "(?:attendees|clients|members|men|offenders|others|participants|patients|people|women)"
_HOW_MANY: Final = re.compile(
    rf"(?i)\b{_NUMBER} (?:of (?:them|us|you|the group)\b|(?:other |more |of the )?{_PEOPLE}\b)"
    rf"|\ball (?:of the )?{_NUMBER}\b|\b{_NUMBER} (?:came|attended|took part|were there)\b"
    rf"|\bgroup of {_NUMBER}\b"
)
_CODE: Final = re.compile(r"\bV[1-9][0-9]?\b")
_PIECE: Final = re.compile(r"[^\W_]+")


def says_how_many(text: str) -> bool:
    """Whether it says how many people there were: "all four", "three of them", "a group of six"."""
    return bool(_HOW_MANY.search(text))


def has_code(text: str) -> bool:
    """Whether a victim's code stands in it."""
    return bool(_CODE.search(text))


def mentions(text: str, reference: str) -> bool:
    """Whether a reference or a number stands in it, whatever is written between its pieces."""
    pieces = _PIECE.findall(reference)
    if not pieces:
        return False
    spelt = r"[\W_]*".join(map(re.escape, pieces))
    return bool(re.search(rf"(?i)(?<![^\W_]){spelt}(?![^\W_])", text))


def typed(content: Any) -> Iterator[tuple[str, str]]:
    """Label and words of all that was typed into a content, its rows too; no choice, day or reference."""
    for spec in specs(type(content)):
        value = getattr(content, spec.name)
        if isinstance(spec.form, forms.Text | forms.Line):
            if value:
                yield spec.label, value
        elif isinstance(spec.form, forms.Judged):
            if value is not None and value.note:
                yield spec.label, value.note
        elif spec.row is not None:
            for row in value:
                yield from ((spec.label, words) for _, words in typed(row))


def labels(found: Iterable[str]) -> str:
    """Where it stands: “Theme”, “What was done”."""
    return ", ".join(f"“{each}”" for each in dict.fromkeys(found))
