"""The last step: where the summary is, and what it left out."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices

from app.services.sharing.sent import Sent
from app.services.vault.site_status import AUTHORITY_FILE
from app.views.context.context import Context
from app.views.context.places import CaseAt, Verify
from app.views.sharing.other_forms import OtherForms
from app.views.widgets.buttons import button
from app.views.widgets.cards import ScrolledColumn
from app.views.widgets.flow import FlowRow
from app.views.widgets.outcome import Outcome
from app.views.widgets.share_words import listed
from app.views.widgets.words import selectable, words

if TYPE_CHECKING:
    from app.views.widgets.page import Page

_GROUP = 8


class SavedStep(ScrolledColumn):
    """Where it is, and what to do with it."""

    title = "Signed and saved"
    asked_for = Signal(object)
    folder_chosen = Signal(Path)
    """Where the site's own files are to go, which could not be put beside the summary."""

    def __init__(self, context: Context, case_id: str, page: "Page") -> None:
        super().__init__(context)
        self._case_id = case_id
        self.other_forms = OtherForms(context, page)
        self.other_forms.written.connect(lambda: self.area.ensureWidgetVisible(self.other_forms))

    def show_saved(self, file: Path, sent: Sent) -> None:
        """Show what was written; once."""
        column = self.card()
        # In groups, so that it can be compared by eye and breaks where the window is narrow.
        digest = " ".join(sent.sha256[n : n + _GROUP] for n in range(0, len(sent.sha256), _GROUP))
        for label, value in (
            ("File", file.name),
            ("Folder", str(file.parent)),
            ("Left out", listed(sent.withheld).capitalize() or "Nothing"),
            ("Fingerprint (SHA-256)", digest),
        ):
            column.addWidget(words(label, "hint"))
            shown = selectable(words(value))
            shown.setAccessibleName(f"{label}: {value}")
            column.addWidget(shown)
        where = "this service’s own" if sent.not_beside else "which lies beside it"
        column.addWidget(
            words(
                f"Whoever gets it checks it with {AUTHORITY_FILE}, {where}: give them that once, by "
                "another way than the summary. Casework sends nothing by itself. A copy of exactly what was signed "
                "stays in the vault.",
                "hint",
            )
        )
        if sent.not_beside:
            self._offer_elsewhere(sent.not_beside)
        self.open_folder = button("Open folder", lambda: _open_folder(file))
        row = FlowRow(
            self.context.theme.pixels(0.6),
            self.open_folder,
            button("Verify it", lambda: self.asked_for.emit(Verify(file))),
            button("Back to the case", lambda: self.asked_for.emit(CaseAt(self._case_id))),
        )
        self.add(row)
        self.other_forms.offer(sent.id, file)
        self.add(self.other_forms)

    def _offer_elsewhere(self, why: str) -> None:
        """Say what does not lie beside it, and write it to another folder."""
        outcome = Outcome(self.context.theme)
        outcome.tell("care", "What it is checked with does not lie beside it.", why)
        self.elsewhere = button("Save our files elsewhere…", self._ask_folder)
        self.add(outcome)
        self.add(FlowRow(self.context.theme.pixels(0.6), self.elsewhere))

    def _ask_folder(self) -> None:
        self.context.asks.folder(self, f"Where to put {AUTHORITY_FILE}", self.folder_chosen.emit)

    def focus_first(self) -> None:
        """Give the keyboard to what comes next most often."""
        self.open_folder.setFocus()


def _open_folder(file: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(file.parent)))
