"""One part of the settings: cards in a column that scrolls."""

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.views.widgets.layouts import vertical
from app.views.widgets.page import LastWords, Page
from app.views.widgets.scrolled import scrolled
from app.views.widgets.words import words

_WIDEST = 44
_NARROW = 14


class Section(QWidget):
    """A title and its cards. What goes wrong is said in the bar of the page."""

    title: ClassVar[str]

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page, self.desk, self.around = page, page.desk, page.around
        self.setAccessibleName(self.title)
        self._narrow: list[QWidget] = []
        self._inside = QWidget()
        self._inside.setObjectName("page")
        self._column = vertical(self._inside, 1, gap=self.around.look.pixels(0.8))
        self.area = scrolled(self._inside)
        vertical(self, self.area)
        self.around.look.changed.connect(self._measure)
        self._measure()

    def arrive(self) -> None:
        """Load what is shown."""

    def leave(self) -> None:
        """Put away what must not stay, such as a passphrase."""

    def last_words(self) -> LastWords | None:
        """What was typed here and not saved yet."""
        return None

    def focus_first(self) -> None:
        """Give the keyboard to the first control."""
        for each in self._inside.findChildren(QWidget):
            if _takes_keys(each):
                each.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def card(self, title: str) -> QVBoxLayout:
        """A card under the others; gives the column to fill."""
        frame = QFrame()
        frame.setObjectName("card")
        pad = self.around.look.pixels(0.9)
        column = vertical(frame, words(title, "h2"), gap=self.around.look.pixels(0.5), pad=pad)
        self._column.insertWidget(self._column.count() - 1, frame)
        return column

    def narrow(self, part: QWidget) -> QWidget:
        """Keep a part, such as a box with short choices, from taking the whole width."""
        part.setMaximumWidth(self.around.look.pixels(_NARROW))
        self._narrow.append(part)
        return part

    def _measure(self) -> None:
        for part in self._narrow:
            part.setMaximumWidth(self.around.look.pixels(_NARROW))
        # Lines much longer than this are hard to read back from their end.
        self._inside.setMaximumWidth(self.around.look.pixels(_WIDEST))


def _takes_keys(widget: QWidget) -> bool:
    return (
        widget.isEnabled() and not widget.isHidden() and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    )
