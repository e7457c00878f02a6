"""Every command of an open vault, declared once: shortcuts, the palette and the shortcut sheet read this list."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from app.views.locking.at_input import AtInput

UNDO = "Ctrl+Z"


@dataclass(frozen=True)
class Command:
    """What can be done from anywhere: its words, its keys, its icon, what it does."""

    text: str
    keys: str
    icon: str
    act: Callable[[], object]


class KeysFirst(AtInput):
    """Keeps text boxes from taking a command's keys: to Qt on Linux Ctrl+K deletes to the end of the line."""

    def __init__(self, commands: tuple[Command, ...], parent: QWidget) -> None:
        super().__init__(parent)
        # Undo is the box's own while somebody types.
        keys = (QKeySequence(command.keys) for command in commands if command.keys and command.keys != UNDO)
        self._keys = {action.toCombined() for action in map(_first, keys)}
        self.follow()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Tell Qt that nobody wants the keys for anything but the command."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if event.keyCombination().toCombined() not in self._keys:
            return False
        event.ignore()
        return True


def _first(keys: QKeySequence) -> QKeyCombination:
    # PySide6 knows how to index a sequence; its stubs do not.
    combination: QKeyCombination = keys[0]  # type: ignore[index]
    return combination


def actions(commands: tuple[Command, ...], window: QWidget) -> tuple[QAction, ...]:
    """The commands as actions of the window: their keys work wherever the keyboard is."""
    made = []
    for command in commands:
        action = QAction(command.text, window)
        action.setToolTip(command.text)
        action.setObjectName(command.icon)
        if command.keys:
            action.setShortcut(QKeySequence(command.keys))
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(lambda _checked=False, act=command.act: act())
        window.addAction(action)
        made.append(action)
    return tuple(made)
