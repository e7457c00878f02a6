"""Reads the first visible sheet of an XLSX file (ECMA-376 part 1, 18): what its cells hold, and no formula.

A cell that holds a number in the style of a date is read as that day, written as 2026-08-14.
"""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from posixpath import join, normpath
from typing import Final

from app.domain.tables.serial_days import day_of, is_date_format
from app.domain.tables.table import MOST_COLUMNS, MOST_ROWS, Table, table_of
from app.domain.tables.xml_parts import Parts
from app.errors import NotATable

_WORKBOOK: Final = "xl/workbook.xml"
_RELATIONS: Final = "xl/_rels/workbook.xml.rels"
_STRINGS: Final = "xl/sharedStrings.xml"
_STYLES: Final = "xl/styles.xml"
_FIRST_OWN_FORMAT: Final = 164
"""Formats below this number are built in, whatever a file says of them."""
_MOST_WHOLE: Final = 1e15
"""Of a larger number a spreadsheet has no last figure."""


def read_xlsx(data: bytes) -> Table:
    """The table of an XLSX file. Raises NotATable."""
    try:
        packed = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise NotATable from None
    parts = Parts(packed)
    if not parts.has(_WORKBOOK):
        raise NotATable
    book = _Workbook()
    parts.read(_WORKBOOK, book.begun, _nothing)
    relations = _Relations()
    parts.read(_RELATIONS, relations.begun, _nothing)
    strings, styles = _Strings(), _Styles()
    if parts.has(_STRINGS):
        parts.read(_STRINGS, strings.begun, strings.ended)
    if parts.has(_STYLES):
        parts.read(_STYLES, styles.begun, styles.ended)
    sheet = _Sheet(strings.all, styles.dates, from_1904=book.from_1904)
    parts.read(relations.path(book.first), sheet.begun, sheet.ended)
    return table_of(sheet.rows, book.others)


def _nothing(_: str, __: str) -> None:
    """Of parts whose elements hold no text."""


@dataclass
class _Workbook:
    """Which sheet is shown first, and from when its days are counted."""

    first: str = ""
    others: int = 0
    from_1904: bool = False

    def begun(self, name: str, said: Mapping[str, str]) -> None:
        if name == "workbookPr":
            self.from_1904 = said.get("date1904") in {"1", "true"}
        elif name == "sheet" and said.get("state", "visible") == "visible":
            self.others += bool(self.first)
            self.first = self.first or said.get("id", "")


@dataclass
class _Relations:
    """Which part each id of the workbook stands for."""

    parts: dict[str, str] = field(default_factory=dict)

    def begun(self, name: str, said: Mapping[str, str]) -> None:
        if name == "Relationship":
            self.parts[said.get("Id", "")] = said.get("Target", "")

    def path(self, of: str) -> str:
        if not (target := self.parts.get(of)):
            raise NotATable
        return target.removeprefix("/") if target.startswith("/") else normpath(join("xl", target))


@dataclass
class _Strings:
    """The texts that cells share, by their number; a text in several fonts is several pieces of one."""

    all: list[str] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    _is_reading: bool = True

    def begun(self, name: str, _: Mapping[str, str]) -> None:
        if name == "si":
            self._pieces = []
        elif name == "rPh":  # how a text is spoken
            self._is_reading = False

    def ended(self, name: str, text: str) -> None:
        if name == "t" and self._is_reading:
            self._pieces.append(text)
        elif name == "rPh":
            self._is_reading = True
        elif name == "si":
            self.all.append("".join(self._pieces))


@dataclass
class _Styles:
    """Which styles of cells, by their number, show a number as a date."""

    dates: set[int] = field(default_factory=set)
    _own: set[int] = field(default_factory=set)
    _is_of_cells: bool = False
    _count: int = 0

    def begun(self, name: str, said: Mapping[str, str]) -> None:
        if name == "numFmt":
            number = _number(said.get("numFmtId", ""))
            if number >= _FIRST_OWN_FORMAT and is_date_format(said.get("formatCode", "")):
                self._own.add(number)
        elif name == "cellXfs":
            self._is_of_cells = True
        elif name == "xf" and self._is_of_cells:
            number = _number(said.get("numFmtId", ""))
            if number in self._own or number in _BUILT_IN_DATES:
                self.dates.add(self._count)
            self._count += 1

    def ended(self, name: str, _: str) -> None:
        if name == "cellXfs":
            self._is_of_cells = False


_BUILT_IN_DATES: Final = frozenset({14, 15, 16, 17, 22, *range(27, 37), *range(50, 59)})
"""Built-in formats with a day or a month (ECMA-376 part 1, 18.8.30); 18 to 21 and 45 to 47 are times alone."""


@dataclass
class _Sheet:
    """The rows of a sheet, as they come."""

    strings: list[str]
    dates: set[int]
    from_1904: bool
    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    _number: int = 0
    _at: int = -1
    _type: str = "n"
    _style: int = 0
    _pieces: list[str] = field(default_factory=list)

    def begun(self, name: str, said: Mapping[str, str]) -> None:
        if name == "row":
            self._number = _number(said.get("r", "")) if "r" in said else self._number + 1
            self._at = -1
        elif name == "c":
            self._at = _column(said["r"]) if "r" in said else self._at + 1
            self._type, self._style = said.get("t", "n"), _number(said.get("s", "0"))
            self._pieces = []

    def ended(self, name: str, text: str) -> None:
        if name in {"v", "t"}:
            self._pieces.append(text)
        elif name == "c" and self._pieces:
            cells, at = self._cells(), min(self._at, MOST_COLUMNS)
            # Cells that hold nothing are left out of the file; what is far to the right is refused by `table_of`.
            cells.extend([""] * (at + 1 - len(cells)))
            cells[at] = self._shown("".join(self._pieces))

    def _cells(self) -> list[str]:
        """The cells of the row at hand. One that is only coloured, as a million may be, is no row."""
        if not self.rows or self.rows[-1][0] != self._number:
            self.rows.append((self._number, []))
        if len(self.rows) > MOST_ROWS + 1:
            raise NotATable(f"It has more than {MOST_ROWS:,} rows: split the file.")
        return self.rows[-1][1]

    def _shown(self, held: str) -> str:
        match self._type:
            case "s":
                at = _number(held)
                return self.strings[at] if at < len(self.strings) else ""
            case "b":
                return "Yes" if held == "1" else "No"
            case "n":
                return self._figure(held)
            case _:
                return held

    def _figure(self, held: str) -> str:
        try:
            number = float(held)
        except ValueError:
            raise NotATable from None
        if self._style in self.dates and (day := day_of(number, from_1904=self.from_1904)):
            return day.isoformat()
        return str(int(number)) if number.is_integer() and abs(number) < _MOST_WHOLE else held


def _number(figures: str) -> int:
    if not (figures.isascii() and figures.isdigit()) or len(figures) > 9:  # noqa: PLR2004 - no sheet has so many of anything
        raise NotATable
    return int(figures)


def _column(cell: str) -> int:
    """The column of "AB12", counted from 0."""
    at = 0
    for letter in cell:
        if not "A" <= letter <= "Z":
            break
        at = at * 26 + ord(letter) - ord("A") + 1
    if not at:
        raise NotATable
    return at - 1
