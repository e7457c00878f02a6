"""Verifying a signed PDF: dropped or chosen, and then in plain words who signed it and whether it is whole."""

from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QStackedWidget

from app.services.desk import Desk
from app.services.sharing.verifying import Finding, look
from app.views.context.context import Context
from app.views.verify.finding_view import FindingView
from app.views.widgets.buttons import button
from app.views.widgets.empty import EmptyState
from app.views.widgets.flow import FlowRow
from app.views.widgets.page import Page
from app.views.widgets.scrolled import Scrolled
from app.views.widgets.waiting import Waiting


class VerifyPage(Page):
    """What was found of one file. This service's own authority is trusted, others by their file."""

    title = "Verify a signed PDF"
    help = "verify"

    def __init__(self, desk: Desk, context: Context, file: Path | None = None) -> None:
        super().__init__(desk, context)
        self._file = file if file is not None and file.suffix else None
        self._authority: Path | None = None
        self.setAcceptDrops(True)
        self.choose = button("Choose a PDF…", self._choose, kind="primary")
        self.authority = button(
            "Trust another authority…",
            self._choose_authority,
            hint="Check it against the file of another service, such as site-ca.pem",
        )
        self.status = button(
            "Look at a status file…",
            self._choose_status,
            hint="Whose certificates a service has withdrawn: its site-status.json",
        )
        self.found = FindingView(context.look)
        self.waiting = Waiting(context.look)
        self._lay_out()
        self._enable(self._file is not None)

    def _lay_out(self) -> None:
        look_ = self.context.look
        row = FlowRow(look_.pixels(0.6), self.choose, self.authority, self.status)
        self.area = Scrolled(self.found)
        self._stack = QStackedWidget()
        self._stack.addWidget(
            EmptyState(
                look_,
                "file-check",
                "Drop a signed summary here, or choose it",
                "Casework says who signed it and whether a single byte has changed since. Nothing is sent anywhere, "
                "and the file stays as it is.",
            )
        )
        self._stack.addWidget(self.area)
        for part in (row, self.waiting, self._stack):
            self.body.addWidget(part, int(part is self._stack))

    def arrive(self) -> None:
        """Judge the file one came with."""
        if self._file is not None:
            self.judge(self._file)

    def focus_first(self) -> None:
        """Put the keyboard on the choice."""
        self.choose.setFocus()

    def judge(self, file: Path, authority: Path | None = None, status: Path | None = None) -> None:
        """Judge a file, under this service's authority or under the one in a file, and by that site's status."""
        self._file, self._authority = file, authority
        self.bar.clear()
        self.found.clear()
        self._stack.setCurrentWidget(self.area)
        self.waiting.begin("Reading the file.")
        self.run(
            look,
            file,
            self.desk.vault,
            authority,
            status,
            then=lambda found: self._judged(file, found),
            failed=self._not_judged,
        )

    # --- dropping and choosing --------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a file."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Judge what was dropped: a certificate or a status is taken for that of the file that is shown."""
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if not files:
            return
        suffix = files[0].suffix.lower()
        if suffix == ".pem" and self._file is not None:
            self.judge(self._file, files[0])
        elif suffix == ".json" and self._file is not None:
            self.judge(self._file, self._authority, files[0])
        else:
            self.judge(files[0])

    def _choose(self) -> None:
        self.context.asks.open_file(self, "Choose a signed PDF", "PDF (*.pdf);;All files (*)", self.judge)

    def _choose_authority(self) -> None:
        file = self._file
        if file is not None:
            kinds = "Authority files (*.pem);;All files (*)"
            self.context.asks.open_file(
                self, "The sender’s authority file", kinds, lambda pem: self.judge(file, pem)
            )

    def _choose_status(self) -> None:
        file, authority = self._file, self._authority
        if file is not None:
            kinds = "Status files (*.json);;All files (*)"
            self.context.asks.open_file(
                self, "The status file", kinds, lambda status: self.judge(file, authority, status)
            )

    def _enable(self, on: bool) -> None:  # noqa: FBT001 - as Qt's own
        self.authority.setEnabled(on)
        self.status.setEnabled(on)

    # --- what was found ---------------------------------------------------------------------------------

    def _not_judged(self, failure: BaseException) -> None:
        self.waiting.end()
        self._enable(True)
        self.refused(failure)

    def _judged(self, file: Path, found: Finding) -> None:
        if file != self._file:
            return
        self.waiting.end()
        self._enable(True)
        self.found.show_finding(found)
        self.area.verticalScrollBar().setValue(0)
