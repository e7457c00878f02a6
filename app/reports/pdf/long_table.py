"""A table that is read from end to end: where it breaks, the page says how far it came and that there is more."""

from typing import Any

from app.reports.pdf import prose
from app.reports.pdf.styles import NOTE
from app.reports.pdf.tables import WholeRows
from app.reports.pdf.tagging import Element


class LongTable(WholeRows):
    """Rows that do not break, of which each page that is not the last says which it has."""

    begun, total = 0, 0
    """How many rows stand on the pages before, and how many there are in all; 0 before it broke."""
    root: Element | None = None
    """What the note is read out under."""

    def split(self, availWidth: float, availHeight: float) -> list[Any]:  # noqa: N803 - ReportLab's names
        """Break it with room left for the note; where a row had to be cut in two, nothing is counted."""
        parts = super().split(availWidth, availHeight - float(NOTE.leading + NOTE.spaceAfter))
        if len(parts) != 2:  # noqa: PLR2004 - what stands here, and what comes after
            return parts
        first, rest = (_rows(each) for each in parts)
        if first + rest != _rows(self):
            return parts
        total = self.total or _rows(self)
        parts[0].begun, parts[0].total = self.begun, total
        parts[1].begun, parts[1].total = self.begun + first, total
        for each in parts:
            each.root = self.root
        note = f"Lines {self.begun + 1} to {self.begun + first} of {total}; the rest on the next page."
        return [parts[0], prose.line(note, NOTE, self.root), parts[1]]


def _rows(table: Any) -> int:
    return len(table._cellvalues) - int(table.repeatRows)  # noqa: SLF001 - ReportLab has no public count of rows
