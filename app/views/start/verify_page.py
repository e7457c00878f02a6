"""Judges a signed PDF before any vault is open: whole or not, and by whom where the sender's authority is given."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.views.context.context import Context
from app.views.start import before_vault
from app.views.start.screen import StartScreen
from app.views.verify.finding_view import FindingView
from app.views.widgets.buttons import button
from app.views.widgets.flow import FlowRow

if TYPE_CHECKING:
    from app.services.sharing.verifying import Finding


class VerifyPage(StartScreen):
    """Shows what was found of one file."""

    title = "Check a signed PDF"
    went_back = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._file: Path | None = None
        self._authority: Path | None = None
        self.found = FindingView(self.context.look)
        self.body.addWidget(self.found)
        self.status = button(
            "Give their status file…",
            self._choose_status,
            hint="Whose certificates that service has withdrawn: its site-status.json",
        )
        self.authority = button("Give the sender’s authority file…", self._choose_authority)
        self.back = button("Back", self.went_back.emit)
        row = FlowRow(self.context.look.pixels(0.6), self.authority, self.status, self.back)
        self.body.addWidget(row)
        self.status.setEnabled(False)

    def arrive(self) -> None:
        """Put the keyboard on the way back."""
        self.back.setFocus()

    def show_file(self, file: Path, authority: Path | None = None, status: Path | None = None) -> None:
        """Judge a file."""
        self._file, self._authority = file, authority
        # Whose status a file is says only their authority.
        self.status.setEnabled(authority is not None)
        self.found.clear()
        self.bar.tell("Reading the file.", "note")
        self.run(
            before_vault.verify,
            file,
            authority,
            status,
            then=lambda found: self._judged(file, found),
            aside=True,
        )

    def _choose_authority(self) -> None:
        file = self._file
        if file is not None:
            self.context.asks.open_file(
                self,
                "The sender’s authority file",
                "Authority files (*.pem);;All files (*)",
                lambda chosen: self.show_file(file, chosen),
            )

    def _choose_status(self) -> None:
        file, authority = self._file, self._authority
        if file is not None:
            self.context.asks.open_file(
                self,
                "The sender’s status file",
                "Status files (*.json);;All files (*)",
                lambda chosen: self.show_file(file, authority, chosen),
            )

    def _judged(self, file: Path, found: "Finding") -> None:
        if file != self._file:
            return
        self.bar.clear()
        self.found.show_finding(found)
