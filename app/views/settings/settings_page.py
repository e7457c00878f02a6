"""Settings: the parts at the left, or in a box at the head where the window is narrow; every change applies at once."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QListWidget,
    QStackedWidget,
)

from app.services.desk import Desk
from app.views.context.context import Context
from app.views.settings.about import AboutSection
from app.views.settings.care import CareSection
from app.views.settings.look_section import LookSection
from app.views.settings.own_secret import OwnSecretSection
from app.views.settings.own_words import WritingSection
from app.views.settings.safety import SafetySection
from app.views.settings.section import Section
from app.views.settings.team import TeamSection
from app.views.widgets.layouts import TOP, horizontal, vertical
from app.views.widgets.page import LastWords, Page
from app.views.widgets.words import words

_PARTS: Final[tuple[type[Section], ...]] = (
    LookSection,
    SafetySection,
    WritingSection,
    OwnSecretSection,
    CareSection,
    TeamSection,
    AboutSection,
)
_NAME: Final = "Parts of Settings"
_LIST = 12.5
_NARROW = 50
_EDGE = 8


class SettingsPage(Page):
    """What the person set up for themselves on this machine and in this vault, and the care of the vault."""

    title = "Settings"
    help = "settings"

    def __init__(self, desk: Desk, context: Context) -> None:
        super().__init__(desk, context)
        self.parts = tuple(part(self) for part in _PARTS)
        self.list, self.box = QListWidget(), QComboBox()
        self._stack = QStackedWidget()
        for part in self.parts:
            self.list.addItem(part.title)
            self.box.addItem(part.title)
            self._stack.addWidget(part)
        self._lay_out()
        self.list.setCurrentRow(0)
        self.list.currentRowChanged.connect(self.show_part)
        self.box.currentIndexChanged.connect(self.show_part)
        context.look.changed.connect(self._measure)
        self._measure()

    def _lay_out(self) -> None:
        self.list.setObjectName("lines")
        self.list.setAccessibleName(_NAME)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTabKeyNavigation(False)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.box.setAccessibleName(_NAME)
        self._box_label = words(_NAME, "label", buddy=self.box)
        column = vertical(
            None, self._box_label, self.box, (self._stack, 1), gap=self.context.look.pixels(0.6)
        )
        row = horizontal(None, (self.list, TOP), (column, 1), gap=self.context.look.pixels(1))
        self.body.addLayout(row, 1)

    def arrive(self) -> None:
        """Load the part in front."""
        self.parts[self._stack.currentIndex()].arrive()

    def focus_first(self) -> None:
        """Give the keyboard to the parts."""
        (self.box if self.list.isHidden() else self.list).setFocus()

    def show_part(self, number: int) -> None:
        """Bring a part to the front."""
        self.bar.clear()
        self.parts[self._stack.currentIndex()].leave()
        for chooser, choose in ((self.list, self.list.setCurrentRow), (self.box, self.box.setCurrentIndex)):
            blocked = chooser.blockSignals(True)
            choose(number)
            chooser.blockSignals(blocked)
        self._stack.setCurrentIndex(number)
        self.arrive()

    def leave(self) -> None:
        """Hide and forget passphrases that were typed and not used."""
        for part in self.parts:
            part.leave()

    def last_words(self) -> LastWords | None:
        """The snippet that is being written."""
        return next((last for part in self.parts if (last := part.last_words()) is not None), None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the parts where there is room for them."""
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        look = self.context.look
        is_narrow = self.width() < look.pixels(_NARROW)
        had_keys = self.list.hasFocus() or self.box.hasFocus()
        high = sum(max(0, self.list.sizeHintForRow(row)) for row in range(self.list.count()))
        self.list.setFixedSize(look.pixels(_LIST), high + _EDGE)
        self.list.setHidden(is_narrow)
        self.box.setVisible(is_narrow)
        self._box_label.setVisible(is_narrow)
        if had_keys:
            self.focus_first()
