"""A few fields and one act, inside a card: what is wrong is said on going on, in one list and at each field."""

from collections.abc import Iterable, Mapping

from PySide6.QtWidgets import QLineEdit, QWidget

from app.views.look.look import Look
from app.views.widgets.buttons import button
from app.views.widgets.fields import Field
from app.views.widgets.layouts import vertical
from app.views.widgets.problems import Problem, ProblemSummary
from app.views.widgets.waiting import Waiting


class SmallForm(QWidget):
    """Subclasses add fields, then `finish`; `check` looks, `do` acts when nothing is wrong."""

    def __init__(self, look: Look, act: str) -> None:
        super().__init__()
        self.fields: dict[str, Field] = {}
        self.summary = ProblemSummary()
        self.summary.picked.connect(lambda name: self.fields[name].take_keyboard())
        self.act = button(act, self.go_on, kind="primary")
        self.waiting = Waiting(look)
        self.column = vertical(self, self.summary, gap=look.pixels(0.6))

    def add(self, name: str, field: Field) -> None:
        """Put a field under the others; Enter in a line goes on."""
        self.fields[name] = field
        self.column.addWidget(field)
        self._enter(field)

    def add_group(self, group: QWidget, fields: Mapping[str, Field]) -> None:
        """Put a part with fields of its own under the others."""
        self.fields.update(fields)
        self.column.addWidget(group)
        for field in fields.values():
            self._enter(field)

    def finish(self) -> None:
        """Put the act under all that was added."""
        self.act.setSizePolicy(self.act.sizePolicy().Policy.Fixed, self.act.sizePolicy().Policy.Fixed)
        self.column.addWidget(self.waiting)
        self.column.addWidget(self.act)

    def problems(self) -> Iterable[Problem]:
        """What is wrong so far; quick."""
        raise NotImplementedError

    def do(self) -> None:
        """Act: nothing is wrong so far."""
        raise NotImplementedError

    def go_on(self) -> None:
        """Look, and act when nothing is wrong."""
        if self.act.isEnabled() and not self.mark(self.problems()):
            self.do()

    def mark(self, problems: Iterable[Problem]) -> bool:
        """Show what is wrong; gives whether anything is."""
        found = tuple(problems)
        for name, field in self.fields.items():
            field.show_problem(next((each.words for each in found if each.path == name), ""))
        self.summary.show_all(found)
        return bool(found)

    def busy(self, told: str) -> None:
        """Say what is under way and take no second try; empty says that it has ended."""
        self.act.setEnabled(not told)
        if told:
            self.waiting.begin(told)
        else:
            self.waiting.end()

    def _enter(self, field: Field) -> None:
        if isinstance(field.target, QLineEdit):
            field.target.returnPressed.connect(self.go_on)
