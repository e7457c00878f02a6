"""A box for a passphrase: hidden unless somebody asks to see it, open to pasting, emptied when it is taken.

Wherever a passphrase is typed it is typed here, so that what is said of Caps Lock is said everywhere.
"""

from PySide6 import QtCore
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.views.widgets.buttons import button
from app.views.widgets.caps_lock import CapsLock
from app.views.widgets.layouts import horizontal, vertical

_MOST = 1024


class SecretBox(QWidget):
    """A line and a button that shows what is in it; `line` takes the keyboard."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setMaxLength(_MOST)
        self.line.textEdited.connect(lambda _: self.edited.emit())
        self.reveal = button("Show", self._shown, hint="Show what is typed here")
        self.reveal.setCheckable(True)
        self.reveal.setAccessibleName("Show passphrase")
        self.caps = CapsLock(self.line)
        self.hide_again()
        vertical(self, horizontal(None, (self.line, 1), self.reveal), self.caps.sign, gap=2)

    def text(self) -> str:
        """What is typed."""
        return self.line.text()

    def fill(self, text: str) -> None:
        """Put text in, as if typed."""
        self.line.setText(text)

    def take(self) -> str:
        """Give what is typed and empty the box."""
        typed = self.line.text()
        self.empty()
        return typed

    def empty(self) -> None:
        """Empty the box, its undo too, and hide what will be typed next."""
        # setText, unlike clear, leaves nothing to undo.
        self.line.setText("")
        self.caps.sign.hide()
        self.hide_again()

    def hide_again(self) -> None:
        """Show dots."""
        self.reveal.setChecked(False)
        self._shown()

    def _shown(self) -> None:
        shows = self.reveal.isChecked()
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if shows else QLineEdit.EchoMode.Password)
        if shows:
            # Qt itself keeps keyboards from learning what is hidden, and lets them when it is shown.
            hint = QtCore.Qt.InputMethodHint
            self.line.setInputMethodHints(
                hint.ImhSensitiveData | hint.ImhNoPredictiveText | hint.ImhNoAutoUppercase
            )
        says = "Hide" if shows else "Show"
        if self.reveal.text() != says:
            self.reveal.setText(says)
