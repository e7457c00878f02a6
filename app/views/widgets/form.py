"""Fields and one act: nothing is said while typing; on going on, every problem is said at once, and at each field."""

from collections.abc import Iterable, Mapping
from functools import partial

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.views.widgets.buttons import button
from app.views.widgets.fields import Field
from app.views.widgets.problems import Problem, ProblemSummary


class Form:
    """Mixed into a widget, which begins with a column and adds fields; it has `problems` or `check`, and `do`."""

    def begin(self, column: QVBoxLayout, act: str) -> None:
        """Stand in a column, with the summary of problems above all else; the act is the widget's to place."""
        self.fields: dict[str, Field] = {}
        self.column = column
        self.summary = ProblemSummary()
        self.summary.picked.connect(self.go_to)
        self.act = button(act, self.go_on, kind="primary")
        self.add(self.summary)

    def add(self, part: QWidget) -> None:
        """Put a part under the others."""
        self.column.addWidget(part)

    def add_field(self, name: str, field: Field) -> Field:
        """Put a field under the others; Enter in a line goes on."""
        self.add_group(field, {name: field})
        return field

    def add_group(self, group: QWidget, fields: Mapping[str, Field]) -> None:
        """Put a part with fields of its own under the others."""
        self.add(group)
        self.fields.update(fields)
        for field in fields.values():
            field.changed.connect(partial(self._mended, tuple(fields)))
            if isinstance(field.target, QLineEdit):
                field.target.returnPressed.connect(self.go_on)

    def problems(self) -> Iterable[Problem]:
        """What is wrong so far; quick."""
        raise NotImplementedError

    def do(self) -> None:
        """Act: all is in order."""
        raise NotImplementedError

    def check(self) -> None:
        """Look for problems, and give them to `checked`."""
        self.checked(self.problems())

    def go_on(self) -> None:
        """Look for problems, and act when there are none."""
        if self.act.isEnabled():
            self.check()

    def checked(self, problems: Iterable[Problem]) -> None:
        """Show the problems, or act."""
        if not self.mark(problems):
            self.do()

    def mark(self, problems: Iterable[Problem] = ()) -> bool:
        """Show what is wrong, in place of what was wrong at an earlier try; gives whether anything is."""
        found = tuple(problems)
        for name, field in self.fields.items():
            field.show_problem(next((each.words for each in found if each.path == name), ""))
        self.summary.show_all(found)
        return bool(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the list of problems, where there is one."""
        if not self.summary.goes_back(event):
            super().keyPressEvent(event)  # type: ignore[misc] # of the widget that this is mixed into

    def _mended(self, names: tuple[str, ...]) -> None:
        """What was said of fields that belong together may not hold once one of them is changed."""
        for name in names:
            self.fields[name].show_problem("")
        self.summary.drop(names)

    def go_to(self, name: str) -> None:
        """Put the keyboard into a field."""
        self.fields[name].take_keyboard()
