"""A screen with fields and one act: nothing is said while typing; on going on, every problem is said at once."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.views.context import voice
from app.views.context.context import Context
from app.views.start.screen import StartScreen
from app.views.widgets.buttons import button
from app.views.widgets.fields import Field
from app.views.widgets.layouts import horizontal
from app.views.widgets.problems import Problem, ProblemSummary
from app.views.widgets.words import words


class FormScreen(StartScreen):
    """Its fields by name, a summary of problems, and Back beside the act."""

    went_back = Signal()

    def __init__(self, context: Context, act: str) -> None:
        super().__init__(context)
        self.fields: dict[str, Field] = {}
        self.summary = ProblemSummary()
        self.summary.picked.connect(self.go_to)
        self.body.addWidget(self.summary)
        self.progress = words("", "hint")
        self.progress.hide()
        self.act = button(act, self.go_on, kind="primary")
        self.act.setDefault(True)
        self.back = button("Back", self.went_back.emit)
        self._act_name = act

    def add_field(self, name: str, field: Field) -> Field:
        """Put a field under the others; Enter in it goes on."""
        self.body.addWidget(field)
        self._take(name, field)
        return field

    def add_group(self, group: QWidget, fields: Mapping[str, Field]) -> None:
        """Put a part with fields of its own under the others."""
        self.body.addWidget(group)
        for name, field in fields.items():
            self._take(name, field)

    def add(self, part: QWidget) -> None:
        """Put another part under what is there."""
        self.body.addWidget(part)

    def add_foot(self, *others: QPushButton) -> None:
        """Put the buttons under all that was added."""
        row = horizontal(None, self.act, self.back)
        for each in others:
            row.addWidget(each)
        row.addStretch(1)
        self.body.addWidget(self.progress)
        self.body.addLayout(row)

    def arrive(self) -> None:
        """Put the keyboard into the first field."""
        for field in self.fields.values():
            field.take_keyboard()
            self.show_part(self.heading)
            return

    def go_on(self) -> None:
        """Look for problems, and act when there are none."""
        if not self.act.isEnabled():
            return
        self.bar.clear()
        self.check()

    def check(self) -> None:
        """Look for problems, away from the window, and give them to `checked`."""
        raise NotImplementedError

    def do(self) -> None:
        """Act: all is in order."""
        raise NotImplementedError

    def checked(self, problems: Iterable[Problem]) -> None:
        """Show the problems, or act."""
        found = tuple(problems)
        self._mark(found)
        if found:
            self.show_part(self.summary)
        else:
            self.do()

    def forget_problems(self) -> None:
        """Take away what was said of an earlier try."""
        self._mark(())

    def _mark(self, found: tuple[Problem, ...]) -> None:
        for name, field in self.fields.items():
            field.show_problem(next((each.words for each in found if each.path == name), ""))
        self.summary.show_all(found)

    def _take(self, name: str, field: Field) -> None:
        self.fields[name] = field
        pressed = getattr(field.target, "returnPressed", None)
        if pressed is not None:
            pressed.connect(self.go_on)

    def go_to(self, name: str) -> None:
        """Put the keyboard into a field."""
        self.fields[name].take_keyboard()
        self.show_part(self.fields[name])

    def busy(self, told: str) -> None:
        """Say what is under way and take no second try; empty says that it has ended."""
        self.progress.setText(told)
        self.progress.setVisible(bool(told))
        self.act.setEnabled(not told)
        self.back.setEnabled(not told)
        voice.say(self, told)

    def refused(self, failure: BaseException) -> None:
        """Let the person try again."""
        self.busy("")
        super().refused(failure)
