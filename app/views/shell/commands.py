"""Every command of an open vault, declared once: shortcuts, the palette and the shortcut sheet read this list."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True)
class Command:
    """What can be done from anywhere: its words, its keys, its icon, what it does."""

    text: str
    keys: str
    icon: str
    act: Callable[[], object]


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
