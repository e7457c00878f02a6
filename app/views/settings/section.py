"""One part of the settings: cards in a column that scrolls."""

from typing import ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.views.settings.rows import SettingRows
from app.views.widgets.cards import ScrolledColumn
from app.views.widgets.page import LastWords, Page

ROWS_WIDE: Final = 58
"""The widest that rows of settings stand, in ems."""
KEPT_AT_ONCE: Final = "Changes are kept at once, for you on this computer"


class Section(ScrolledColumn):
    """A title and its cards. What goes wrong is said in the bar of the page."""

    title: ClassVar[str]
    message: ClassVar[str] = ""
    """What the bar at the foot says while it is in front."""
    for_lead: ClassVar[bool] = False
    """Whether nobody but a lead can do anything here."""

    widest = 44
    gap = 0.8
    card_gap = 0.5

    def __init__(self, page: Page) -> None:
        super().__init__(page.context)
        self.page, self.desk = page, page.desk
        self.setAccessibleName(self.title)

    rows: SettingRows | None = None
    """The settings among what is shown."""

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


def _takes_keys(widget: QWidget) -> bool:
    return (
        widget.isEnabled() and not widget.isHidden() and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    )
