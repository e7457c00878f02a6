"""The button that begins a record of a kind."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QMenu

from app.domain.kinds.registry import OFFERED
from app.views.look.look import Look
from app.views.widgets.buttons import PressedByEnter


class NewRecordButton(PressedByEnter):
    """Offers every kind of record; `chosen` is the code of one, or nothing for the screen that explains them."""

    chosen = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__("New record")
        self.setAccessibleName("New record: choose its kind")
        self.setProperty("kind", "primary")
        self.setAutoDefault(False)
        self.clicked.connect(self._offer)
        self._look = look
        look.changed.connect(self._draw)
        self._draw()

    def offers(self) -> QMenu:
        """The kinds, each with what is to be known of it."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        for kind in OFFERED:
            action = menu.addAction(kind.title)
            action.setToolTip(kind.note or f"Begins with: {kind.event_label}")
            action.triggered.connect(partial(self._picked, kind.code))
        menu.addSeparator()
        menu.addAction("What is each for?").triggered.connect(partial(self._picked, ""))
        return menu

    def _offer(self) -> None:
        self.offers().popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _picked(self, code: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - the shape of the signal
        self.chosen.emit(code)

    def _draw(self) -> None:
        side = self._look.pixels(1.3)
        self.setIcon(self._look.icon("plus", "on_primary", ems=1.3))
        self.setIconSize(QSize(side, side))
