"""What is said of a measure's file before it is added: its faults, or how it will look."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtWidgets import QFrame, QVBoxLayout

from app.domain.measures.look import lines
from app.services.measures.own import Looked
from app.views.context import voice
from app.views.widgets.emptying import empty_out
from app.views.widgets.words import selectable, style_as, words

_MOST_FAULTS: Final = 40


class MeasureLook(QFrame):
    """Out of sight until there is something to be said."""

    def __init__(self) -> None:
        super().__init__()
        self._lines = QVBoxLayout(self)
        self.hide()

    def show_looked(self, looked: Looked | None, *, made: bool = False) -> None:
        """Show what a file is, nothing where none is; of one that was `made` in a form nobody knows the lines."""
        empty_out(self._lines)
        told = tuple(_told(looked, made=made)) if looked is not None else ()
        for n, each in enumerate(told):
            self._lines.addWidget(selectable(words(each, "" if n else "strong")))
        is_right = looked is not None and looked.measure is not None
        style_as(self, "bar", "note" if is_right else "error")
        self.setVisible(looked is not None)
        if told:
            voice.say(self, told[0], now=not is_right)


def _told(looked: Looked, *, made: bool) -> Iterable[str]:
    if looked.measure is not None:
        yield "It will look like this"
        yield from lines(looked.measure)
        return
    many = len(looked.faults)
    what = "It" if made else looked.name
    yield f"{what} cannot be added: {many} {'fault' if many == 1 else 'faults'}"
    yield from (each.sentence if made else str(each) for each in looked.faults[:_MOST_FAULTS])
    if many > _MOST_FAULTS:
        yield f"And {many - _MOST_FAULTS} more: `casework score --check` on the command line lists all."
