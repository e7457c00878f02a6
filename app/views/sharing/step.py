"""One step of the way to a signed summary."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.views.context.context import Surroundings
from app.views.widgets.layouts import vertical
from app.views.widgets.scrolled import scrolled

_WIDEST = 46


class Step(QWidget):
    """A column that scrolls when the window is low or the text large."""

    title = ""
    go_on = ""
    """What the button that leads on says."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.around = around
        self._inside = QWidget()
        self._inside.setObjectName("page")
        self.column = vertical(self._inside, 1, gap=around.look.pixels(0.7))
        self.area = scrolled(self._inside)
        vertical(self, self.area)
        around.look.changed.connect(self._measure)
        self._measure()

    def focus_first(self) -> None:
        """Give the keyboard to what this step is for."""

    def add(self, part: QWidget) -> None:
        """Put a part under the others."""
        self.column.insertWidget(self.column.count() - 1, part)

    def card(self) -> QVBoxLayout:
        """A card under the others; gives the column to fill."""
        frame = QFrame()
        frame.setObjectName("card")
        pad = self.around.look.pixels(0.9)
        column = vertical(frame, gap=self.around.look.pixels(0.4), pad=pad)
        self.add(frame)
        return column

    def _measure(self) -> None:
        # Lines much longer than this are hard to read back from their end.
        self._inside.setMaximumWidth(self.around.look.pixels(_WIDEST))
