"""Verifying a signed PDF: dropped or chosen, and then in plain words who signed it and whether it is whole."""

import re
from pathlib import Path
from typing import Final

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from app.services.desk import Desk
from app.services.verifying import Finding, look
from app.views.surroundings import Surroundings
from app.views.widgets.buttons import button
from app.views.widgets.empty import EmptyState
from app.views.widgets.flow import FlowRow
from app.views.widgets.outcome import Outcome
from app.views.widgets.page import Page
from app.views.widgets.scrolled import scrolled
from app.views.widgets.waiting import Waiting
from app.views.widgets.words import selectable, words

_KINDS: Final = {"genuine": "good", "not_genuine": "error"}
_HEX: Final = re.compile(r"[0-9a-f]{64}")
_GROUP: Final = 8
_WIDEST: Final = 50


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
        self.authority = button(
            "Trust another authority…",
            self._choose_authority,
            hint="Check it against the file of another service, such as site-ca.pem",
        )
        self.outcome = Outcome(around.look)
        self.waiting = Waiting(around.look)
        self._facts = QWidget()
        self._lay_out()
        self._found_nothing()

    def _lay_out(self) -> None:
        look_ = self.around.look
        row = FlowRow(look_.pixels(0.6))
        row.add(self.choose, self.authority)
        self._card = QFrame()
        self._card.setObjectName("card")
        self._card_column = QVBoxLayout(self._card)
        pad = look_.pixels(0.9)
        self._card_column.setContentsMargins(pad, pad, pad, pad)
        self._card_column.addWidget(self._facts)
        found = QWidget()
        found.setObjectName("page")
        column = QVBoxLayout(found)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look_.pixels(0.7))
        column.addWidget(self.outcome)
        column.addWidget(self._card)
        column.addStretch(1)
        self._inside = found
        self.area = scrolled(found)
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
        look_.changed.connect(self._measure)
        self._measure()

    def arrive(self) -> None:
        """Judge the file one came with."""
        if self._file is not None:
            self.judge(self._file)

    def focus_first(self) -> None:
        """Put the keyboard on the choice."""
        self.choose.setFocus()

    def judge(self, file: Path, authority: Path | None = None) -> None:
        """Judge a file, under this service's authority or under the one in a file."""
        self._file = file
        self.bar.clear()
        self.outcome.hide()
        self._card.hide()
        self._stack.setCurrentWidget(self.area)
        self.waiting.begin("Reading the file.")
        self.run(
            look,
            file,
            self.desk.vault,
            authority,
            then=lambda found: self._judged(file, found),
            failed=self._not_judged,
        )

    # --- dropping and choosing --------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a file."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Judge what was dropped; a certificate is taken for the authority of the file that is shown."""
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if not files:
            return
        if files[0].suffix.lower() == ".pem" and self._file is not None:
            self.judge(self._file, files[0])
        else:
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

    # --- what was found ---------------------------------------------------------------------------------

    def _found_nothing(self) -> None:
        self.authority.setEnabled(self._file is not None)
        self._card.hide()

    def _not_judged(self, failure: BaseException) -> None:
        self.waiting.end()
        self.authority.setEnabled(True)
        self.refused(failure)

    def _judged(self, file: Path, found: Finding) -> None:
        if file != self._file:
            return
        self.waiting.end()
        self.authority.setEnabled(True)
        # The first sentence may begin with the headline, for the command line has none.
        told = [each.removeprefix(f"{found.headline}: ") for each in found.lines]
        more = "\n".join(each[:1].upper() + each[1:] for each in told)
        self.outcome.tell(_KINDS.get(found.state.value, "care"), found.headline, more)
        self._card_column.removeWidget(self._facts)
        self._facts.deleteLater()
        self._facts = QWidget()
        column = QVBoxLayout(self._facts)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.around.look.pixels(0.1))
        for label, value in found.facts:
            column.addWidget(words(label, "hint"))
            shown = selectable(words(_grouped(value)))
            shown.setAccessibleName(f"{label}: {value}")
            column.addWidget(shown)
            column.addSpacing(self.around.look.pixels(0.4))
        self._card_column.addWidget(self._facts)
        self._card.show()
        self.area.verticalScrollBar().setValue(0)

    def _measure(self) -> None:
        self._inside.setMaximumWidth(self.around.look.pixels(_WIDEST))


def _grouped(value: str) -> str:
    """A digest in groups, so that it can be compared by eye and breaks where the window is narrow."""
    if not _HEX.fullmatch(value):
        return value
    return " ".join(value[n : n + _GROUP] for n in range(0, len(value), _GROUP))
