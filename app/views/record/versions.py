"""The versions of a record: two of them are chosen, and under them stands what they differ in."""

from PySide6.QtWidgets import QWidget

from app.services.desk import Desk
from app.services.records.reading import RecordView, VersionLine
from app.views.context.context import Context
from app.views.reading.comparing import Comparison
from app.views.widgets.flow import FlowRow
from app.views.widgets.layouts import vertical
from app.views.widgets.unmoved import DropDown
from app.views.widgets.words import words


class Versions(QWidget):
    """Two choices and the comparison under them."""

    def __init__(self, desk: Desk, context: Context) -> None:
        super().__init__()
        self._desk, self._context = desk, context
        self.older, self.newer = DropDown(), DropDown()
        self.comparison = Comparison(context)
        self.problem = words("", "error")
        self.problem.hide()
        row = FlowRow(context.theme.pixels(0.5))
        for label, combo in (("Compare", self.older), ("with", self.newer)):
            row.add(words(label, "label", wrap=False, buddy=combo), combo)
            combo.activated.connect(self.compare)
        above = context.theme.pixels(0.4)
        vertical(self, row, self.problem, (self.comparison, 1), pad=(0, above, 0, 0))

    def show_versions(self, versions: tuple[VersionLine, ...], here: str) -> None:
        """Offer the versions; the one that is open is compared with the one before it."""
        ordered = sorted(versions, key=lambda each: each.version)
        for combo in (self.older, self.newer):
            combo.clear()
            for each in ordered:
                combo.addItem(self._line(each), each.id)
        at = next((n for n, each in enumerate(ordered) if each.id == here), len(ordered) - 1)
        at = max(at, 1)
        self.older.setCurrentIndex(at - 1)
        self.newer.setCurrentIndex(at)

    def compare(self) -> None:
        """Show what the two chosen versions differ in."""
        pair = self.older.currentData(), self.newer.currentData()
        compare, tasks = self._desk.records.compare, self._context.tasks
        tasks.run(compare, *pair, owner=self, then=self._show, failed=tasks.told_by(self._refused))

    def _line(self, each: VersionLine) -> str:
        error = ", marked in error" if each.is_error else ""
        return f"Version {each.version}, {each.author}, {self._desk.shown(each.signed_at)}{error}"

    def _show(self, versions: tuple[RecordView, RecordView]) -> None:
        self.problem.hide()
        older, newer = versions
        self.comparison.show_two(newer.kind, older.sheet, newer.sheet)

    def _refused(self, message: str) -> None:
        self.problem.setText(message)
        self.problem.show()
