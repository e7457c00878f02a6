"""The bar at the head of a page: what could not be done, in the sentence of its failure, beside the work it was for."""

from typing import TYPE_CHECKING

from PySide6 import QtWidgets
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel

from app.views.context import voice
from app.views.widgets.buttons import button
from app.views.widgets.layouts import horizontal
from app.views.widgets.words import selectable, style_as, words

if TYPE_CHECKING:
    from app.views.widgets.buttons import PressedByEnter


class Bar(QFrame):
    """One message at a time; `kind` is "error", "care", "good" or "note". Hidden while there is none."""

    acted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._parts: tuple[QLabel, PressedByEnter] | None = None
        """The words and the act, made with the first message: most pages say nothing."""
        self.hide()

    @property
    def text(self) -> str:
        """What it says; empty while hidden."""
        return "" if self.isHidden() or self._parts is None else self._parts[0].text()

    def tell(self, text: str, kind: str = "error", act: str = "") -> None:
        """Show a message, and say it aloud; `act` puts a button beside it, told by `acted`."""
        said, acts = self._parts = self._parts or self._filled()
        said.setText(text)
        acts.setText(act)
        acts.setAccessibleName(act)
        acts.setVisible(bool(act))
        self.setAccessibleName(text)
        style_as(self, "bar", kind)
        self.show()
        voice.say(self, text, now=kind == "error")

    def clear(self) -> None:
        """Take the message away."""
        self.hide()
        if self._parts is not None:
            self._parts[0].clear()

    def _filled(self) -> "tuple[QLabel, PressedByEnter]":
        from app.views.widgets.layouts import TOP  # noqa: PLC0415 - made when it is asked for

        said, acts = selectable(words("")), button("", self.acted.emit)
        policy = QtWidgets.QSizePolicy.Policy
        said.setSizePolicy(policy.Expanding, policy.Preferred)
        close = button("Dismiss", self.clear, kind="quiet")
        # The thick edge at the left is set by a property, which comes after the layout.
        gap = self.fontMetrics().height() // 2
        horizontal(self, (said, 1), (acts, TOP), (close, TOP), pad=(2 * gap, gap, gap, gap))
        return said, acts
