"""The words of a record of another case as they begin there: what points into the first case is left behind."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, Final

from app.domain.fields import forms
from app.domain.fields.content import is_empty, specs
from app.domain.fields.file import File
from app.domain.fields.rows import Row
from app.domain.fields.spec import Target

NewRow = Callable[[str], str]
"""The identity of a row in the other case, from what it was here."""
_KEPT: Final = frozenset({Target.STAFF, Target.MEETING, Target.ROW})
"""What a reference can point at that is of no case, or goes along."""
_CODE: Final = re.compile(r"(?<![^\W_])[VFGSTA][1-9][0-9]{0,3}(?![^\W_])")
"""A victim or a row as somebody may have written it in words."""


@dataclass(frozen=True)
class Elsewhere:
    """A content as it begins in another case, and the labels of the fields that are to be filled in again there."""

    content: Any
    cleared: tuple[str, ...]


def elsewhere(content: Any, new_row: NewRow) -> Elsewhere:
    """The same words, without what they cite of the case, its victims and the codes of its rows."""
    cleared: dict[str, None] = {}
    return Elsewhere(_without(content, new_row, cleared), tuple(cleared))


def codes_in(texts: Iterable[str]) -> tuple[str, ...]:
    """The codes of victims and rows that stand in words, which mean others in another case, or nothing."""
    return tuple(dict.fromkeys(code for text in texts for code in _CODE.findall(text)))


def _without(content: Any, new_row: NewRow, cleared: dict[str, None]) -> Any:
    given: dict[str, Any] = {}
    for spec in specs(type(content)):
        value = getattr(content, spec.name)
        if spec.row is not None:
            given[spec.name] = tuple(_row(_without(row, new_row, cleared), new_row) for row in value)
        elif isinstance(spec.form, File) and not is_empty(spec, value):
            # Its bytes are sealed to the record that it came in with.
            given[spec.name] = spec.form.empty
            cleared[spec.label] = None
        elif isinstance(spec.form, forms.Reference | forms.References) and not is_empty(spec, value):
            if spec.target is Target.ROW:
                given[spec.name] = _renamed(value, new_row)
            elif spec.target not in _KEPT:
                given[spec.name] = spec.form.empty
                cleared[spec.label] = None
    return replace(content, **given) if given else content


def _renamed(value: str | tuple[str, ...], new_row: NewRow) -> Any:
    return new_row(value) if isinstance(value, str) else tuple(new_row(each) for each in value)


def _row(row: Any, new_row: NewRow) -> Any:
    if not isinstance(row, Row):
        return row
    named = {"row": new_row(row.row) if row.row else ""}
    return replace(row, **named, **({"code": ""} if row.letter else {}))
