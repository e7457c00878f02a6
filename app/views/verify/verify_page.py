"""Verifying a signed PDF: dropped or chosen, and then in plain words who signed it and whether it is whole."""

from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QStackedWidget

from app.services.desk import Desk
from app.services.sharing.verifying import Finding, examine
from app.views.context.context import Context
from app.views.verify.judging import Judging
from app.views.widgets.buttons import button
from app.views.widgets.dropped import local_files
from app.views.widgets.empty import EmptyState
from app.views.widgets.page import Page
from app.views.widgets.scrolled import Scrolled

_AUTHORITY = (
    "Trust another authority…",
    "Check it against the file of another service, such as site-ca.pem",
)
_STATUS = (
    "Look at a status file…",
    "Whose certificates a service has withdrawn: its site-status.json",
)


class VerifyPage(Page):
    """What was found of one file. This service's own authority is trusted, others by their file."""

    title = "Verify a signed PDF"
    help = "verify"

    def __init__(self, desk: Desk, context: Context, file: Path | None = None) -> None:
        super().__init__(desk, context)
        self._came_with = file if file is not None and file.suffix else None
        self.setAcceptDrops(True)
        self.judging = Judging(self, self._examine, authority=_AUTHORITY, status=_STATUS)
        self.choose = button("Choose a PDF…", self._choose, kind="primary")
        self.first = self.choose
        self.area = Scrolled(self.judging.found)
        self._stack = QStackedWidget()
        self._lay_out()
        self.judging.begun.connect(lambda: self._stack.setCurrentWidget(self.area))
        self.judging.judged.connect(self._judged)
        self._enable(self._came_with is not None)

    def _lay_out(self) -> None:
        judging = self.judging
        self.at_foot(judging.authority, judging.status, self.choose)
        empty = EmptyState(
            self.context.theme,
            "file-check",
            "Drop a signed summary here, or choose it",
            "Casework says who signed it and whether a single byte has changed since. Nothing is sent anywhere, "
            "and the file stays as it is.",
        )
        for front in (empty, self.area):
            self._stack.addWidget(front)
        for part in (judging.waiting, self._stack):
            self.body.addWidget(part, int(part is self._stack))

    def arrive(self) -> None:
        """Judge the file one came with, or the one that is shown."""
        file = self.judging.file or self._came_with
        if file is not None:
            self.judging.examine(file)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a file."""
        if local_files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Judge what was dropped, or what is shown by what was dropped."""
        for file in local_files(event)[:1]:
            self.judging.take(file)

    def _examine(self, file: Path, authority: Path | None, status: Path | None, passphrase: str) -> Finding:
        return examine(file, self.desk.vault, authority, status, passphrase)

    def _choose(self) -> None:
        choose = self.context.asks.open_file
        choose(self, "Choose a signed PDF", "PDF (*.pdf);;All files (*)", self.judging.examine)

    def _enable(self, on: bool) -> None:  # noqa: FBT001 - as Qt's own
        self.judging.authority.setEnabled(on)
        self.judging.status.setEnabled(on)

    def _judged(self) -> None:
        self._enable(True)
        self.area.verticalScrollBar().setValue(0)
