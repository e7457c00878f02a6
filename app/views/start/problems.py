"""What has to be put right before going on: one frame at the head that takes the keyboard and leads to each field."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.views import voice
from app.views.widgets.buttons import button
from app.views.widgets.words import words


@dataclass(frozen=True)
class Problem:
    """A field, by its name, and the sentence beside it."""

    path: str
    words: str


class ProblemSummary(QFrame):
    """The list; hidden while there is none. `picked` says which field somebody wants to go to."""

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("errors")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("There is a problem")
        self._column = QVBoxLayout(self)
        self._column.addWidget(words("There is a problem", "h2"))
        self._lines: list[QWidget] = []
        self.hide()

    def show_all(self, problems: Iterable[Problem]) -> None:
        """Show the problems and take the keyboard; none hides the frame."""
        for line in self._lines:
            self._column.removeWidget(line)
            line.deleteLater()
        found = tuple(problems)
        self._lines = [self._line(problem) for problem in found]
        for line in self._lines:
            self._column.addWidget(line)
        self.setVisible(bool(found))
        if found:
            told = ". ".join(problem.words for problem in found)
            self.setAccessibleDescription(told)
            self.setFocus()
            voice.say(self, f"There is a problem. {told}", now=True)

    def _line(self, problem: Problem) -> QWidget:
        return button(problem.words, lambda: self.picked.emit(problem.path), kind="link")
