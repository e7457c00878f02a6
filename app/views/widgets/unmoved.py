"""Lists that drop down and rows of tabs as the whole window has them: the wheel over one scrolls the page.

Qt's own choose another entry by the wheel and take the keyboard besides, so that whoever scrolls over one answers a
question that they do not see, and answers it again with the next keys. What Qt makes by itself, in dialogs of its own,
is kept to the same by `window/wheel.py`.
"""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QTabBar, QWidget


class DropDown(QComboBox):
    """A list that drops down."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def event(self, event: QEvent) -> bool:
        """Keep the keys that drop it down, where they do something else on the page."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if held == Qt.KeyboardModifier.AltModifier and event.key() in _DROPS:
                event.accept()
                return True
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave it to the page."""
        event.ignore()


_DROPS = {Qt.Key.Key_Up, Qt.Key.Key_Down}


class Tabs(QTabBar):
    """A row of tabs; what has no room for its words is cut, and whole in its tip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.setUsesScrollButtons(False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave it to the page."""
        event.ignore()
