"""Screens of which one is in front: kept or made for once, told when they come and go."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPaintEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.views.context.timers import after
from app.views.start.screen import Front, StartScreen

S = TypeVar("S", bound=StartScreen)


class ScreenStack(QStackedWidget):
    """The stack, and what happens to it as a whole."""

    first_painted = Signal()
    """The first screen can be seen: what can wait may be done now."""
    dropped = Signal(object)
    """A file or folder was let go over a screen."""

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self._kept: dict[type[StartScreen], QWidget] = {}
        self._is_painted = False

    def keep(self, kind: type[S], make: Callable[[], S]) -> S:
        """The one screen of a kind, made when it is first wanted."""
        page = self._kept.get(kind)
        if not isinstance(page, kind):
            page = make()
            self._kept[kind] = page
            self.addWidget(page)
        return page

    def bring(self, page: QWidget) -> None:
        """Put a screen in front and let the one before forget; one that is not kept goes for good."""
        before = self.currentWidget()
        if self.indexOf(page) < 0:
            self.addWidget(page)
        self.setCurrentWidget(page)
        if isinstance(page, Front):
            page.arrive()
        if before is not None and before is not page and isinstance(before, Front):
            before.leave()
            if before not in self._kept.values():
                self.removeWidget(before)
                before.deleteLater()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint, and tell of the first time."""
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            after(self, 0, self.first_painted.emit)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file or folder of this machine, unless a vault is being made."""
        urls = event.mimeData().urls()
        page = self.currentWidget()
        taken = isinstance(page, Front) and page.takes_drops
        if taken and len(urls) == 1 and urls[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell of it."""
        event.acceptProposedAction()
        self.dropped.emit(Path(event.mimeData().urls()[0].toLocalFile()))
