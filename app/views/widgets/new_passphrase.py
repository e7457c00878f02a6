"""A new passphrase, typed twice, with a line that says while typing how good it is."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.errors import UserError
from app.views.context import voice
from app.views.context.tasks import Tasks
from app.views.context.timers import once
from app.views.theme.theme import Theme
from app.views.widgets.fields import SECRET, Field, Width
from app.views.widgets.layouts import vertical
from app.views.widgets.problems import Problem
from app.views.widgets.secret_box import SecretBox
from app.views.widgets.words import style_as, words

if TYPE_CHECKING:
    from app.services.vault.passphrases import Strength

_PAUSE_MS = 300
_HINT = "At least 12 characters. Four or five unrelated words are easiest to keep in mind. You may paste"


class NewPassphrase(QWidget):
    """Two fields, "passphrase" and "again"; `related` gives what the passphrase must not be made of.

    `refused` hears why a passphrase could not be judged, such as for a part of the program that is missing.
    """

    def __init__(
        self,
        tasks: Tasks,
        theme: Theme,
        related: Callable[[], tuple[str, ...]],
        refused: Callable[[BaseException], None],
        label: str = "New passphrase",
    ) -> None:
        super().__init__()
        self._tasks, self._related, self._refused = tasks, related, refused
        self.first, self.again = SecretBox(), SecretBox()
        for box in (self.first, self.again):
            Width(box, theme, SECRET)
        self.fields = {
            "passphrase": Field(label, self.first.line, hint=_HINT, editor=self.first),
            "again": Field("The same passphrase again", self.again.line, editor=self.again),
        }
        self.strength = words("", "hint")
        self.strength.hide()
        vertical(self, self.fields["passphrase"], self.strength, self.fields["again"], gap=theme.pixels(0.6))
        self._pause = once(self, _PAUSE_MS, self._judge)
        self.first.line.textChanged.connect(lambda _: self._pause.start())

    def check(self, then: Callable[[tuple[Problem, ...]], None]) -> None:
        """Look, away from the window, what is wrong with what was typed."""
        self._tasks.run(
            problems_of_passphrase,
            self.first.text(),
            self.again.text(),
            self._related(),
            owner=self,
            then=then,
            failed=self._refused,
            aside=True,
        )

    def take(self) -> str:
        """Give the passphrase and empty both boxes."""
        self.again.empty()
        taken = self.first.take()
        self._pause.stop()
        self.strength.hide()
        return taken

    def hide_again(self) -> None:
        """Show dots in both boxes."""
        self.first.hide_again()
        self.again.hide_again()

    def _judge(self) -> None:
        typed = self.first.text()
        if not typed:
            self.strength.hide()
            return
        self._tasks.run(
            judge,
            typed,
            self._related(),
            owner=self,
            then=lambda strength: self._judged(typed, strength),
            failed=self._refused,
            aside=True,
        )

    def _judged(self, typed: str, strength: "Strength") -> None:
        if typed != self.first.text():
            return
        self.strength.setText(strength.words)
        style_as(self.strength, "role", "care" if strength.refused else "good")
        self.strength.show()
        voice.say(self.strength, strength.words)


def judge(passphrase: str, related: tuple[str, ...]) -> "Strength":
    """How hard a passphrase is to guess."""
    from app.services.vault import passphrases  # noqa: PLC0415 - shown before it is loaded

    return passphrases.judge(passphrase, related)


def problems_of_passphrase(passphrase: str, again: str, related: tuple[str, ...]) -> tuple[Problem, ...]:
    """Why a new passphrase cannot be taken."""
    from app.services.vault import passphrases  # noqa: PLC0415 - shown before it is loaded

    if not passphrase:
        return (Problem("passphrase", "Type a passphrase"),)
    try:
        passphrases.require(passphrase, related)
    except UserError as failure:
        return (Problem("passphrase", str(failure)),)
    if passphrase != again:
        return (Problem("again", "The two passphrases differ: type the same one twice"),)
    return ()
