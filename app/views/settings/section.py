"""One part of the settings: cards in a column that scrolls."""

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.views.widgets.cards import ScrolledColumn
from app.views.widgets.page import LastWords, Page

_NARROW = 14


class Section(ScrolledColumn):
    """A title and its cards. What goes wrong is said in the bar of the page."""

    title: ClassVar[str]

    widest = 44
    gap = 0.8
    card_gap = 0.5

    def __init__(self, page: Page) -> None:
        self._narrow: list[QWidget] = []
        super().__init__(page.context)
        self.page, self.desk = page, page.desk
        self.setAccessibleName(self.title)

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

    def narrow(self, part: QWidget) -> QWidget:
        """Keep a part, such as a box with short choices, from taking the whole width."""
        part.setMaximumWidth(self.context.look.pixels(_NARROW))
        self._narrow.append(part)
        return part

    def _measure(self) -> None:
        super()._measure()
        for part in self._narrow:
            part.setMaximumWidth(self.context.look.pixels(_NARROW))


def _takes_keys(widget: QWidget) -> bool:
    return (
        widget.isEnabled() and not widget.isHidden() and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    )
