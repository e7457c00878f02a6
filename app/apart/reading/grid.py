"""The cells of a table, told by row and then by column: a detail may be split over either."""

from string import ascii_uppercase
from typing import Final

from app.apart.reading.sink import FIELD, MOST_CHARACTERS, TOO_LARGE, Enough, Sink

_CELL: Final = 8
"""Characters that a cell counts for besides its text."""
_FURTHEST: Final = 50
"""So many empty rows are told as empty lines; after more a new passage begins."""


class Grid:
    """Cells by row, from 1, and column, from 0; those that hold nothing are left out."""

    def __init__(self) -> None:
        self._rows: dict[int, dict[int, str]] = {}
        self._left = MOST_CHARACTERS

    def put(self, row: int, column: int, text: str) -> None:
        """Put a text into a cell; a line end in it is an edge like that of a cell. Raises Enough.

        Counted here already: cells that share one text are little in the file, and much once they are told.
        """
        if text.strip():
            self._left -= len(text) + _CELL
            if self._left < 0:
                raise Enough(TOO_LARGE)
            self._rows.setdefault(row, {})[column] = text.replace("\r", "").replace("\n", FIELD)

    def tell(self, sink: Sink, place: str) -> None:
        """Tell all of it."""
        first = last = 0
        lines: list[str] = []
        for number, cells in sorted(self._rows.items()):
            if lines and number - last > _FURTHEST:
                sink.say(place, "\n".join(lines), unit="row", first=first)
                lines = []
            if not lines:
                first = last = number
            lines += [""] * (number - last - 1)
            lines.append(FIELD.join(cells[column] for column in sorted(cells)))
            last = number
        sink.say(place, "\n".join(lines), unit="row", first=first)
        self._tell_columns(sink, place)

    def _tell_columns(self, sink: Sink, place: str) -> None:
        if len(self._rows) < 2:  # noqa: PLR2004 - of one row there is nothing more in its columns
            return
        columns: dict[int, list[str]] = {}
        for _, cells in sorted(self._rows.items()):
            for column, text in cells.items():
                columns.setdefault(column, []).append(text)
        for column, texts in sorted(columns.items()):
            if len(texts) > 1:
                named = f"column {letters(column)}"
                sink.say(f"{place}, {named}" if place else named, FIELD.join(texts), again=True)


def letters(column: int) -> str:
    """What a spreadsheet calls a column, counted from 0: A, Z, AA."""
    said, column = "", column + 1
    while column:
        column, letter = divmod(column - 1, len(ascii_uppercase))
        said = ascii_uppercase[letter] + said
    return said
