"""Sharing a summary with the panel: who and why, the safety check and the preview, sign and save, what was sent."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from app.domain.dates import MONTHS
from app.errors import UserError, Withheld
from app.services.desk import Desk
from app.services.disclosing import PANEL, Signed, audience_of
from app.services.previews import Page as DrawnPage
from app.services.previews import pages
from app.services.summarising import Request
from app.views import places, voice
from app.views.sharing.preview import Preview
from app.views.sharing.request import CLASSES, RequestForm
from app.views.surroundings import Surroundings
from app.views.widgets.buttons import button
from app.views.widgets.page import Page
from app.views.widgets.words import selectable, words

if TYPE_CHECKING:
    from app.views.tasks import Task

_ASKING, _SHOWING, _DONE = range(3)


class SharePage(Page):
    """A summary on its way to a partner."""

    title = "Share a summary"
    help = "sharing"

    def __init__(self, desk: Desk, around: Surroundings, case_id: str, parent: QWidget | None = None) -> None:
        super().__init__(desk, around, parent)
        self._case_id, self._reference = case_id, ""
        self._drawing: Task | None = None
        self.form = RequestForm(around.look, audience_of(PANEL))
        self.preview = Preview(around.look)
        self._steps = QStackedWidget()
        self._steps.addWidget(self._scrolled(self.form))
        self._steps.addWidget(self.preview)
        self._sent = QWidget()
        self._steps.addWidget(self._sent)
        self._told = QVBoxLayout(self._sent)
        self.body.addWidget(self._steps, 1)
        self.on = button("Check and preview", self._go_on, kind="primary")
        self.sign = button("Sign and save…", self._sign, kind="primary", hint="Asks for your passphrase")
        self.back = button("Back", self._go_back)
        self.open_folder = button("Open the folder", self._open_folder)
        self.done = button("Back to the case", lambda: self.go(places.CaseAt(case_id)), kind="primary")
        row = QHBoxLayout()
        for each in (self.on, self.sign, self.open_folder, self.done, self.back):
            row.addWidget(each)
        row.addStretch(1)
        self.body.addLayout(row)
        self._saved: Path | None = None
        self._show(_ASKING)

    def arrive(self) -> None:
        """Find the case's reference, by which the summary is asked for."""
        self.run(
            self.desk.cases.open, self._case_id, then=lambda view: setattr(self, "_reference", view.reference)
        )

    def focus_first(self) -> None:
        """Put the keyboard on who it is for."""
        self.form.recipient.setFocus()

    def leave(self) -> None:
        """Stop drawing."""
        if self._drawing is not None:
            self._drawing.cancel()

    # --- the steps ----------------------------------------------------------------------------------

    def _show(self, step: int) -> None:
        self._steps.setCurrentIndex(step)
        self.on.setVisible(step == _ASKING)
        self.sign.setVisible(step == _SHOWING)
        self.back.setVisible(step == _SHOWING)
        self.done.setVisible(step == _DONE)
        self.open_folder.setVisible(step == _DONE)

    def _go_on(self) -> None:
        """Draw it as it would be sent. What would tell of a victim stops here, with the places."""
        if not self.form.is_complete():
            return
        self.bar.clear()
        self.preview.clear()
        self.on.setEnabled(False)
        self.bar.tell("Checking that no protected victim detail goes out, and drawing the pages.", "note")
        self._drawing = self.around.tasks.run_steps(
            self._drawn,
            self.form.request(),
            self.preview.page_width(),
            owner=self,
            step=self._page,
            then=self._drawn_all,
            failed=self._not_drawn,
        )

    def _drawn(self, request: Request, width: int) -> Iterator[DrawnPage]:
        yield from pages(self.desk.disclosing.preview(self._reference, request), width)

    def _page(self, page: DrawnPage) -> None:
        self.preview.add(page)
        if page.number == 1:
            self._show(_SHOWING)
            self.preview.setFocus()

    def _drawn_all(self, _nothing: object) -> None:
        self.on.setEnabled(True)
        count = self.preview.page_count
        pages_ = "1 page" if count == 1 else f"{count} pages"
        told = f"No protected victim detail was found. {pages_}, not signed yet: read them before you sign."
        self.bar.tell(told, "good")

    def _not_drawn(self, failure: BaseException) -> None:
        self.on.setEnabled(True)
        self._show(_ASKING)
        if isinstance(failure, Withheld):
            told = "Nothing was made: a protected victim detail stands in the text. "
            self.bar.tell(f"{told}Correct these records first: {'; '.join(failure.places)}.")
        else:
            self.refused(failure)

    def _go_back(self) -> None:
        self.leave()
        self.bar.clear()
        self._show(_ASKING)
        self.focus_first()

    # --- signing ------------------------------------------------------------------------------------

    def _sign(self) -> None:
        name = f"{self._reference} summary {_named(self.desk.today_date())}.pdf"
        self.around.asks.save_file(self, "Save the signed summary", name, "PDF (*.pdf)", self._chosen)

    def _chosen(self, out: Path) -> None:
        request = self.form.request()
        self.around.asks.passphrase(
            self,
            "Sign and save",
            f"The summary for {request.recipient} will bear your name. What is sent is kept in the vault.",
            lambda typed: self._export(typed, request, out),
        )

    def _export(self, passphrase: str, request: Request, out: Path) -> None:
        self.sign.setEnabled(False)
        self.run(
            self._signed,
            passphrase,
            request,
            out,
            then=partial(self._exported, out),
            failed=self._not_signed,
        )

    def _signed(self, passphrase: str, request: Request, out: Path) -> Signed:
        self.desk.staff.confirm(passphrase)
        return self.desk.disclosing.export(self._reference, request, out)

    def _not_signed(self, failure: BaseException) -> None:
        self.sign.setEnabled(True)
        if isinstance(failure, UserError):
            self.bar.tell(str(failure), act="Try again")
            self.bar.acted.connect(self._sign, Qt.ConnectionType.SingleShotConnection)
        else:
            self.refused(failure)

    def _exported(self, out: Path, signed: Signed) -> None:
        self.sign.setEnabled(True)
        self._saved = out
        self.bar.tell("Signed and saved.", "good")
        while (item := self._told.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        withheld = "; ".join(CLASSES[share] for share in signed.withheld) or "Nothing"
        for label, text in (
            ("File", out.name),
            ("Folder", str(out.parent)),
            ("What was withheld", withheld),
            ("Fingerprint (SHA-256)", sha256(signed.pdf).hexdigest()),
        ):
            self._told.addWidget(words(label, "strong"))
            self._told.addWidget(selectable(words(text)))
        self._told.addWidget(
            words(
                "A copy of exactly what was sent stays in the vault. The receiver checks it with any PDF reader, or "
                "here under “Verify a signed PDF”, with the file site-ca.pem that lies beside it.",
                "hint",
            )
        )
        self._told.addStretch(1)
        self._show(_DONE)
        self.done.setFocus()
        voice.say(self, "Signed and saved.")

    def _open_folder(self) -> None:
        if self._saved is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._saved.parent)))

    def _scrolled(self, content: QWidget) -> QScrollArea:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(content)
        return area


def _named(day: date) -> str:
    return f"{day.year}-{MONTHS[day.month - 1]}-{day.day:02}"
