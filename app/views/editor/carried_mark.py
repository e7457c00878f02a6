"""The mark at a field whose answer was brought in from an earlier record."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from app.views.widgets.buttons import button
from app.views.widgets.notice import unbroken
from app.views.widgets.words import words


class CarriedMark(QFrame):
    """Says where the answer is from; `confirmed` lets it stand."""

    confirmed = Signal()

    def __init__(self, told: str, label: str) -> None:
        super().__init__()
        self.setProperty("bar", "care")
        self._words = words("", "care")
        confirm = button("Confirm", self.confirmed.emit, hint="It was read, and still holds")
        confirm.setAccessibleName(f"Confirm what was carried forward: {label}")
        row = QHBoxLayout(self)
        row.addWidget(self._words, 1)
        row.addWidget(confirm, 0, Qt.AlignmentFlag.AlignTop)
        self.tell(told)

    def tell(self, told: str) -> None:
        """Say where it is from."""
        self._words.setText(unbroken(told))
        self.setAccessibleName(told)
