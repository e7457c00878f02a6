"""A table that is read from end to end: where it breaks, the page says how far it came and that there is more."""

from typing import Any

from reportlab.platypus import Flowable

from app.reports.pdf import fonts, lettering
from app.reports.pdf.palette import INK
from app.reports.pdf.styles import NOTE, WIDTH
from app.reports.pdf.tables import WholeRows
from app.reports.pdf.tagging import TaggedCanvas


class LongTable(WholeRows):
    """Rows that do not break, of which each page that is not the last says which it has."""

    begun, total = 0, 0
    """How many rows stand on the pages before, and how many there are in all; 0 before it broke."""

    def split(self, availWidth: float, availHeight: float) -> list[Any]:  # noqa: N803 - ReportLab's names
        """Break it with room left for the note; where a row had to be cut in two, nothing is counted."""
        parts = super().split(availWidth, availHeight - float(NOTE.leading))
        if len(parts) != 2:  # noqa: PLR2004 - what stands here, and what comes after
            return parts
        first, rest = (_rows(each) for each in parts)
        if first + rest != _rows(self):
            return parts
        total = self.total or _rows(self)
        parts[0].begun, parts[0].total = self.begun, total
        parts[1].begun, parts[1].total = self.begun + first, total
        return [parts[0], _Note(self.begun + 1, self.begun + first, total), parts[1]]


def _rows(table: Any) -> int:
    return len(table._cellvalues) - int(table.repeatRows)  # noqa: SLF001 - ReportLab has no public count of rows


class _Note(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """Which lines stand above; who hears the table read has no need of it."""

    def __init__(self, first: int, last: int, total: int) -> None:
        super().__init__()
        self.text = f"Lines {first} to {last} of {total}; the rest on the next page."

    def wrap(self, *_: float) -> tuple[float, float]:
        """One line."""
        return WIDTH, float(NOTE.leading)

    def draw(self) -> None:
        """Draw it as a part of the page and not of the text."""
        canvas = self.canv
        if isinstance(canvas, TaggedCanvas):
            canvas.begin_artifact("Pagination")
        canvas.setFillColor(INK)
        lettering.write(canvas, 0, 2, self.text, fonts.REGULAR, NOTE.fontSize)
        if isinstance(canvas, TaggedCanvas):
            canvas.end()
