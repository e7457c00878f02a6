"""A report that a colleague signed and asked the member to countersign: read here, and signed beside them."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from app.errors import MustConfirm
from app.services.desk import Desk
from app.services.sharing.countersigning import Waits, countersign, countersign_as_seen, look
from app.services.sharing.sent import Sent
from app.services.vault.confirmation import Confirmation
from app.services.vault.confirming import confirm
from app.views.context.context import Context
from app.views.context.places import CaseAt, Verify
from app.views.widgets.buttons import button
from app.views.widgets.confirmed import not_done
from app.views.widgets.outcome import Outcome
from app.views.widgets.page import Page
from app.views.widgets.pdf_view import PdfView
from app.views.widgets.scrolled import Scrolled
from app.views.widgets.waiting import Waiting

_READ: Final = "Read the pages before you sign."
_MORE: Final = (
    "{author} signed this {title} for: {recipient}. Your signature goes into the place below theirs."
)
_SECTION: Final = "sharing"


class CountersignPage(Page):
    """The very pages that were signed; its one act is to sign them too."""

    title = "Countersign a report"
    help = "sharing"

    def __init__(self, desk: Desk, context: Context, case_id: str, disclosure_id: str) -> None:
        super().__init__(desk, context)
        self._disclosure_id = disclosure_id
        self._seen: Waits | None = None
        self.outcome, self.waiting = Outcome(context.theme), Waiting(context.theme)
        self.pdf = PdfView(context)
        self.pdf.area.setAccessibleName("The report as its author signed it")
        self.pdf.failed.connect(self.refused)
        self.pdf.hide()
        self.first = self.pdf.area
        # In a low window the pages keep a height that can be read, and the whole scrolls.
        area = Scrolled()
        area.hold(self.outcome, (self.pdf, 1), gap=context.theme.pixels(0.6)).addStretch(0)
        self.body.addWidget(self.waiting)
        self.body.addWidget(area, 1)
        self.sign = button("Countersign…", self._ask_who, kind="primary")
        self.back = button("Back to the case", lambda: self.go(CaseAt(case_id, _SECTION)))
        self.verify = button("Verify it", self._verify)
        self.at_foot(self.back, self.verify, self.sign)
        for later in (self.verify, self.sign):
            later.hide()
        self._out = Path()

    def arrive(self) -> None:
        """Show what its author signed."""
        if self._seen is None:
            self.waiting.begin("Opening what was signed.")
            self.run(look, self.desk.vault, self._disclosure_id, then=self._show, failed=self._not_shown)

    def _show(self, seen: Waits) -> None:
        self._seen = seen
        self.waiting.end()
        title = seen.title[:1].lower() + seen.title[1:]
        self.outcome.tell(
            "note", _READ, _MORE.format(author=seen.author, title=title, recipient=seen.recipient)
        )
        self.pdf.show()
        self.pdf.show_pdf(seen.pdf)
        self.sign.show()

    def _not_shown(self, failure: BaseException) -> None:
        self.waiting.end()
        self.refused(failure)

    def _ask_who(self) -> None:
        """The passphrase comes first: whoever signs every day types it before they have read what is asked."""
        self._ask(self._prove)

    def _ask(self, then: Callable[[str], None]) -> None:
        if self._seen is not None:
            detail = f"{self._seen.title}, case {self._seen.reference}, exactly as you see it."
            self.context.asks.passphrase(self, "Countersign", detail, then)

    def _prove(self, passphrase: str) -> None:
        if self._seen is not None:
            self._begin()
            self.run(
                confirm,
                self.desk.vault,
                passphrase,
                self._seen.digest,
                then=self._ask_where,
                failed=partial(self._not_signed, None),
            )

    def _ask_where(self, confirmed: Confirmation) -> None:
        self._end()
        if self._seen is not None:
            # The reference and no name: a file's name is read by whoever sees the disk.
            name = f"{self._seen.reference} countersigned.pdf"
            save_file = self.context.asks.save_file
            save_file(self, "Save it countersigned", name, "PDF (*.pdf)", partial(self._sign, confirmed))

    def _sign(self, confirmed: Confirmation, out: Path) -> None:
        self._begin()
        work = countersign, self.desk.vault, self._disclosure_id, confirmed, out
        self.run(*work, then=partial(self._signed, out), failed=partial(self._not_signed, out))

    def _sign_once_more(self, out: Path, passphrase: str) -> None:
        """To where they chose already: to choose took longer than their word lasts."""
        if self._seen is not None:
            self._begin()
            work = countersign_as_seen, self.desk.vault, self._seen, passphrase, out
            self.run(*work, then=partial(self._signed, out), failed=partial(self._not_signed, out))

    def _signed(self, out: Path, sent: Sent) -> None:
        self._end()
        self.sign.hide()
        self.pdf.hide()
        self.saved.emit("Report countersigned and saved")
        self.outcome.tell("good", f"Countersigned and saved: {out.name}", sent.not_beside)
        self._out = out
        self.verify.show()
        self.verify.setFocus()

    def _verify(self) -> None:
        self.go(Verify(self._out))

    def _not_signed(self, out: Path | None, failure: BaseException) -> None:
        self._end()
        if isinstance(failure, MustConfirm) and out is not None:
            self._ask(partial(self._sign_once_more, out))
        else:
            not_done(self, failure, self._ask_who, "signed or written")

    def _begin(self) -> None:
        self.sign.setEnabled(False)
        self.waiting.begin("Signing.")

    def _end(self) -> None:
        self.waiting.end()
        self.sign.setEnabled(True)
