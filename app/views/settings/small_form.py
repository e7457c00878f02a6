"""A few fields and one act, inside a card, that give somebody a new passphrase."""

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QWidget

from app.errors import NotAcceptable
from app.views.settings.section import Section
from app.views.widgets.confirmed import not_done
from app.views.widgets.form import Form
from app.views.widgets.layouts import vertical
from app.views.widgets.new_passphrase import NewPassphrase
from app.views.widgets.problems import Problem
from app.views.widgets.shortcut import shortcut
from app.views.widgets.waiting import Waiting


class SmallForm(Form, QWidget):
    """Subclasses add what comes first, then `finish`."""

    def __init__(self, section: Section, act: str) -> None:
        super().__init__()
        self.section = section
        theme = section.context.theme
        self.begin(vertical(self, gap=theme.pixels(0.6)), act)
        # Settings have no first act: each form has its own, on Ctrl+Enter while the keyboard is in it.
        self.act.setProperty("kind", "")
        shortcut(self, "Ctrl+Return", act, self.go_on)
        self.waiting = Waiting(theme)

    def finish(self, whose: str, related: Callable[[], tuple[str, ...]]) -> None:
        """Ask for the new passphrase, and put the act under all; `related` is what it must not be made of."""
        context, page = self.section.context, self.section.page
        message = f"{whose} new passphrase"
        self.new = NewPassphrase(context.tasks, context.theme, related, page.refused, message)
        self.add_group(self.new, self.new.fields)
        self.act.setSizePolicy(self.act.sizePolicy().Policy.Fixed, self.act.sizePolicy().Policy.Fixed)
        self.add(self.waiting)
        self.add(self.act)

    def problems(self) -> Iterator[Problem]:
        """What can be told of the new passphrase without judging it."""
        if not self.new.first.text():
            yield Problem("passphrase", "Type a new passphrase")
        elif self.new.first.text() != self.new.again.text():
            yield Problem("again", "The two passphrases differ: type the same one twice")

    def busy(self, message: str) -> None:
        """Say what is under way and take no second try; empty says that it has ended."""
        self.act.setEnabled(not message)
        if message:
            self.waiting.begin(message)
        else:
            self.waiting.end()

    def refused(self, failure: BaseException) -> None:
        """Let the person try again, and say at its field what is wrong with what was typed."""
        self.busy("")
        if isinstance(failure, NotAcceptable):
            self.mark((Problem("passphrase", str(failure)),))
        else:
            not_done(self.section.page, failure)
