"""A table of HTML while it is read: a row is a line with its cells apart, one that only lays out is its words."""

import re
from dataclasses import dataclass, field
from typing import Final, NamedTuple

_APART: Final = " | "
_IN_CELL: Final = " / "
_MOST_SPANNED: Final = 100
_BLANKS: Final = re.compile(" {2,}")


class Line(NamedTuple):
    """One row of what is pasted; `is_apart` from the one before by an empty row."""

    text: str
    is_apart: bool = False


@dataclass
class Table:
    """What is in the cells, row by row, and all of it in the order in which it came."""

    is_layout: bool = False
    """It holds another table, or is one column: it only says where things stand."""
    _rows: list[list[str]] = field(default_factory=list)
    _row: list[str] = field(default_factory=list)
    _cell: list[str] | None = None
    _spans: tuple[int, int] = (1, 1)
    _covered: dict[int, int] = field(default_factory=dict)
    """The columns that a cell above reaches down into, and over how many rows still."""
    _lines: list[Line] = field(default_factory=list)

    def add(self, *lines: Line) -> None:
        """Put lines into the cell that is open."""
        self._lines += lines
        if self._cell is not None:
            self._cell += [line.text.strip() for line in lines]

    def begin_cell(self, across: int, down: int) -> None:
        """Begin a cell over so many columns and rows."""
        self.end_cell()
        self._cell = []
        self._spans = min(across, _MOST_SPANNED), min(down, _MOST_SPANNED)

    def end_cell(self) -> None:
        """End the cell that is open, if one is."""
        if self._cell is None:
            return
        self._skip_covered()
        across, down = self._spans
        for n in range(across):
            if down > 1:
                self._covered[len(self._row)] = down - 1
            self._row.append("" if n else _IN_CELL.join(self._cell))
        self._cell = None

    def end_row(self) -> None:
        """End the row that is open, if one is."""
        self.end_cell()
        if self._row:
            self._skip_covered()
            self._rows.append(self._row)
            self._row = []

    def lines(self) -> tuple[Line, ...]:
        """The lines that it comes to."""
        self.end_row()
        rows = [row for row in self._rows if any(row)]
        if self.is_layout or all(len(row) <= 1 for row in rows):
            return tuple(self._lines)
        shown = (_BLANKS.sub(" ", _APART.join(row)).strip() for row in rows)
        return tuple(Line(text, is_apart=not n) for n, text in enumerate(shown))

    def _skip_covered(self) -> None:
        while self._covered.get(len(self._row)):
            self._covered[len(self._row)] -= 1
            self._row.append("")
