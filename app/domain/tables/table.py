"""A table as it came: its headings, and below them rows of cells, each as text."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Final

from app.errors import NotATable

MOST_BYTES: Final = 20_000_000
"""The largest file that is read."""
MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 200
_TITLED: Final = 3
"""Of so many columns or more a first row of one cell is the title of the whole, and no row of headings."""


@dataclass(frozen=True)
class Row:
    """One row, by the number that a spreadsheet shows beside it. It has as many cells as the table has columns."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """Rows under headings; no two headings are alike, and no row is empty."""

    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    left_out: int = 0
    """How many further sheets the file has, which were not read."""


def table_of(numbered: Iterable[tuple[int, Sequence[str]]], left_out: int = 0) -> Table:
    """The table of rows as they were read: the first that is not empty has the headings, below a title if there is one.

    Raises NotATable for one without a row below its headings, and for one that is too large.
    """
    rows = [Row(number, cells) for number, each in numbered if any(cells := tuple(_trimmed(each)))]
    if len(rows) > MOST_ROWS + 1:
        raise NotATable(f"It has more than {MOST_ROWS:,} rows: split the file.")
    width = max((len(row.cells) for row in rows), default=0)
    if width > MOST_COLUMNS:
        raise NotATable(f"It has more than {MOST_COLUMNS} columns: take out those that are not needed.")
    while len(rows) > 1 and width >= _TITLED and _filled_in(rows[0]) == 1 < _filled_in(rows[1]):
        del rows[0]
    if not rows[1:]:
        raise NotATable("There is no row below the headings.")
    head, *below = (_filled(row, width) for row in rows)
    return Table(tuple(_named(head.cells)), tuple(below), left_out)


def column_letters(at: int) -> str:
    """What a spreadsheet calls a column, counted from 0: A, Z, AA."""
    letters = ""
    at += 1
    while at:
        at, letter = divmod(at - 1, len(ascii_uppercase))
        letters = ascii_uppercase[letter] + letters
    return letters


def _trimmed(cells: Sequence[str]) -> list[str]:
    """Cells without what is blank around them, and without the empty ones at the end."""
    trimmed = [cell.strip() for cell in cells]
    while trimmed and not trimmed[-1]:
        trimmed.pop()
    return trimmed


def _filled_in(row: Row) -> int:
    return sum(bool(cell) for cell in row.cells)


def _filled(row: Row, width: int) -> Row:
    return Row(row.number, row.cells + ("",) * (width - len(row.cells)))


def _named(headings: Sequence[str]) -> Iterator[str]:
    """Headings of one line, told apart by the letter of the column where two are alike or one is empty."""
    plain = [" ".join(each.split()) for each in headings]
    for at, heading in enumerate(plain):
        if not heading:
            yield f"Column {column_letters(at)}"
        elif plain.count(heading) > 1:
            yield f"{heading} ({column_letters(at)})"
        else:
            yield heading
