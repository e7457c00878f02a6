"""The time axis as a page embeds it: with what zooms it, says what it shows, chooses dimensions and shows a table."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.services.cases.casefile import Axis
from app.views.axis.axis_table import AxisTableView
from app.views.axis.dimensions import ICON, Dimensions, narrowed
from app.views.axis.time_axis import STEP, TimeAxis
from app.views.context import voice
from app.views.look.look import Look
from app.views.widgets.buttons import button
from app.views.widgets.chips import chip
from app.views.widgets.flow import FlowRow
from app.views.widgets.layouts import vertical
from app.views.widgets.words import unbroken, words

_HOW = (
    "A double click or Enter opens a record. Left and right go from point to point; Ctrl and the wheel zoom."
)
_NOTHING = "Nothing in this case has a date to show yet. What is signed with a date will stand here."


class AxisPanel(QWidget):
    """The axis of a case. `picked` is a record to open."""

    picked = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._whole: Axis | None = None
        self.axis = TimeAxis(look, self)
        self.table = AxisTableView(look, self)
        self.table.hide()
        self.dimensions = Dimensions(look, self)
        self.extent = words("", "strong", wrap=False)
        self.as_table = chip("Show as table", self._switch_table, look)
        self._icons: list[tuple[QPushButton, str]] = []
        self._tools = FlowRow(look.pixels(0.5))
        self._nothing = words(_NOTHING, "hint")
        self._how = words(_HOW, "small")
        self._tools.add(
            self._tool("Zoom in", "zoom-in", lambda: self.axis.zoom(STEP)),
            self._tool("Zoom out", "zoom-out", lambda: self.axis.zoom(1 / STEP)),
            self._tool("Show all", "move-horizontal", self.axis.show_all),
            self.extent,
            self.dimensions,
            self.as_table,
        )
        vertical(self, self._nothing, self._tools, self.axis, self._how, self.table)
        self._connect()
        self._draw()
        self.show_axis(None)

    def show_axis(self, axis: Axis | None) -> None:
        """Show an axis; None for a case with nothing dated. What was chosen and where one looked stays."""
        self._whole = axis
        is_there = axis is not None and bool(axis.marks)
        self._nothing.setVisible(not is_there)
        for each in (self._tools, self.axis, self._how):
            each.setVisible(is_there)
        self.table.setVisible(is_there and self.as_table.isChecked())
        if axis is not None:
            self.dimensions.offer(axis.series)
            self._show()

    def _connect(self) -> None:
        self.axis.picked.connect(self.picked)
        self.table.picked.connect(self.picked)
        self.axis.moved_to.connect(self.table.go_to)
        # Whoever hears the table hears the row: the axis need not say it again.
        self.table.moved_to.connect(lambda mark: self.axis.go_to(mark, aloud=False))
        self.axis.extent_changed.connect(self._tell)
        self.dimensions.changed.connect(self._show)
        self._look.changed.connect(self._draw)

    def _show(self) -> None:
        if self._whole is None:
            return
        shown = narrowed(self._whole, self.dimensions.names)
        self.axis.show_axis(shown)
        self.table.show_axis(shown, self.axis.order.in_time, self.axis.at)
        self._tell()

    def _tell(self) -> None:
        self.extent.setText(unbroken(self.axis.extent.in_words))
        self._tools.refit()

    def _tool(self, text: str, icon: str, act: Callable[[], None]) -> QPushButton:
        def acted() -> None:
            act()
            voice.say(self.extent, self.axis.extent.in_words)

        made = button(text, acted)
        self._icons.append((made, icon))
        return made

    def _switch_table(self) -> None:
        self.table.setVisible(self.as_table.isChecked())

    def _draw(self) -> None:
        side = self._look.pixels(ICON)
        for each, icon in self._icons:
            each.setIcon(self._look.icon(icon, ems=ICON))
            each.setIconSize(QSize(side, side))
        self._tools.refit()
