"""The versions of a record, and what any two of them differ in."""

from PySide6.QtWidgets import QComboBox, QWidget

from app.domain.values.dates import show_instant
from app.errors import UserError
from app.services.desk import Desk
from app.services.records.reading import RecordView, VersionLine
from app.views.context.context import Context
from app.views.reading.comparing import Comparison
from app.views.widgets.flow import FlowRow
from app.views.widgets.layouts import vertical
from app.views.widgets.words import words


class Versions(QWidget):
    """Two choices and the comparison under them."""

    def __init__(self, desk: Desk, context: Context) -> None:
        super().__init__()
        self._desk, self._context = desk, context
        self.older, self.newer = QComboBox(), QComboBox()
        self.comparison = Comparison(context)
        self.problem = words("", "error")
        self.problem.hide()
        row = FlowRow(context.look.pixels(0.5))
        for label, combo in (("Compare", self.older), ("with", self.newer)):
            row.add(words(label, "label", wrap=False, buddy=combo), combo)
            combo.activated.connect(self.compare)
        above = context.look.pixels(0.4)
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
        compare = self._desk.records.compare
        self._context.tasks.run(compare, *pair, owner=self, then=self._show, failed=self._refused)

    def _line(self, each: VersionLine) -> str:
        at = each.signed_at.astimezone(self._desk.zone)
        offset = at.utcoffset()
        when = show_instant(at, int(offset.total_seconds() // 60) if offset else 0)
        return f"Version {each.version}, {each.author}, {when}"

    def _show(self, versions: tuple[RecordView, RecordView]) -> None:
        self.problem.hide()
        older, newer = versions
        self.comparison.show_two(newer.kind, older.sheet, newer.sheet)

    def _refused(self, failure: BaseException) -> None:
        if isinstance(failure, UserError):
            self.problem.setText(str(failure))
            self.problem.show()
        else:
            self._context.tasks.failed.emit(failure)
