"""A box for a passphrase: hidden unless somebody asks to see it, open to pasting, emptied when it is taken."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.views.widgets.buttons import button
from app.views.widgets.layouts import horizontal

_MOST = 1024


class SecretBox(QWidget):
    """A line and a button that shows what is in it; `line` takes the keyboard."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setMaxLength(_MOST)
        self.line.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self.line.textEdited.connect(lambda _: self.edited.emit())
        self.reveal = button("Show", self._shown, hint="Show what is typed here")
        self.reveal.setCheckable(True)
        self.reveal.setAccessibleName("Show passphrase")
        self.hide_again()
        horizontal(self, (self.line, 1), self.reveal)

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
        self.hide_again()

    def hide_again(self) -> None:
        """Show dots."""
        self.reveal.setChecked(False)
        self._shown()

    def _shown(self) -> None:
        shows = self.reveal.isChecked()
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if shows else QLineEdit.EchoMode.Password)
        self.reveal.setText("Hide" if shows else "Show")
