"""The rail at the left: the parts of the program, and Lock at its foot."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QWidget

from app.views.context.places import CaseList, Place, RailPart, Today, Verify
from app.views.look.look import Look
from app.views.widgets.buttons import button
from app.views.widgets.layouts import vertical


@dataclass(frozen=True)
class Part:
    """One entry of the rail."""

    name: str
    icon: str
    place: Place


PARTS: Final[Sequence[Part]] = (
    Part("Today", "calendar-check", Today()),
    Part("Cases", "folder-open", CaseList()),
    Part("Panels", "users", RailPart("panels")),
    Part("Library", "book-open", RailPart("library")),
    Part("Returns", "chart-column", RailPart("returns")),
    Part("Settings", "settings", RailPart("settings")),
)


class Rail(QWidget):
    """A list, not a row of buttons: a screen reader then says "2 of 6" and arrows go from one to the next."""

    chosen = Signal(object)
    """Somebody wants to be at that `Place`."""
    lock_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.list = QListWidget()
        self.list.setAccessibleName("Parts of Casework")
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTabKeyNavigation(False)
        for number, part in enumerate(PARTS, 1):
            item = QListWidgetItem(part.name)
            item.setToolTip(f"{part.name} ({QKeySequence(f'Ctrl+{number}').toString()})")
            self.list.addItem(item)
        self.lock = button("Lock", self.lock_wanted.emit, hint="Lock the vault (Ctrl+L)")
        vertical(self, (self.list, 1), self.lock, pad=(0, look.pixels(0.6), 0, look.pixels(0.6)))
        # What is selected, not what is current: a list without a current row takes its first one as soon as the
        # keyboard comes by, and that is nobody's choice.
        self.list.itemSelectionChanged.connect(self._chosen)
        look.changed.connect(self._draw)
        self._draw()

    def show_place(self, place: Place) -> None:
        """Mark the part that a place belongs to."""
        elsewhere = -1 if isinstance(place, Verify) else _CASES
        row = next((n for n, part in enumerate(PARTS) if part.place == place), elsewhere)
        blocked = self.list.blockSignals(True)
        self.list.setCurrentRow(row)
        if row < 0:
            self.list.clearSelection()
        self.list.blockSignals(blocked)

    def _chosen(self) -> None:
        for item in self.list.selectedItems():
            self.chosen.emit(PARTS[self.list.row(item)].place)
            return

    def _draw(self) -> None:
        look = self._look
        self.setFixedWidth(look.pixels(11))
        self.list.setIconSize(QSize(look.pixels(1.4), look.pixels(1.4)))
        for row, part in enumerate(PARTS):
            self.list.item(row).setIcon(look.icon(part.icon, "on_rail"))
        self.lock.setIcon(look.icon("lock", "on_rail"))
        self.lock.setIconSize(QSize(look.pixels(1.4), look.pixels(1.4)))


_CASES = 1
