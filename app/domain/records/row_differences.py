"""What became of the rows of a record from one version to another: each is met again by who it is, not by its place."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.domain.fields.rows import Row
from app.domain.fields.spec import FieldSpec, specs
from app.domain.records.shown import called, first_words

_MOST = 2_000


class RowChange(StrEnum):
    """What became of a row."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    TAKEN_OUT = "taken_out"


@dataclass(frozen=True)
class RowDifference:
    """A row with a code ("F2"): what it stated and states, and the answers of it that changed, by their labels."""

    list: str
    code: str
    change: RowChange
    before: str = ""
    now: str = ""
    fields: tuple[str, ...] = ()


def row_differences(older: object, newer: object) -> tuple[RowDifference, ...]:
    """The rows with a code of two contents of one class, in the order of the newer one; those taken out come last.

    A row is the same over all versions, wherever it stands: one that was moved has not changed.
    """
    found: list[RowDifference] = []
    for spec in specs(type(newer)):
        if spec.row is not None and issubclass(spec.row, Row) and spec.row.letter:
            found += _of_list(spec, getattr(older, spec.name), getattr(newer, spec.name))
    return tuple(found)


def _of_list(spec: FieldSpec, older: tuple[Any, ...], newer: tuple[Any, ...]) -> Iterator[RowDifference]:
    left = list(older)
    for row in newer:
        before = next((each for each in left if _is_same(each, row)), None)
        if before is None:
            yield RowDifference(called(spec), row.code, RowChange.ADDED, now=first_words(row, _MOST))
            continue
        left.remove(before)
        fields = tuple(
            called(each) for each in specs(type(row)) if getattr(before, each.name) != getattr(row, each.name)
        )
        yield RowDifference(
            called(spec),
            row.code or before.code,
            RowChange.CHANGED if fields else RowChange.SAME,
            first_words(before, _MOST),
            first_words(row, _MOST),
            fields,
        )
    for row in left:
        yield RowDifference(called(spec), row.code, RowChange.TAKEN_OUT, before=first_words(row, _MOST))


def _is_same(one: Row, other: Row) -> bool:
    """Whether two rows are one: by their identity, and by their code where an earlier form gave none."""
    if one.row and other.row:
        return one.row == other.row
    return bool(one.code) and one.code == other.code
