"""Says under a passphrase that Caps Lock is on, where what is typed tells it.

Qt does not say how Caps Lock stands, but a letter does: a capital that came without Shift, or a small one that came
with it. Before the first letter, after Caps Lock itself was pressed and while the keyboard was elsewhere nothing is
known, and so nothing is said.
"""

import sys
from typing import Final

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from app.views.context import voice
from app.views.widgets.words import words

SAID: Final = "Caps Lock is on."


class CapsLock(QObject):
    """Watches the keys of one line; `sign` is laid out under it."""

    def __init__(self, line: QLineEdit) -> None:
        super().__init__(line)
        self.sign = words(SAID, "care")
        self.sign.hide()
        line.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """See what is typed, and leave it alone."""
        if event.type() == QEvent.Type.FocusOut:
            self.sign.hide()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._show(is_on(event))
        return False

    def _show(self, on: bool | None) -> None:  # noqa: FBT001 - what a key told
        if on is None or on is not self.sign.isHidden():
            return
        self.sign.setVisible(on)
        if on:
            voice.say(self.sign, SAID, now=True)


def is_on(event: QKeyEvent, platform: str = sys.platform) -> bool | None:
    """What a key tells of Caps Lock: on, not known to be on, or nothing."""
    if event.key() == QtCore.Qt.Key.Key_CapsLock:
        return False
    held = QtCore.Qt.KeyboardModifier
    others = held.ControlModifier | held.AltModifier | held.MetaModifier
    typed = event.text()
    if len(typed) != 1 or typed.islower() == typed.isupper() or event.modifiers() & others:
        return None
    with_shift = bool(event.modifiers() & held.ShiftModifier)
    if platform == "darwin" and with_shift:
        # A capital either way: there Shift takes nothing back.
        return None
    return typed.isupper() is not with_shift
