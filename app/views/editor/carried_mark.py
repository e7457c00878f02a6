"""The mark at a field whose answer was brought in from an earlier record."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from app.views.widgets.buttons import button
from app.views.widgets.layouts import TOP, horizontal
from app.views.widgets.words import unbroken, words


class CarriedMark(QFrame):
    """Says where the answer is from; `confirmed` lets it stand."""

    confirmed = Signal()

    def __init__(self, message: str, label: str) -> None:
        super().__init__()
        self.setProperty("bar", "care")
        self._words = words("", "care")
        confirm = button("Confirm", self.confirmed.emit, hint="It was read, and still holds")
        confirm.setAccessibleName(f"Confirm what was carried forward: {label}")
        horizontal(self, (self._words, 1), (confirm, TOP), pad=None)
        self.tell(message)

    def tell(self, message: str) -> None:
        """Say where it is from."""
        self._words.setText(unbroken(message))
        self.setAccessibleName(message)
