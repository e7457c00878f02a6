"""Buttons: each names its act and says its shortcut."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPushButton


class PressedByEnter(QPushButton):
    """A button that Enter presses as Space does, in a window as in a dialog."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers() & _HELD:
            self.click()
        else:
            super().keyPressEvent(event)


_HELD = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


def button(
    text: str,
    act: Callable[[], object],
    *,
    kind: str = "",
    shortcut: str = "",
    icon: QIcon | None = None,
    hint: str = "",
) -> QPushButton:
    """A button; `kind` is "primary", "danger", "chip", "link" or "plain". `text` is shown as it is, "&" and all."""
    made = PressedByEnter(text.replace("&", "&&"))
    made.setAccessibleName(text)
    made.setAutoDefault(False)
    if kind:
        made.setProperty("kind", kind)
    if icon is not None:
        made.setIcon(icon)
    told = hint
    if shortcut:
        made.setShortcut(QKeySequence(shortcut))
        told = f"{hint or text} ({QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)})"
    if told:
        made.setToolTip(told)
    made.clicked.connect(lambda *_: act())
    return made
