"""What two sheets of a kind differ in, for whoever reads versions or has to choose between two texts."""

from functools import cached_property
from typing import Final

from PySide6.QtWidgets import QWidget

from app.domain.records.differences import FieldDifference, differences
from app.domain.records.kind import Kind
from app.domain.records.record import Sheet
from app.views.context import voice
from app.views.context.context import Context
from app.views.widgets.layouts import vertical
from app.views.widgets.words import words
from app.views.writing.diff_view import DiffView

_LEAST_EMS: Final = 10


class Comparison(QWidget):
    """Only what differs, field by field."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.summary = words("", "hint")
        self._column = vertical(self, self.summary)

    @cached_property
    def text(self) -> DiffView:
        """Where the differences stand: made when somebody first compares, for most never do."""
        made = DiffView(self._context.theme)
        made.setMinimumHeight(self._context.theme.pixels(_LEAST_EMS))
        self._column.addWidget(made, 1)
        return made

    def show_two(self, made: Kind, older: Sheet, newer: Sheet) -> None:
        """Compare two sheets of a kind; long texts take a moment, so it is done aside."""
        self.summary.setText("Comparing…")
        tasks = self._context.tasks
        tasks.run(differences, made, older, newer, owner=self, then=self._show, aside=True)

    def _show(self, found: tuple[FieldDifference, ...]) -> None:
        message = {0: "Nothing differs", 1: "One field differs"}
        self.summary.setText(message.get(len(found), f"{len(found)} fields differ"))
        self.text.show_differences(found)
        voice.say(self, self.summary.text())
