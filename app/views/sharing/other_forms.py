"""After a report was signed: an archive copy of it, and one that opens with a passphrase, which is shown once."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.errors import MustConfirm
from app.services.sharing.other_forms import Form, Written, sign_again, sign_again_as_told, signing_as
from app.services.vault.confirming import confirm
from app.views.context.context import Context
from app.views.widgets.buttons import button
from app.views.widgets.cards import card
from app.views.widgets.confirmed import not_done
from app.views.widgets.flow import FlowRow
from app.views.widgets.layouts import vertical
from app.views.widgets.outcome import Outcome
from app.views.widgets.words import words

if TYPE_CHECKING:
    from app.services.vault.confirmation import Confirmation
    from app.views.widgets.page import Page

T = TypeVar("T")
_ACTS: Final = {Form.ARCHIVE: "Save an archive copy…", Form.PROTECTED: "Save a protected copy…"}
_HINTS: Final = {
    Form.ARCHIVE: "PDF/A-1b, for a records system: the same pages, without the file attached for machines",
    Form.PROTECTED: "For e-mail that may be read on its way: it opens with seven words that you are told once",
}
_DETAILS: Final = {
    Form.ARCHIVE: "The same pages as PDF/A-1b, for a records system. You sign it like the report itself.",
    Form.PROTECTED: (
        "The same report, which nobody opens without seven words that Casework draws. You sign it like the report "
        "itself. Your name and that of the service can be read in the signature without them."
    ),
}
_NAMES: Final = {Form.ARCHIVE: "archive", Form.PROTECTED: "protected"}
_TELL: Final = (
    "Tell them by telephone, to a number that you know, and never in the message that the file goes with. They are "
    "shown this once, and kept nowhere: without them nobody opens the file, nor do you."
)


class OtherForms(QWidget):
    """The two buttons, and below them what was written. The page runs the work and shows what it refuses."""

    written = Signal()

    def __init__(self, context: Context, page: "Page") -> None:
        super().__init__()
        self._context, self._page = context, page
        self._disclosure, self._file = "", Path()
        self.buttons = {
            form: button(_ACTS[form], partial(self._ask, form), hint=_HINTS[form]) for form in Form
        }
        gap = context.theme.pixels(0.6)
        self.outcome = Outcome(context.theme)
        # Not to be copied: where it would be pasted is the message that the file goes with.
        self.words = words("", "h2")
        self.words.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.words.setMargin(context.theme.px(4))
        self._card, _ = card(context.theme, "The passphrase", self.words, words(_TELL))
        self._card.hide()
        vertical(self, FlowRow(gap, *self.buttons.values()), self.outcome, self._card, gap=gap)

    def offer(self, disclosure_id: str, file: Path) -> None:
        """Offer other forms of what was just signed and saved there."""
        self._disclosure, self._file = disclosure_id, file

    def _ask(self, form: Form) -> None:
        """The passphrase comes first: whoever signs every day types it before they have read what is asked."""
        act = _ACTS[form].removesuffix("…")
        self._context.asks.passphrase(self._page, act, _DETAILS[form], partial(self._prove, form))

    def _prove(self, form: Form, passphrase: str) -> None:
        self.forget()
        facts = (self._page.desk.vault, passphrase, signing_as(self._disclosure, form))
        self._run(form, confirm, *facts, then=partial(self._ask_where, form))

    def _ask_where(self, form: Form, confirmed: "Confirmation") -> None:
        self._enable(True)
        name = f"{self._file.stem} {_NAMES[form]}.pdf"
        title = _ACTS[form].removesuffix("…")
        save_file = self._context.asks.save_file
        save_file(self._page, title, name, "PDF (*.pdf)", partial(self._write, form, confirmed))

    def _write(self, form: Form, confirmed: "Confirmation", out: Path) -> None:
        facts = (self._page.desk.vault, self._disclosure, form, confirmed, out)
        self._run(form, sign_again, *facts, then=partial(self._written, out), out=out)

    def _write_once_more(self, form: Form, out: Path, passphrase: str) -> None:
        """To where they chose already: to choose took longer than their word lasts."""
        facts = (self._page.desk.vault, self._disclosure, form, passphrase, out)
        self._run(form, sign_again_as_told, *facts, then=partial(self._written, out))

    def _run(
        self,
        form: Form,
        work: Callable[..., T],
        *arguments: object,
        then: Callable[[T], None],
        out: Path | None = None,
    ) -> None:
        self._enable(False)
        self._page.run(work, *arguments, then=then, failed=partial(self._not_written, form, out))

    def _written(self, out: Path, written: Written) -> None:
        self._enable(True)
        self.outcome.tell("good", f"Signed and saved: {out.name}", written.not_beside)
        self.words.setText(written.passphrase)
        self.words.setAccessibleName(f"Passphrase of the file: {written.passphrase}")
        self._card.setVisible(bool(written.passphrase))
        if written.passphrase:
            self.words.setFocus()
        self.written.emit()

    def _not_written(self, form: Form, out: Path | None, failure: BaseException) -> None:
        self._enable(True)
        if isinstance(failure, MustConfirm) and out is not None:
            then = partial(self._write_once_more, form, out)
            self._context.asks.passphrase(self._page, _ACTS[form].removesuffix("…"), _DETAILS[form], then)
        else:
            not_done(self._page, failure, partial(self._ask, form), "signed or written")

    def forget(self) -> None:
        """Keep no secret."""
        self.outcome.hide()
        self.words.setText("")
        self.words.setAccessibleName("")
        self._card.hide()

    def _enable(self, on: bool) -> None:  # noqa: FBT001 - as Qt's own
        for each in self.buttons.values():
            each.setEnabled(on)
