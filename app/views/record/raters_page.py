"""Two ratings side by side: where the raters agree, where they differ item by item, and what they hold together."""

from typing import ClassVar, Final

from PySide6.QtWidgets import QTableWidget, QTableWidgetItem

from app.domain.fields.content import said
from app.domain.kinds.spj.agreement import LEAST_PAIRS, Agreement, agreement
from app.domain.kinds.spj.choices import PRESENCE
from app.domain.kinds.spj.content import Judged, Spj
from app.services.desk import Desk
from app.services.records.reading import RecordView
from app.views.context.context import Context
from app.views.context.places import RecordAt
from app.views.widgets.buttons import button
from app.views.widgets.page import Page
from app.views.widgets.plain_table import plain_table
from app.views.widgets.scrolled import Scrolled
from app.views.widgets.words import selectable, words

_HEADS: Final = ("Item", "First rater", "Second rater", "")
_PRESENCE: Final = {choice.code: choice.label for choice in PRESENCE}
_OF_RATERS: Final = (
    "Agreement is between the raters, and says nothing of the person. It stands on this page alone."
)
_ROWS: Final = 12
"""How many items are seen at once."""


class RatersPage(Page):
    """A second rating beside the first."""

    title: ClassVar[str] = "Two raters"
    help: ClassVar[str] = "record"

    def __init__(self, desk: Desk, context: Context, case_id: str, record_id: str) -> None:
        super().__init__(desk, context)
        self._case_id, self._record_id = case_id, record_id
        theme = context.theme
        self.agreed = words("", "strong")
        self.table = QTableWidget(0, len(_HEADS))
        self.table.setHorizontalHeaderLabels(_HEADS)
        self.table.setAccessibleName("Items as both rated them")
        plain_table(self.table, theme)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.judged = selectable(words(""))
        area = Scrolled()
        area.hold(self.agreed, words(_OF_RATERS, "hint"), self.judged, self.table, 1)
        self.body.addWidget(area, 1)
        self.first = self.table
        self.at_foot(button("Back to the record", self._back, shortcut="Escape"))

    def arrive(self) -> None:
        """Read both."""
        self.run(self.desk.records.raters, self._record_id, then=self._show)

    def hide_names(self, hidden: bool) -> None:  # noqa: FBT001 - a switch
        """Take what was judged off the screen."""
        self.judged.setVisible(not hidden)

    def _back(self) -> None:
        self.go(RecordAt(self._case_id, self._record_id))

    def _show(self, both: tuple[RecordView, RecordView]) -> None:
        first, second = (each.sheet.content for each in both)
        self.stands_in.emit(both[1].kind.section)
        if isinstance(first, Spj) and isinstance(second, Spj):
            found = agreement(first, second)
            self.agreed.setText(_agreed(found))
            self.judged.setText("\n\n".join(_judged(first, second)))
            self._fill(found)

    def _fill(self, found: Agreement) -> None:
        self.table.setRowCount(len(found.lines))
        for row, each in enumerate(found.lines):
            item = " ".join(part for part in (each.n, each.label) if part)
            cells = item, _step(each.first), _step(each.second), "Differs" if each.differs else ""
            for column, text in enumerate(cells):
                self.table.setItem(row, column, QTableWidgetItem(text))
        self.table.resizeColumnsToContents()
        shown = min(max(len(found.lines), 1), _ROWS) + 1
        self.table.setFixedHeight(shown * self.context.theme.pixels(2.2))


def _step(code: str) -> str:
    return _PRESENCE.get(code, "Not rated")


def _agreed(found: Agreement) -> str:
    """How far they agree: "15 of 20 items that both rated agree (75 %). Weighted kappa 0.70, linear weights."."""
    if found.percent is None:
        return "No item was rated by both."
    line = f"{found.agreed} of {found.pairs} items that both rated agree ({found.percent} %)."
    if found.kappa is None:
        short = f" Weighted kappa is given from {LEAST_PAIRS} items on." if found.pairs < LEAST_PAIRS else ""
        return line + short
    return f"{line} Weighted kappa {found.kappa:.2f}, linear weights."


def _judged(first: Spj, second: Spj) -> list[str]:
    """The judgements of each, and what both hold now with why."""
    named = (
        ("First rater", first.judgements),
        ("Second rater", second.judgements),
        ("Agreed", second.agreed),
    )
    return [f"{name}: {' '.join(map(_said, rows))}" for name, rows in named if rows]


def _said(row: Judged) -> str:
    what = row.other or f"{said(row, 'of')}: {said(row, 'word').lower()}"
    return f"{what.rstrip('.')}. Because: {row.because.rstrip('.')}."
