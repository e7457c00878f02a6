"""Everything signed in a case, newest first, found by what narrows it and by words."""

from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.services.cases.casefile import VICTIMS, Axis, CaseSheet
from app.services.cases.victims import VictimPage
from app.services.desk import Desk
from app.services.printing.asked import Printing, Subject
from app.views.axis.axis_panel import AxisPanel
from app.views.case.record_filter import Asked, RecordFilter
from app.views.case.record_list import RecordList, opens
from app.views.case.tab import Tab
from app.views.context.context import Context
from app.views.context.places import NewRecord, PrintAt, RecordAt
from app.views.widgets.buttons import button
from app.views.widgets.empty import EmptyPart
from app.views.widgets.layouts import horizontal, vertical
from app.views.widgets.narrowing import GIVES_WAY
from app.views.widgets.printing import may_print
from app.views.widgets.scrolled import Scrolled
from app.views.widgets.shortcut import shortcut
from app.views.widgets.switch import Switch
from app.views.widgets.words import CutWords

_CHART = 1
_NARROW = 600
"""Pixels at 100 % text below which title, words and the choice of a view have no room in one line."""
_HUNG = 11
"""Pixels at 100 % text by which the words in a row stand in it."""


class ChronologyTab(Tab):
    """The records of the case in order."""

    title = "Chronology"
    help = "chronology"

    def __init__(self, desk: Desk, context: Context, case_id: str) -> None:
        super().__init__(desk, context, case_id)
        self.filter = RecordFilter(context, desk.today_date)
        self._count = CutWords("", "muted")
        self.list = RecordList("chronology", context)
        self.list.setAccessibleName("Chronology")
        self.first = self.list
        self._stack = QStackedWidget()
        self.switch = Switch("Chronology, shown as", ("List", "Chart"))
        self.axis: AxisPanel | None = None
        self._chart: Scrolled | None = None
        self._asked: Asked | None = None
        self._matching = 0
        self._is_narrow: bool | None = None
        self._begin = partial(self.go, NewRecord(self.case_id))
        self._lay_out()
        if (kept := context.kept.get(f"chronology {case_id}")) is not None:
            self.filter.narrow(kept)
        self._connect()

    def _lay_out(self) -> None:
        theme = self.context.theme
        self._none = EmptyPart(theme, "No record yet", _NONE, "New record", self._begin)
        self._nothing = EmptyPart(theme, "Nothing matches", _NOTHING, "Clear", self.filter.clear)
        self.body.removeWidget(self.heading)
        self.heading.setWordWrap(False)
        self.heading.show()
        # Rows begin further left than what stands over them, so that the words align.
        px, margins = theme.px, self.body.contentsMargins()
        self.body.setContentsMargins(px(24 - _HUNG), margins.top(), margins.right(), margins.bottom())
        parts = self.heading, self._count, 1, (self.filter.box, GIVES_WAY)
        self._head = horizontal(None, *parts, gap=px(12), pad=(px(_HUNG), 0, px(12), 0))
        self.body.insertLayout(0, self._head)
        pad = px(_HUNG), 0, px(12), 0
        self._narrowing = vertical(None, self.filter, self.filter.span, gap=px(8), pad=pad)
        self.body.addLayout(self._narrowing)
        self._fold()
        for front in (self.list, self._none, self._nothing):
            self._stack.addWidget(front)
        self.body.addWidget(self._stack, 1)
        self.prints = button(
            "Print…", self._print, shortcut="Ctrl+P", hint="Print what is shown, as a working copy"
        )
        if may_print(self.desk.member):
            self.at_foot(self.prints)

    def _connect(self) -> None:
        box = self.filter.box
        self.filter.changed.connect(self._ask)
        self.filter.victims_wanted.connect(self._offer_victims)
        box.returnPressed.connect(self.list.setFocus)
        self.list.typed.connect(self.filter.type_on)
        self.list.opened.connect(lambda entry: self.go(RecordAt(self.case_id, opens(entry), box.text())))
        self.list.table.counted.connect(self._show_counts)
        self.list.table.refused.connect(self.refused)
        self.switch.chosen.connect(lambda _: self._ask())
        for keys in ("/", "Ctrl+F"):
            shortcut(self, keys, "Narrow the list", box.setFocus)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the line of words the room that it needs."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        """Put the choice of a view beside the title where there is room, or else under it."""
        is_narrow = self.width() < self.context.theme.px(_NARROW)
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            for each in (self._head, self._narrowing):
                each.removeWidget(self.switch)
            if is_narrow:
                self._narrowing.insertWidget(0, self.switch)
            else:
                self._head.addWidget(self.switch)

    def show_sheet(self, sheet: CaseSheet) -> None:
        """A case without a victim by code is narrowed by none."""
        super().show_sheet(sheet)
        self.filter.victims.setVisible(bool(sheet.counts.get(VICTIMS)))

    def arrive(self) -> None:
        """Load the newest records, narrowed as they were when somebody was here last."""
        self._ask()

    def hide_names(self, hidden: bool) -> None:  # noqa: FBT001 - a switch
        """Leave out what was told at length."""
        self.list.hide_names(hidden)

    def _ask(self) -> None:
        self.bar.clear()
        asked = self.filter.asked
        again, self._asked = asked == self._asked, asked
        self.context.kept[f"chronology {self.case_id}"] = asked
        kinds, text, older, by = asked
        self.list.show_kinds(self.desk, self.case_id, kinds, text=text, superseded=older, by=by, again=again)
        if self._is_chart:
            self._make_chart()
            self.run(self.desk.progress.axis, self.case_id, asked.entries, then=self._show_axis)

    @property
    def _is_chart(self) -> bool:
        return self.switch.at == _CHART

    def _make_chart(self) -> None:
        """Once it is asked for: most who come here read the list."""
        if self.axis is None:
            self.axis = AxisPanel(self.context.theme)
            self.axis.picked.connect(lambda record: self.go(RecordAt(self.case_id, record)))
            self._chart = Scrolled()
            column = self._chart.hold(pad=(self.context.theme.px(_HUNG), 0, self.context.theme.px(12), 0))
            column.addWidget(self.axis)
            column.addStretch(1)
            self._stack.addWidget(self._chart)

    def _show_axis(self, axis: Axis | None) -> None:
        if self.axis is not None:
            self.axis.show_axis(axis)
            self._show_front()

    def _print(self) -> None:
        of = Subject.AXIS if self._is_chart else Subject.CHRONOLOGY
        self.go(PrintAt(self.case_id, Printing(of, self.filter.asked.entries)))

    def _offer_victims(self) -> None:
        self.run(self.desk.victims.page, self.case_id, then=self._show_victims)

    def _show_victims(self, page: VictimPage) -> None:
        self.filter.offer_victims(each.code for each in page.victims)

    def _show_counts(self, matching: int, total: int) -> None:
        noun = "record" if total == 1 else "records"
        shown = f"{matching:,} of {total:,}" if self.filter.narrows else f"{total:,} {noun}"
        self._count.short = shown
        self._count.setText(f"{shown}, newest first")
        self.filter.show_hidden(total - matching)
        self._matching = matching
        self._show_front()

    def _show_front(self) -> None:
        """The list, or the chart of the same; where there is nothing of it, what is said then."""
        front: QWidget = self._nothing if self.filter.narrows else self._none
        if self._matching:
            front = self._chart if self._is_chart and self._chart is not None else self.list
        had_keyboard = self.list.hasFocus() and front is not self.list
        self._stack.setCurrentWidget(front)
        if had_keyboard and isinstance(front, EmptyPart) and front.act is not None:
            front.act.setFocus()


_NONE = (
    "Everything that is signed in this case will stand here in order, and nothing of it ever goes: it can be extended, "
    "superseded or marked in error."
)
_NOTHING = (
    "No record has all of what you asked for. Words in sealed records are never found here, and nothing of a sealed "
    "record that you may not open."
)
