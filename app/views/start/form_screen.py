"""A screen before an open vault that has fields and one act."""

from collections.abc import Iterable

from app.views.context import voice
from app.views.context.context import Context
from app.views.start.screen import StartScreen
from app.views.widgets.buttons import button
from app.views.widgets.form import Form
from app.views.widgets.layouts import horizontal
from app.views.widgets.problems import Problem
from app.views.widgets.words import words


class FormScreen(Form, StartScreen):
    """The fields, and Back beside the act."""

    def __init__(self, context: Context, act: str) -> None:
        super().__init__(context)
        self.begin(self.body, act)
        self.progress = words("", "hint")
        self.progress.hide()
        self.act.setDefault(True)
        self.back = button("Back", self.went_back.emit)

    def add_foot(self) -> None:
        """Put the buttons under all that was added."""
        self.body.addWidget(self.progress)
        self.body.addLayout(horizontal(None, self.act, self.back, 1))

    def focus_first(self) -> None:
        """Put the keyboard into the first field."""
        next(iter(self.fields.values())).take_keyboard()
        self.show_part(self.heading)

    def go_on(self) -> None:
        """Look for problems, with nothing said of an earlier try."""
        if self.act.isEnabled():
            self.bar.clear()
            self.check()

    def mark(self, problems: Iterable[Problem] = ()) -> bool:
        """Show what is wrong, in sight."""
        is_wrong = super().mark(problems)
        if is_wrong:
            self.show_part(self.summary)
        return is_wrong

    def go_to(self, name: str) -> None:
        """Put the keyboard into a field, in sight."""
        super().go_to(name)
        self.show_part(self.fields[name])

    def busy(self, message: str) -> None:
        """Say what is under way and take no second try; empty says that it has ended."""
        self.progress.setText(message)
        self.progress.setVisible(bool(message))
        self.act.setEnabled(not message)
        self.back.setEnabled(not message)
        voice.say(self, message)

    def refused(self, failure: BaseException) -> None:
        """Let the person try again."""
        self.busy("")
        super().refused(failure)
