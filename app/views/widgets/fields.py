"""A field that no declaration makes: label above, hint, and after a vain try to go on, the sentence that says why."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from app.views.widgets.layouts import vertical
from app.views.widgets.words import style_as, words


class Field(QWidget):
    """One field; `target` takes the keyboard and bears the name, `editor` is what is laid out."""

    def __init__(
        self,
        label: str,
        target: QWidget,
        *,
        hint: str = "",
        optional: bool = False,
        editor: QWidget | None = None,
    ) -> None:
        super().__init__()
        self.target = target
        self._hint = hint
        named = f"{label} (optional)" if optional else label
        if not isinstance(target, QAbstractButton):
            # A box to tick is called by its own words.
            target.setAccessibleName(named)
        self._label = words(named.replace("&", "&&"), "label", buddy=target)
        self._told = words("", "error")
        self._told.hide()
        column = vertical(self, self._label, gap=2)
        if hint:
            column.addWidget(words(hint, "hint"))
        column.addWidget(self._told)
        column.addWidget(editor or target)
        self.show_problem("")

    def show_problem(self, told: str) -> None:
        """Say what is wrong beside the field, or take that away."""
        self._told.setText(f"Error: {told}" if told else "")
        self._told.setVisible(bool(told))
        style_as(self.target, "state", "error" if told else "")
        self.target.setAccessibleDescription(
            " ".join(part for part in (self._told.text(), self._hint) if part)
        )

    def take_keyboard(self) -> None:
        """Put the keyboard here."""
        self.target.setFocus(Qt.FocusReason.OtherFocusReason)


def line(text: str = "", *, most: int = 200) -> QLineEdit:
    """A line to type into."""
    made = QLineEdit(text)
    made.setMaxLength(most)
    return made
