"""The golden thread as a page embeds it: the picture, which scrolls sideways where there is no room, or its table."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from app.charts.linkage import EMPTY
from app.domain.records.thread_parts import Thread
from app.views.theme.theme import Theme
from app.views.thread.thread_table import ThreadTableView
from app.views.thread.thread_view import ThreadView
from app.views.widgets.chart_frame import TABLE, ChartFrame
from app.views.widgets.layouts import vertical
from app.views.widgets.printing import print_button
from app.views.widgets.scrolled import area_around
from app.views.widgets.words import words

HEADING = "The golden thread"
_NOTHING = "There is no factor and no goal yet: a formulation and a plan begin the thread."
_HOW = (
    "From evidence to factor, goal, session and change. A whole line: one cites the other, or is measured by it. "
    "Dotted: something is missing. Dashed: it speaks against. No line says that one thing caused another."
)


class ThreadPanel(QWidget):
    """The thread of a case. `picked` is a record to open, `print_wanted` asks for it on paper."""

    picked = Signal(str)
    print_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.prints = print_button(theme, "the golden thread", self.print_wanted.emit)
        self._is_asked = False
        self.view = ThreadView(theme)
        self.area = _Sideways(self.view)
        self.table = ThreadTableView(theme)
        self.frame = ChartFrame(theme, HEADING, self.area, self.table, prints=self.prints)
        self._nothing, self._how = words(_NOTHING, "hint"), words(_HOW, "hint")
        vertical(self, self._nothing, self.frame, self._how)
        self.view.picked.connect(self.picked)
        self.table.picked.connect(self.picked)
        self.view.moved_to.connect(self._moved)
        # Whoever hears the table hears the row: the picture need not say it again.
        self.table.moved_to.connect(lambda part: self.view.go_to(part, aloud=False))
        self.frame.switch.chosen.connect(self._chosen)
        self.show_thread(EMPTY)

    def show_thread(self, thread: Thread) -> None:
        """Show a thread; where one stood stays."""
        is_there = bool(thread.parts)
        self._nothing.setVisible(not is_there)
        self.frame.setVisible(is_there)
        self._how.setVisible(is_there)
        self.view.show_thread(thread)
        self.area.fit()
        self.table.show_parts(self.view.linkage, self.view.at)
        count = len(thread.gaps)
        self.frame.say("No gap" if not count else "1 gap" if count == 1 else f"{count} gaps")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Begin with the table where the picture has no room; whoever chose one keeps it."""
        super().resizeEvent(event)
        # What is shown changes the height of the panel: its width alone says how much room there is.
        if not self._is_asked and event.size().width() != event.oldSize().width():
            self.frame.switch.chosen.disconnect(self._chosen)
            self.frame.switch.choose(TABLE if self.width() < self.view.least else 0)
            self.frame.switch.chosen.connect(self._chosen)

    def _chosen(self, _at: int) -> None:
        self._is_asked = True

    def _moved(self, part: int) -> None:
        self.table.go_to(part)
        place = self.view.chosen
        self.area.show_across(place.left(), place.right())
        around = area_around(self)
        if around is not None and self.view.isVisible():
            around.bring_place(self.view, place, self._theme.px(12))


class _Sideways(QScrollArea):
    """Holds what may be wider than there is room for; up and down the page scrolls."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self._inside = inside
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def fit(self) -> None:
        """Be as high as what is inside, and the bar where there is one."""
        inside = self._inside
        is_wider = inside.minimumWidth() > self.width()
        bar = self.horizontalScrollBar().sizeHint().height() if is_wider else 0
        self.setFixedHeight(inside.height() + bar)

    def show_across(self, left: int, right: int) -> None:
        """Bring what lies between two places into view."""
        bar, room = self.horizontalScrollBar(), self.viewport().width()
        bar.setValue(max(min(bar.value(), left), right - room))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit what is inside."""
        super().resizeEvent(event)
        self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page, unless it is turned sideways."""
        if event.angleDelta().x():
            super().wheelEvent(event)
        else:
            event.ignore()
