"""Reads the sheets of an XLSX file (ECMA-376 part 1, 18): every cell, hidden or not."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from app.apart.reading.grid import Grid
from app.apart.reading.xml_text import Mode, XmlText

_CELL: Final = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_FIGURES: Final = 10
"""Of a telephone number without its first 0, which a spreadsheet drops."""


class SharedStrings(XmlText):
    """The texts that cells share, by their number; a text in several fonts is several pieces of one."""

    def __init__(self) -> None:
        super().__init__()
        self.all: list[str] = []
        self._began = 0

    def begun(self, mode: Mode, name: str, said: Mapping[str, str]) -> None:
        """One begins."""
        super().begun(mode, name, said)
        if name == "si":
            self._began = len(self.now)

    def ended(self, mode: Mode, name: str, loose: str) -> None:
        """One ends."""
        if name == "si":
            self.all.append("".join(self.now[self._began :]))
        super().ended(mode, name, loose)


class SheetText(XmlText):
    """One sheet: its cells as a grid; formulas, links and headings of the page beside it."""

    def __init__(self, strings: Iterable[str]) -> None:
        super().__init__()
        self.cells = Grid()
        self._strings = tuple(strings)
        self._row, self._column, self._type = 0, -1, ""
        self._held: list[str] = []

    def begun(self, mode: Mode, name: str, said: Mapping[str, str]) -> None:
        """A row or a cell begins; what its attributes say is where it is and how it looks."""
        if name == "row":
            self._row, self._column = _number(said.get("r", ""), self._row + 1), -1
        elif name == "c":
            found = _CELL.fullmatch(said.get("r", ""))
            self._column = _column(found[1]) if found else self._column + 1
            self._row = int(found[2]) if found else self._row
            self._type = said.get("t", "n")
            self._held.clear()
            self.now.clear()
            self.was.clear()
        else:
            super().begun(mode, name, said)

    def ended(self, mode: Mode, name: str, loose: str) -> None:
        """A cell ends, or what it holds."""
        if name == "v":
            self._held.append(self._shown(loose))
        elif name == "c":
            # A text of its own stands among the texts.
            self.cells.put(self._row, self._column, "".join((*self._held, *self.now)))
        elif name != "row":
            super().ended(mode, name, loose)

    def _shown(self, held: str) -> str:
        if self._type == "s":
            at = _number(held, -1)
            return self._strings[at] if 0 <= at < len(self._strings) else ""
        if self._type != "n":
            return held
        try:
            whole = float(held)
        except ValueError:
            return held
        if not whole.is_integer() or abs(whole) >= 10 * 10**_FIGURES:
            return held
        figures = str(int(whole))
        return f"0{figures}" if len(figures) == _FIGURES else figures


def _number(figures: str, otherwise: int) -> int:
    return int(figures) if figures.isascii() and figures.isdigit() and len(figures) < 10 else otherwise  # noqa: PLR2004


def _column(letters: str) -> int:
    at = 0
    for letter in letters:
        at = at * 26 + ord(letter) - ord("A") + 1
    return at - 1
