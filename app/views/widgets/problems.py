"""What has to be put right before going on: one frame at the head that takes the keyboard and leads to each field."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from app.views.context import voice
from app.views.widgets.buttons import PressedByEnter
from app.views.widgets.layouts import vertical
from app.views.widgets.words import words


@dataclass(frozen=True)
class Problem:
    """A field, by its name, and the sentence beside it."""

    path: str
    words: str


class ProblemSummary(QFrame):
    """The list; hidden while there is none. `picked` says which field somebody wants to go to."""

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
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
        # They were made last, and are to be come to first.
        for before, after in pairwise((self, *self._lines)):
            QWidget.setTabOrder(before, after)
        self.setVisible(bool(found))
        if found:
            told = ". ".join(problem.words for problem in found)
            self.setAccessibleDescription(told)
            self.setFocus()
            voice.say(self, f"There is a problem. {told}", now=True)

    def _line(self, problem: Problem) -> QWidget:
        link = _Link(problem.words)
        link.clicked.connect(lambda: self.picked.emit(problem.path))
        return link


class _Link(PressedByEnter):
    """A button whose words take a second line where the window is narrow: a button's own text cannot."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setAccessibleName(text)
        self.setProperty("kind", "link")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        label = words(text)
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        vertical(self, label)
