"""The window while a person has it: full screen, with their questions and nothing else, until the author is back."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMainWindow, QStackedWidget

from app.views.context.context import Context
from app.views.start.delays import Delays
from app.views.start.handed_over import HandedOverScreen

if TYPE_CHECKING:
    from app.services.records.sitting import Sitting

_TITLE: Final = "Questions"


class GivenAway(QObject):
    """Puts the person's screen into the window's stack, and everything back as it was."""

    opened = Signal(object, str)
    """The author is back: the open vault and its folder."""
    is_to_be_decided = Signal(str)
    """The passphrase was right, and the unlock page has to ask for a decision about the folder."""

    def __init__(self, window: QMainWindow, stack: QStackedWidget, context: Context) -> None:
        super().__init__(window)
        self._window, self._stack, self._context = window, stack, context
        self._state, self._title = window.windowState(), window.windowTitle()
        self.screen: HandedOverScreen | None = None
        self.sitting: Sitting | None = None

    def begin(self, delays: Delays, sitting: "Sitting") -> None:
        """Show a moment's wait over the whole screen: the vault is locking."""
        self.sitting = sitting
        screen = self.screen = HandedOverScreen(self._context, delays, sitting)
        screen.opened.connect(self.opened)
        screen.is_to_be_decided.connect(self.is_to_be_decided)
        self._stack.addWidget(screen)
        self._stack.setCurrentWidget(screen)
        self._window.setWindowTitle(_TITLE)
        self._window.setWindowState(self._state | Qt.WindowState.WindowFullScreen)
        self._window.activateWindow()

    def may_begin(self) -> None:
        """The vault is locked."""
        if self.screen is not None:
            self.screen.begin()

    def ask_back(self) -> None:
        """Show the way back."""
        if self.screen is not None:
            self.screen.ask_back()

    def cover(self) -> None:
        """Keep nothing in sight that was typed into the way back."""
        if self.screen is not None:
            self.screen.cover()

    def end(self) -> None:
        """Put the window back, without the person's screen."""
        screen, self.screen = self.screen, None
        if screen is not None:
            self._context.tasks.forget(screen)
            self._stack.removeWidget(screen)
            screen.deleteLater()
        self._window.setWindowTitle(self._title)
        self._window.setWindowState(self._state)
        self._window.activateWindow()
