"""Keys that do something on a part of a screen, named for the list of keys."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def shortcut(on: QWidget, keys: str, message: str, act: Callable[[], object]) -> QShortcut:
    """Do something at these keys while the keyboard is somewhere in the part."""
    made = QShortcut(QKeySequence(keys), on)
    made.setWhatsThis(message)
    made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    made.activated.connect(act)
    return made
