"""Makes XLSX files, as small as they can be and as odd as a test wants them."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Final
from xml.sax.saxutils import escape

_BOOK: Final = (
    '<workbook xmlns:r="r"><workbookPr{epoch}/>'
    '<sheets><sheet name="One" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
_RELATIONS: Final = '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>'
_STYLES: Final = (
    '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="dd\\-mmm\\-yyyy"/></numFmts>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs></styleSheet>'
)
DATED: Final = "1"
"""The style of a cell that shows a day."""


def text_cell(text: str) -> str:
    """A cell with its text inside it."""
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


def day_cell(number: float) -> str:
    """A cell with a number that is shown as a day."""
    return f'<c s="{DATED}"><v>{number}</v></c>'


def sheet(rows: Sequence[Sequence[str]]) -> str:
    """The part of a sheet of cells."""
    inside = "".join(f"<row>{''.join(cells)}</row>" for cells in rows)
    return f"<worksheet><sheetData>{inside}</sheetData></worksheet>"


def xlsx(first: str, *, from_1904: bool = False, others: Mapping[str, str] | None = None) -> bytes:
    """An XLSX file of one sheet; `others` are parts put in besides, or in place of its own."""
    parts = {
        "xl/workbook.xml": _BOOK.format(epoch=' date1904="1"' if from_1904 else ""),
        "xl/_rels/workbook.xml.rels": _RELATIONS,
        "xl/styles.xml": _STYLES,
        "xl/worksheets/sheet1.xml": first,
        **(others or {}),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return out.getvalue()


def text_xlsx(rows: Sequence[Sequence[str]]) -> bytes:
    """An XLSX file whose cells are all text."""
    return xlsx(sheet([[text_cell(cell) for cell in row] for row in rows]))
