"""Verifying a signed PDF: dropped or chosen, and then in plain words who signed it and whether it is whole."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.services.desk import Desk
from app.services.verifying import Finding, look
from app.views import voice
from app.views.surroundings import Surroundings
from app.views.widgets.buttons import button
from app.views.widgets.page import Page
from app.views.widgets.words import selectable, words

_BARS = {"genuine": "good", "not_genuine": "error"}


class VerifyPage(Page):
    """What was found of one file. This service's own authority is trusted, others by their file."""

    title = "Verify a signed PDF"
    help = "verify"

    def __init__(
        self, desk: Desk, around: Surroundings, file: Path | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, around, parent)
        self._file = file if file is not None and file.suffix else None
        self.setAcceptDrops(True)
        self.choose = button("Choose a PDF…", self._choose, kind="primary")
        self.authority = button("Trust another authority’s file…", self._choose_authority)
        self.authority.setEnabled(False)
        row = QHBoxLayout()
        row.addWidget(self.choose)
        row.addWidget(self.authority)
        row.addStretch(1)
        told = (
            "Drop a summary here, or choose it. Casework says who signed it and whether a single byte has changed "
            "since. Nothing is sent anywhere."
        )
        self.body.addWidget(words(told, "hint"))
        self.body.addLayout(row)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._found = QWidget()
        self._lines = QVBoxLayout(self._found)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.addStretch(1)
        area.setWidget(self._found)
        self.body.addWidget(area, 1)

    def arrive(self) -> None:
        """Judge the file one came with."""
        if self._file is not None:
            self.judge(self._file)

    def focus_first(self) -> None:
        """Put the keyboard on the choice."""
        self.choose.setFocus()

    def judge(self, file: Path, authority: Path | None = None) -> None:
        """Judge a file."""
        self._file = file
        self._clear()
        self.bar.tell("Reading the file.", "note")
        self.run(look, file, self.desk.vault, authority, then=lambda found: self._judged(file, found))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a file."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Judge what was dropped."""
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            self.judge(files[0])

    def _choose(self) -> None:
        self.around.asks.open_file(self, "Choose a signed PDF", "PDF (*.pdf);;All files (*)", self.judge)

    def _choose_authority(self) -> None:
        file = self._file
        if file is not None:
            kinds = "Authority files (*.pem);;All files (*)"
            self.around.asks.open_file(
                self, "The sender’s authority file", kinds, lambda pem: self.judge(file, pem)
            )

    def _judged(self, file: Path, found: Finding) -> None:
        if file != self._file:
            return
        self.bar.tell(found.headline, _BARS.get(found.state.value, "care"))
        self.authority.setEnabled(True)
        for number, told in enumerate(found.lines):
            self._lines.insertWidget(number, selectable(words(told)))
        facts = QWidget()
        form = QFormLayout(facts)
        form.setContentsMargins(0, self.around.look.pixels(0.5), 0, 0)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        for label, value in found.facts:
            form.addRow(words(label, "hint", wrap=False), selectable(words(value)))
        self._lines.insertWidget(len(found.lines), facts)
        voice.say(self, " ".join((found.headline, *found.lines)))

    def _clear(self) -> None:
        while self._lines.count() > 1:
            item = self._lines.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
