"""What has to be put right before going on: one frame at the head that takes the keyboard and leads to each field."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from PySide6 import QtCore, QtWidgets
from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from app.views.context import voice
from app.views.widgets.buttons import PressedByEnter
from app.views.widgets.emptying import empty_out
from app.views.widgets.layouts import vertical
from app.views.widgets.words import words


@dataclass(frozen=True)
class Problem:
    """A field, by its name or path, and the sentence beside it."""

    path: str
    words: str


class ProblemSummary(QFrame):
    """The list; hidden while there is none. `picked` says which field somebody wants to go to.

    Return on a line goes to its field, the arrow keys from line to line, and Escape in a field back to its line.
    """

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("errors")
        self.setAccessibleName("There is a problem")
        self._column = QVBoxLayout(self)
        self._column.addWidget(words("There is a problem", "h2"))
        self._lines: dict[str, _Link] = {}
        self._left_at = ""
        self.hide()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is shown."""
        return tuple(Problem(path, line.accessibleName()) for path, line in self._lines.items())

    def show_all(self, problems: Iterable[Problem]) -> None:
        """Show the problems and take the keyboard; none hides the frame."""
        empty_out(self._column, keep=1)
        found = tuple(problems)
        self._left_at = ""
        self._lines = {problem.path: self._line(problem) for problem in found}
        for line in self._lines.values():
            self._column.addWidget(line)
        self.setVisible(bool(found))
        if found:
            self._describe()
            self.setFocusPolicy(QtCore.Qt.FocusPolicy.StrongFocus)
            self.setFocus()
            voice.say(self, f"There is a problem. {self.accessibleDescription()}", now=True)

    def keep(self, problems: Iterable[Problem]) -> None:
        """Of what is shown leave what is still a problem, in the words of now; the keyboard stays where it is."""
        now = {problem.path: problem.words for problem in problems}
        self.drop([path for path in self._lines if path not in now])
        for path, line in self._lines.items():
            line.say(now[path])
        self._describe()

    def drop(self, paths: Collection[str]) -> None:
        """Take away lines that are mended, and the list with the last of them."""
        for path in [path for path in paths if path in self._lines]:
            line = self._lines.pop(path)
            if line.hasFocus():
                self.setFocus()
            line.hide()
            line.deleteLater()
        self._describe()
        if not self._lines:
            self.hide()

    def goes_back(self, event: QKeyEvent) -> bool:
        """Whether a key in a field goes back to the list: to the line it was come from, or the first."""
        if event.key() != QtCore.Qt.Key.Key_Escape or event.modifiers() or self.isHidden() or not self._lines:
            return False
        line = self._lines.get(self._left_at) or next(iter(self._lines.values()))
        line.setFocus(QtCore.Qt.FocusReason.OtherFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return goes to the first field, the arrow keys to the lines."""
        lines = list(self._lines.values())
        at = next((n for n, line in enumerate(lines) if line.hasFocus()), -1)
        keys = QtCore.Qt.Key
        step = {keys.Key_Down: 1, keys.Key_Up: -1}.get(keys(event.key()), 0)
        if step and 0 <= at + step < len(lines):
            lines[at + step].setFocus(QtCore.Qt.FocusReason.TabFocusReason)
        elif event.key() in {keys.Key_Return, keys.Key_Enter} and self.hasFocus() and lines:
            lines[0].click()
        else:
            super().keyPressEvent(event)

    def _line(self, problem: Problem) -> "_Link":
        link = _Link(problem.words)
        link.clicked.connect(lambda: self._pick(problem.path))
        return link

    def _pick(self, path: str) -> None:
        self._left_at = path
        self.picked.emit(path)

    def _describe(self) -> None:
        self.setAccessibleDescription(". ".join(problem.words for problem in self.problems))


class _Link(PressedByEnter):
    """A button whose words take a second line where the window is narrow: a button's own text cannot."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setProperty("kind", "link")
        policy = QtWidgets.QSizePolicy.Policy
        self.setSizePolicy(policy.Ignored, policy.Preferred)
        self._label = words("")
        self._label.setAttribute(QtCore.Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        vertical(self, self._label)
        self.say(text)

    def say(self, text: str) -> None:
        """Say what is wrong."""
        if text != self.accessibleName():
            self.setAccessibleName(text)
            self._label.setText(text)
