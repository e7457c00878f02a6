"""Supervision of one member's caseload: what is due, and a note for each case under its own banner."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from app.domain.kinds.registry import title
from app.domain.values.dates import ClinicalDate
from app.services.cases.caseload_due import NOT_SEEN, SEEN
from app.services.cases.in_turn import AgendaItem
from app.services.cases.missing_work import Lacks
from app.services.cases.supervision import SupervisionDayView
from app.services.cases.today import Sort, ToDo, When
from app.services.desk import Desk
from app.views.context.context import Context
from app.views.shell.in_turn import InTurn
from app.views.theme.theme import Theme
from app.views.widgets.buttons import button
from app.views.widgets.lack_words import LACKS
from app.views.widgets.layouts import LEFT
from app.views.widgets.page import Page
from app.views.widgets.plain_table import plain_table
from app.views.widgets.scrolled import Scrolled
from app.views.widgets.words import unbroken, words


class SupervisionDay(InTurn):
    """Goes through the cases of a member in which something is due."""

    title: ClassVar[str] = "Supervision"
    help: ClassVar[str] = "supervision"
    listed: ClassVar[str] = "Cases due"

    def __init__(self, desk: Desk, context: Context, staff_id: str) -> None:
        super().__init__(desk, context, desk.supervision, staff_id)
        self._due: Mapping[str, tuple[ToDo, ...]] = {}
        self.agenda.add_act("What is due", self.show_none, "Everything that is due in these cases")

    def in_front_of_none(self) -> QWidget:
        """What is due in all of them."""
        area = Scrolled()
        px = self.context.theme.px
        self._head = words("", "h2")
        self._hint = words(_HOW, "hint")
        self.due = DueTable(self.context.theme)
        area.hold(self._head, self._hint, self.due, 1, gap=px(8), pad=(px(24), px(16), px(24), px(16)))
        return area

    def not_begun(self, item: AgendaItem) -> Page:
        """What is due in a case, and the way to its note."""
        due = self._due.get(item.case_id, ())
        return NotBegun(self, item.case_id, due)

    def told(self, view: SupervisionDayView) -> None:
        """Show what is due."""
        self._due = view.due
        self._head.setText(f"Cases of {view.supervisee} in which something is due")
        self._hint.setText(_HOW if view.agenda else _NOTHING)
        self.due.setVisible(bool(view.agenda))
        self.due.show_due(view)

    def who(self, view: SupervisionDayView) -> str:
        """With whom it is held."""
        return f"With {view.supervisee}"

    def hide_names(self, hidden: bool) -> None:  # noqa: FBT001 - a switch
        """Show the cases by their references alone."""
        super().hide_names(hidden)
        self.due.hide_names(hidden)


class DueTable(QTableWidget):
    """What is due, a line each, as high as it needs: the page scrolls, not the table."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(0, len(_HEADS))
        self._theme, self._is_hidden, self._is_narrow = theme, False, False
        self._view: SupervisionDayView | None = None
        plain_table(self, theme)
        self.setAccessibleName("What is due")
        self.setHorizontalHeaderLabels(_HEADS)
        self.setWordWrap(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        # The words have their width once the columns have theirs.
        header.sectionResized.connect(self._fit)

    def show_due(self, view: SupervisionDayView) -> None:
        """Show the lines of each case together, in the order of the list."""
        self._view = view
        lines = [(item, each) for item in view.agenda for each in view.due.get(item.case_id, ())]
        self.setRowCount(len(lines))
        for row, (item, each) in enumerate(lines):
            who = item.reference if self._is_hidden or self._is_narrow else f"{item.name} ({item.reference})"
            for column, text in enumerate((who, what(each), unbroken(when(each)))):
                cell = QTableWidgetItem(text)
                cell.setData(Qt.ItemDataRole.AccessibleTextRole, f"{_HEADS[column]}: {text}")
                self.setItem(row, column, cell)
        self._fit()

    def hide_names(self, hidden: bool) -> None:  # noqa: FBT001 - a switch
        """Show the cases by their references alone."""
        self._is_hidden = hidden
        if self._view is not None:
            self.show_due(self._view)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the references alone where there is no room for names, and wrap the words anew."""
        super().resizeEvent(event)
        is_narrow = self.width() < self._theme.pixels(_NARROW_EMS)
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self.hide_names(self._is_hidden)
        self._fit()

    def _fit(self, *_: int) -> None:
        self.resizeRowsToContents()
        high = sum(self.rowHeight(row) for row in range(self.rowCount()))
        self.setFixedHeight(high + self.horizontalHeader().sizeHint().height() + self._theme.px(4))


class NotBegun(Page):
    """Stands where a case has no note of this supervision yet."""

    def __init__(self, day: SupervisionDay, case_id: str, due: Sequence[ToDo]) -> None:
        super().__init__(day.desk, day.context)
        self.heading.hide()
        self.body.addWidget(words("What is due", "h2"))
        lines = [words(unbroken(f"{what(each)} ({when(each)})")) for each in due]
        self.first = button("Begin its note", partial(day.begin, case_id))
        area = Scrolled()
        column = area.hold(*lines, words(_BEGIN, "hint"), gap=day.context.theme.px(8))
        column.addWidget(self.first, 0, LEFT)
        column.addStretch(1)
        self.body.addWidget(area, 1)


def what(row: ToDo) -> str:
    """What is due, in words."""
    if row.sort == Sort.COUNTERSIGN:
        return f"Awaits countersignature: {title(row.what).lower()}"
    if row.sort == Sort.RETURNED:
        return f"Returned, not written anew: {title(row.what).lower()}"
    if row.what == SEEN:
        return f"Not seen for {NOT_SEEN} days"
    return LACKS[Lacks(row.what)] if row.sort == Sort.MISSING else row.what


def when(row: ToDo) -> str:
    """Since when, or by when."""
    day = ClinicalDate.of(row.day).show()
    if row.what == SEEN:
        return f"last seen {day}"
    return f"by {day}" if row.when == When.WEEK and row.sort == Sort.DATE else f"since {day}"


_NARROW_EMS: Final = 56
_HEADS: Final = ("Case", "What is due", "When")
_HOW: Final = (
    "Choose a case to write what was discussed and decided. Each note stands in its own case, in the compartment "
    "“Supervision”; you sign them together, and your colleague agrees with each by a signature of their own."
)
_NOTHING: Final = "Nothing is due in these cases. A note on any other is begun in its case, under Sessions."
_BEGIN: Final = (
    "Nothing is decided of this case yet. A note of it is dated today, kept as you type, sealed to who is admitted to "
    "supervision, and in no output."
)
