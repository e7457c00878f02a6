"""The bar at the head of a page: what could not be done, in the sentence of its failure, beside the work it was for."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QSizePolicy

from app.views.context import voice
from app.views.widgets.buttons import button
from app.views.widgets.layouts import TOP, horizontal
from app.views.widgets.words import selectable, style_as, words


class Bar(QFrame):
    """One message at a time; `kind` is "error", "care", "good" or "note". Hidden while there is none."""

    acted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._words = selectable(words("", "strong"))
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._act = button("", self.acted.emit)
        self._close = button("Dismiss", self.clear, kind="plain")
        # The thick edge at the left is set by a property, which comes after the layout.
        gap = self.fontMetrics().height() // 2
        parts = (self._words, 1), (self._act, TOP), (self._close, TOP)
        horizontal(self, *parts, pad=(2 * gap, gap, gap, gap))
        self.hide()

    @property
    def text(self) -> str:
        """What it says; empty while hidden."""
        return "" if self.isHidden() else self._words.text()

    def tell(self, text: str, kind: str = "error", act: str = "") -> None:
        """Show a message, and say it aloud; `act` puts a button beside it, told by `acted`."""
        self._words.setText(text)
        self._act.setText(act)
        self._act.setAccessibleName(act)
        self._act.setVisible(bool(act))
        self.setAccessibleName(text)
        style_as(self, "bar", kind)
        self.show()
        voice.say(self, text, now=kind == "error")

    def clear(self) -> None:
        """Take the message away."""
        self.hide()
        self._words.clear()
