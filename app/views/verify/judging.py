"""Judges signed PDFs for a screen: one after another, under the authority and by the status that somebody gives."""

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.views.theme.theme import Theme
from app.views.widgets.buttons import button
from app.views.widgets.cards import card
from app.views.widgets.fields import Field
from app.views.widgets.flow import FlowRow
from app.views.widgets.layouts import vertical
from app.views.widgets.outcome import Outcome
from app.views.widgets.page import Screen
from app.views.widgets.secret_box import SecretBox
from app.views.widgets.waiting import Waiting
from app.views.widgets.words import selectable, words

if TYPE_CHECKING:
    from app.services.sharing.verifying import Finding

_KINDS: Final = {"genuine": "good", "not_genuine": "error"}
_HEX: Final = re.compile(r"[0-9a-f]{64}")
_GROUP: Final = 8
_WIDEST: Final = 50


_TOLD: Final = "Seven words, which the sender tells you by telephone; how they are spaced does not matter"


Judge = Callable[[Path, Path | None, Path | None, str], "Finding"]
"""Asks a service what is to be said of a file, with the file of an authority and that of a status, if there are any.

Last comes the passphrase of the file, if it is protected.
"""
Words = tuple[str, str]
"""What a button says, and its hint."""


class FindingView(QWidget):
    """The outcome, and the facts under it; empty until there is something to show.

    Of a protected file it asks for the passphrase.
    """

    passphrase_given = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("page")
        self._theme = theme
        self.outcome = Outcome(theme)
        self._facts = QWidget()
        self._card, self._card_column = card(theme, "", self._facts)
        self.passphrase = SecretBox()
        self.unlock = button("Check with it", self._give)
        field = Field("The file’s passphrase", self.passphrase.line, hint=_TOLD, editor=self.passphrase)
        self._locked, _ = card(theme, "", field, FlowRow(theme.pixels(0.5), self.unlock))
        self.passphrase.line.returnPressed.connect(self._give)
        vertical(self, self.outcome, self._locked, self._card, 1, gap=theme.pixels(0.7))
        theme.follow(self._measure)
        self.clear()

    def clear(self) -> None:
        """Show nothing."""
        self.outcome.hide()
        self._card.hide()
        self._locked.hide()
        self.passphrase.empty()

    def _give(self) -> None:
        if self.passphrase.text():
            self.passphrase_given.emit(self.passphrase.take())

    def show_finding(self, found: "Finding") -> None:
        """Show what was found, and say it."""
        # The first sentence may begin with the headline, for the command line has none.
        message = [each.removeprefix(f"{found.headline}: ") for each in found.lines]
        more = "\n".join(each[:1].upper() + each[1:] for each in message)
        self.outcome.tell(_KINDS.get(found.state.value, "care"), found.headline, more)
        self._card_column.removeWidget(self._facts)
        self._facts.deleteLater()
        self._facts = self._laid_out(found.facts)
        self._card_column.addWidget(self._facts)
        self._card.setVisible(bool(found.facts))
        self._locked.setVisible(found.locked)
        if found.locked:
            self.passphrase.line.setFocus()

    def _laid_out(self, facts: tuple[tuple[str, str], ...]) -> QWidget:
        made = QWidget()
        column = vertical(made, gap=self._theme.pixels(0.1))
        for label, value in facts:
            column.addWidget(words(label, "hint"))
            shown = selectable(words(_grouped(value)))
            shown.setAccessibleName(f"{label}: {value}")
            column.addWidget(shown)
            column.addSpacing(self._theme.pixels(0.4))
        return made

    def _measure(self) -> None:
        self.setMaximumWidth(self._theme.pixels(_WIDEST))


def _grouped(value: str) -> str:
    """A digest in groups, so that it can be compared by eye and breaks where the window is narrow."""
    if not _HEX.fullmatch(value):
        return value
    return " ".join(value[n : n + _GROUP] for n in range(0, len(value), _GROUP))


class Judging(QObject):
    """`begun` and `judged` tell how far it is; what is shown of it is for the screen to lay out."""

    begun = Signal()
    judged = Signal()

    def __init__(self, screen: Screen, judge: Judge, *, authority: Words, status: Words) -> None:
        super().__init__(screen)
        self._screen, self._judge = screen, judge
        self.file: Path | None = None
        self.by: Path | None = None
        """The file of the authority that was given for it."""
        self._status: Path | None = None
        self.found, self.waiting = FindingView(screen.context.theme), Waiting(screen.context.theme)
        self.authority = button(authority[0], self._choose_authority, hint=authority[1])
        self.status = button(status[0], self._choose_status, hint=status[1])
        self.found.passphrase_given.connect(self._open)

    def examine(
        self, file: Path, authority: Path | None = None, status: Path | None = None, passphrase: str = ""
    ) -> None:
        """Judge a file, with its passphrase if it is protected."""
        self.file, self.by, self._status = file, authority, status
        self._screen.bar.clear()
        self.found.clear()
        self.begun.emit()
        self.waiting.begin("Reading the file.")
        self._screen.run(
            self._judge,
            file,
            authority,
            status,
            passphrase,
            then=partial(self.show_finding, file),
            failed=self._not_judged,
        )

    def take(self, file: Path) -> None:
        """Judge a file; a certificate or a status is taken for that of the file that is shown."""
        suffix = file.suffix.lower()
        if suffix == ".pem" and self.file is not None:
            self.examine(self.file, file)
        elif suffix == ".json" and self.file is not None:
            self.examine(self.file, self.by, file)
        else:
            self.examine(file)

    def _open(self, passphrase: str) -> None:
        if self.file is not None:
            self.examine(self.file, self.by, self._status, passphrase)

    def show_finding(self, file: Path, found: "Finding") -> None:
        """Show what was found of a file, unless another is looked at by now."""
        if file == self.file:
            self._ended()
            self.found.show_finding(found)

    def _not_judged(self, failure: BaseException) -> None:
        self._ended()
        self._screen.refused(failure)

    def _ended(self) -> None:
        self.waiting.end()
        self.judged.emit()

    def _choose_authority(self) -> None:
        if (file := self.file) is not None:
            self._ask("authority", "Authority files (*.pem)", lambda pem: self.examine(file, pem))

    def _choose_status(self) -> None:
        if (file := self.file) is not None:
            self._ask("status", "Status files (*.json)", lambda status: self.examine(file, self.by, status))

    def _ask(self, what: str, kinds: str, then: Callable[[Path], None]) -> None:
        asks = self._screen.context.asks
        asks.open_file(self._screen, f"The sender’s {what} file", f"{kinds};;All files (*)", then)
