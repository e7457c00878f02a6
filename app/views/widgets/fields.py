"""A field that no declaration makes: label above, hint, and after a vain try to go on, the sentence that says why."""

from typing import Final

from PySide6 import QtCore, QtWidgets
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QToolButton, QWidget

from app.views.theme.theme import Theme
from app.views.widgets.layouts import vertical
from app.views.widgets.words import style_as, words

LINE: Final = 280
"""How wide a box is for a few words, in pixels at 100 % text; then for a name, a login name and a passphrase."""
NAME: Final = 320
LOGIN: Final = 200
SECRET: Final = 400


class Field(QWidget):
    """One field; `target` takes the keyboard and bears the name, `editor` is what is laid out.

    What is said to be wrong with it goes with the next change: whether it is right now is said on going on.
    """

    changed = Signal()
    """Something else stands in it."""

    def __init__(
        self,
        label: str,
        target: QWidget,
        *,
        hint: str = "",
        editor: QWidget | None = None,
    ) -> None:
        super().__init__()
        self.target = target
        self._hint = hint
        if not isinstance(target, QAbstractButton):
            # A box to tick is called by its own words.
            target.setAccessibleName(label)
        self._label = words(label.replace("&", "&&"), "label", buddy=target)
        self._message = words("", "error")
        self._message.hide()
        column = vertical(self, self._label, gap=self.fontMetrics().height() // 3)
        if hint:
            column.addWidget(words(hint, "hint"))
        column.addWidget(editor or target)
        column.addWidget(self._message)
        self.show_problem("")
        # Asked of Qt first: Python's side of what drops down is made for nobody who has none.
        if target.inherits("QComboBox") and isinstance(target, QtWidgets.QComboBox):
            # As wide as the longest choice, which may be offered later.
            target.setSizeAdjustPolicy(QtWidgets.QComboBox.SizeAdjustPolicy.AdjustToContents)
            policy = QtWidgets.QSizePolicy.Policy
            target.setSizePolicy(policy.Maximum, policy.Fixed)
        for name in ("textChanged", "currentIndexChanged", "toggled"):
            if (signal := getattr(target, name, None)) is not None:
                signal.connect(self._touched)

    @property
    def problem(self) -> str:
        """What is said to be wrong; empty when nothing is."""
        return self._message.text()

    def show_problem(self, message: str) -> None:
        """Say what is wrong beside the field, or take that away."""
        self._message.setText(f"Error: {message}" if message else "")
        self._message.setVisible(bool(message))
        style_as(self.target, "state", "error" if message else "")
        self.target.setAccessibleDescription(
            " ".join(part for part in (self._message.text(), self._hint) if part)
        )

    def take_keyboard(self) -> None:
        """Put the keyboard here."""
        self.target.setFocus(QtCore.Qt.FocusReason.OtherFocusReason)

    def _touched(self) -> None:
        if self.problem:
            self.show_problem("")
        self.changed.emit()


class Width(QObject):
    """Keeps a part as wide as what belongs into it, at any text size; made for the part and gone with it."""

    def __init__(self, part: QWidget, theme: Theme, at_100: float) -> None:
        super().__init__(part)
        self._part, self._theme, self._at_100 = part, theme, at_100
        theme.follow(self._measure)

    def _measure(self) -> None:
        self._part.setMaximumWidth(self._theme.px(self._at_100))


def line(text: str = "", *, most: int = 200) -> QLineEdit:
    """A line to type into."""
    made = QLineEdit(text)
    made.setMaxLength(most)
    return made


def finding(name: str) -> QLineEdit:
    """A line that narrows a list. The cross that takes back what is typed has a name, which Qt does not give it."""
    made = line()
    made.setAccessibleName(name)
    made.setClearButtonEnabled(True)
    for cross in made.findChildren(QToolButton):
        cross.setAccessibleName("Clear")
    return made
