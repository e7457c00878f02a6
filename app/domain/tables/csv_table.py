"""Reads CSV as spreadsheets and other programs write it: in what letters, and what stands between the cells, is seen.

RFC 4180 has the comma alone; a spreadsheet set to a language with a decimal comma writes semicolons, and "Unicode text"
is UTF-16 with tabs.
"""

import codecs
import csv
import io
from collections.abc import Iterator
from itertools import islice
from typing import Final

from app.domain.tables.table import Table, table_of
from app.errors import NotATable

_BETWEEN: Final = (",", ";", "\t")
_LOOKED_AT: Final = 20
"""So many rows are looked at to see what stands between the cells."""
_BYTE_ORDERS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_csv(data: bytes) -> Table:
    """The table of a CSV file in UTF-8, UTF-16 or cp1252. Raises NotATable."""
    text = _decoded(data)
    text, between = _without_hint(text)
    return table_of(_records(text, between or _likeliest(text)))


def _decoded(data: bytes) -> str:
    if data.startswith(_BYTE_ORDERS):
        return _strictly(data, "utf-16")
    if b"\0" in data:
        # UTF-16 without its mark: of plain letters every other byte is nothing, the first or the second.
        return _strictly(data, "utf-16-le" if data[1:2] == b"\0" else "utf-16-be")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _strictly(data, "cp1252")


def _strictly(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise NotATable from None
    if "\0" in text:
        raise NotATable
    return text


def _without_hint(text: str) -> tuple[str, str]:
    """What a first line "sep=;" says, which a spreadsheet reads and does not show."""
    first, _, rest = text.partition("\n")
    hint = first.strip().casefold()
    if hint.startswith("sep=") and hint.removeprefix("sep=") in _BETWEEN:
        return rest, hint.removeprefix("sep=")
    return text, ""


def _likeliest(text: str) -> str:
    """What makes the most columns of most of the first rows, and of two that make as many, makes them alike.

    What makes as many of the first row as of most comes before all else: what stands in cells may be anything, while
    headings are words.
    """

    def told(between: str) -> tuple[bool, int, int]:
        try:
            widths = [len(cells) for _, cells in islice(_records(text, between), _LOOKED_AT) if cells]
        except NotATable:
            return False, 0, 0
        usual = max(set(widths), key=lambda width: (widths.count(width), width), default=0)
        as_headed = widths.count(widths[0]) if widths and widths[0] > 1 else 0
        return 2 * as_headed > len(widths), usual, -len(set(widths))

    return max(_BETWEEN, key=told)


def _records(text: str, between: str) -> Iterator[tuple[int, list[str]]]:
    """The rows by their numbers. One whose quotation marks do not close would swallow all that follow."""
    number = 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=between, strict=True)
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise NotATable(f"Row {number}: the quotation marks around a cell do not close.") from None
        yield number, cells
