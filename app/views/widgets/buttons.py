"""Buttons: each names its act and says its shortcut."""

from collections.abc import Callable

from PySide6 import QtCore, QtGui
from PySide6.QtCore import QSize
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton

from app.views.theme.theme import Theme


class PressedByEnter(QPushButton):
    """A button that Enter presses as Space does, in a window as in a dialog."""

    _worn: tuple[Theme, str, str, float] | None = None
    _follows = False

    def wear(self, theme: Theme, icon: str, role: str = "text", *, ems: float = 16 / 14) -> None:
        """Bear an icon, and draw it anew when the look changes."""
        self._worn = theme, icon, role, ems
        if self._follows:
            self._draw_icon()
        else:
            self._follows = True
            theme.follow(self._draw_icon)

    def doff(self) -> None:
        """Bear no icon any more."""
        self._worn = None
        self.setIcon(QtGui.QIcon())

    def setText(self, text: str) -> None:
        """Say something else. Qt takes a button's keys away with its words: they stay."""
        keys = self.shortcut()
        super().setText(text)
        if not keys.isEmpty():
            self.setShortcut(keys)

    def _draw_icon(self) -> None:
        if self._worn is None:
            return
        theme, icon, role, ems = self._worn
        side = theme.pixels(ems)
        # Qt sets words 4 pixels from an icon: the picture carries the rest of the room between them itself.
        room = theme.px(4) if self.text() else 0
        self.setIcon(theme.icon(icon, role, ems=ems, room=room))
        self.setIconSize(QSize(side + room, side))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter."""
        keys, held = QtCore.Qt.Key, QtCore.Qt.KeyboardModifier
        others = held.ControlModifier | held.AltModifier | held.MetaModifier
        if event.key() in {keys.Key_Return, keys.Key_Enter} and not event.modifiers() & others:
            self.click()
        else:
            super().keyPressEvent(event)


def button(
    text: str, act: Callable[[], object], *, kind: str = "", shortcut: str = "", hint: str = ""
) -> PressedByEnter:
    """A button; `kind` is "primary", "quiet", "danger", "chip" or "link". `text` is shown as it is, "&" and all."""
    made = PressedByEnter(text.replace("&", "&&"))
    made.setAccessibleName(text)
    made.setAutoDefault(False)
    if kind:
        made.setProperty("kind", kind)
    message = hint
    if shortcut:
        # Looked up here: its list of standard keys takes long to make, and most buttons have no shortcut.
        keys = QtGui.QKeySequence(shortcut)
        made.setShortcut(keys)
        message = f"{hint or text} ({keys.toString(QtGui.QKeySequence.SequenceFormat.NativeText)})"
    if message:
        made.setToolTip(message)
    made.clicked.connect(lambda *_: act())
    return made
