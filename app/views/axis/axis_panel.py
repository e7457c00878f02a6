"""The time axis as a page embeds it: with what zooms it, says what it shows, chooses dimensions and shows a table."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.charts.marks import Lane
from app.domain.fields.declare import SCALE
from app.services.cases.casefile import Axis
from app.views.axis.axis_table import AxisTableView
from app.views.axis.dimensions import ICON, Dimensions, narrowed
from app.views.axis.time_axis import STEP, TimeAxis
from app.views.context import voice
from app.views.theme.theme import Theme
from app.views.widgets.buttons import PressedByEnter, button
from app.views.widgets.chart_frame import ChartFrame
from app.views.widgets.layouts import vertical
from app.views.widgets.words import unbroken, words

_NOTHING = "Nothing in this case has a date to show yet. What is signed with a date will stand here."


class AxisPanel(QWidget):
    """The axis of a case, or the course of its ratings alone. `picked` is a record to open."""

    picked = Signal(str)

    def __init__(
        self,
        theme: Theme,
        heading: str = "The case over time",
        *,
        plotted: bool = False,
        noun: str = "Ratings",
        prints: QWidget | None = None,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._whole: Axis | None = None
        self.axis = TimeAxis(theme, self, plotted=plotted)
        self.axis.setAccessibleName(heading)
        self.table = AxisTableView(theme, self)
        self.table.setAccessibleName(f"{heading} as a table, newest first")
        self.dimensions = Dimensions(theme, self, noun)
        tools = (
            self._tool("Zoom in", "zoom-in", lambda: self.axis.zoom(STEP), "plus, or Control and the wheel"),
            self._tool("Zoom out", "zoom-out", lambda: self.axis.zoom(1 / STEP), "minus"),
            self._tool("Show all", "move-horizontal", self.axis.show_all, "0"),
        )
        self.frame = ChartFrame(theme, heading, self.axis, self.table, *tools, self.dimensions, prints=prints)
        self._nothing = words(_NOTHING, "hint")
        self._scale = words(f"Ratings: {SCALE}. Clinician profile, not validated.", "hint")
        vertical(self, self._nothing, self.frame, self._scale)
        self._connect()
        self.show_axis(None)

    def show_axis(self, axis: Axis | None) -> None:
        """Show an axis; None for a case with nothing dated. What was chosen and where one looked stays."""
        self._whole = axis
        is_there = axis is not None and bool(axis.marks)
        self._nothing.setVisible(not is_there)
        self.frame.setVisible(is_there)
        self._scale.hide()
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
        self.frame.switch.chosen.connect(self._show_scale)

    def _show(self) -> None:
        if self._whole is None:
            return
        shown = narrowed(self._whole, self.dimensions.names)
        self.axis.show_axis(shown)
        self.table.show_axis(shown, self.axis.order.in_time, self.axis.at)
        self._tell()

    def _tell(self) -> None:
        self.frame.say(unbroken(self.axis.extent.in_words))
        self._show_scale()

    def _show_scale(self) -> None:
        """Say how ratings are to be read where they are a table; the chart says it in its key."""
        is_rated = any(one.lane is Lane.FIXATION for one in self.axis.axis.series)
        self._scale.setVisible(self.frame.is_table and is_rated)

    def _tool(self, name: str, icon: str, act: Callable[[], None], key: str) -> PressedByEnter:
        def acted() -> None:
            act()
            voice.say(self.frame.note, self.axis.extent.in_words)

        made = button("", acted, kind="quiet", hint=f"{name} ({key})")
        made.setAccessibleName(name)
        made.wear(self._theme, icon, "muted", ems=ICON)
        return made
