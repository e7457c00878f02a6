"""Judges a signed PDF before any vault is open: whole or not, and by whom where the sender's authority is given."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.views import voice
from app.views.start import doors
from app.views.start.entrance import Entrance
from app.views.start.screen import Screen
from app.views.widgets.buttons import button
from app.views.widgets.words import selectable, words

if TYPE_CHECKING:
    from app.services.verifying import Finding

_BARS = {"genuine": "good", "not_genuine": "error"}


class VerifyPage(Screen):
    """Shows what was found of one file."""

    went_back = Signal()

    def __init__(self, entrance: Entrance) -> None:
        super().__init__(entrance, "Check a signed PDF")
        self._file: Path | None = None
        self._found = QWidget()
        self._lines = QVBoxLayout(self._found)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self._found)
        row = QHBoxLayout()
        self.authority = button("Give the sender’s authority file…", self._choose_authority)
        self.back = button("Back", self.went_back.emit)
        row.addWidget(self.authority)
        row.addWidget(self.back)
        row.addStretch(1)
        self.body.addLayout(row)

    def arrive(self) -> None:
        """Put the keyboard on the way back."""
        self.back.setFocus()

    def show_file(self, file: Path, authority: Path | None = None) -> None:
        """Judge a file."""
        self._file = file
        self._clear()
        self.bar.tell("Reading the file.", "note")
        self.run(doors.verify, file, authority, then=lambda found: self._judged(file, found), aside=True)

    def _choose_authority(self) -> None:
        file = self._file
        if file is not None:
            self.entrance.asks.open_file(
                self,
                "The sender’s authority file",
                "Authority files (*.pem);;All files (*)",
                lambda chosen: self.show_file(file, chosen),
            )

    def _judged(self, file: Path, found: "Finding") -> None:
        if file != self._file:
            return
        self.bar.tell(found.headline, _BARS.get(found.state.value, "care"))
        for line in found.lines:
            self._lines.addWidget(selectable(words(line)))
        for label, value in found.facts:
            self._lines.addWidget(words(label, "label"))
            self._lines.addWidget(selectable(words(value)))
        voice.say(self, " ".join((found.headline, *found.lines)))

    def _clear(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            part = item.widget()
            if part is not None:
                part.deleteLater()
