"""A working copy before it is saved: the very pages, and what the check for victims' details found."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.errors import Changed, MustConfirm
from app.services.desk import Desk
from app.services.printing.asked import Printing
from app.services.printing.working_copy import (
    SavedCopy,
    WorkingCopy,
    file_name,
    prepare_copy,
    save_copy,
    save_copy_as_seen,
)
from app.services.vault.confirmation import Confirmation
from app.services.vault.confirming import confirm
from app.views.context.context import Context
from app.views.context.places import CaseAt
from app.views.widgets.buttons import button
from app.views.widgets.confirmed import not_done
from app.views.widgets.flow import Wide
from app.views.widgets.outcome import Outcome
from app.views.widgets.page import Page
from app.views.widgets.pdf_view import PdfView
from app.views.widgets.scrolled import Scrolled
from app.views.widgets.share_words import place
from app.views.widgets.waiting import Waiting
from app.views.widgets.words import words

if TYPE_CHECKING:
    from app.views.context.tasks import Task

_LEAVES: Final = "Nothing leaves before you save it"
_NO_MORE: Final = "It finds what it was told of and no more: read the pages yourself before you save them."
_FOUND: Final = "Nothing was made: a protected victim detail stands in it."
_FOUND_MORE: Final = (
    "Write a new version of that record without the detail, or narrow what is printed so that it is left out."
)
_DETAIL: Final = (
    "Working copy: {what}. Exactly what you see goes to a file that anybody who has it can read. That you saved it "
    "stays in this vault. Delete the file when it is printed."
)
_SAVED: Final = "Saved as {name}. Casework does not protect that file: print it, then delete it."


class PrintPage(Page):
    """Made as it is arrived at; its one act is to save it."""

    title = "Print a working copy"
    help = "printing"

    def __init__(self, desk: Desk, context: Context, case_id: str, printing: Printing) -> None:
        super().__init__(desk, context)
        self._case_id, self._printing = case_id, printing
        self._copy: WorkingCopy | None = None
        self._making: Task | None = None
        self.outcome = Outcome(context.theme)
        self.places = words("", "label")
        self.places.hide()
        self.waiting = Waiting(context.theme)
        self.pdf = PdfView(context)
        self.pdf.area.setAccessibleName(f"Preview: {printing.of.value}")
        self.pdf.failed.connect(self.refused)
        self.first = self.pdf.area
        self.beside_title(Wide(printing.of.value, "muted"))
        # In a low window the pages keep a height that can be read, and the whole scrolls.
        area = Scrolled()
        area.hold(self.outcome, self.places, (self.pdf, 1), gap=context.theme.pixels(0.6)).addStretch(0)
        self.body.addWidget(self.waiting)
        self.body.addWidget(area, 1)
        self.save = button("Save as PDF…", self._ask_who, kind="primary")
        self.back = button("Back", lambda: self.go(CaseAt(case_id, printing.section)))
        self._bar = self.at_foot(self.back, self.save)
        self._bar.tell(_LEAVES, "muted")
        self._show(None)

    def arrive(self) -> None:
        """Make it, unless it was made."""
        if self._copy is None and self._making is None:
            self._make()

    def leave(self) -> None:
        """Stop making what nobody looks at."""
        self._stop()

    def _make(self, message: str = "") -> None:
        """Make it anew; `message` says why what was seen before cannot be saved."""
        self._show(None)
        self.bar.clear()
        self.waiting.begin("Looking for victims’ details, and drawing the pages.", self._stop)
        made = partial(self._made, message)
        work = prepare_copy, self.desk.vault, self._case_id, self._printing
        self._making = self.run(*work, then=made, failed=self._not_made)

    def _made(self, message: str, copy: WorkingCopy) -> None:
        self._ended()
        self._show(copy)
        if message:
            self.bar.tell(message)

    def _not_made(self, failure: BaseException) -> None:
        self._ended()
        self.refused(failure)

    def _stop(self) -> None:
        if self._making is not None:
            self._making.cancel()
        self._ended()

    def _ended(self) -> None:
        self._making = None
        self.waiting.end()
        self.save.setEnabled(True)
        self.back.setEnabled(True)

    def _show(self, copy: WorkingCopy | None) -> None:
        """The pages; where something protected stands in them, the places alone, never which."""
        self._copy = copy
        is_clean = copy is not None and not copy.places
        self.pdf.setVisible(is_clean)
        self.save.setVisible(is_clean)
        self.places.setVisible(copy is not None and bool(copy.places))
        self.pdf.show_pdf(copy.pdf if copy is not None and is_clean else b"")
        if copy is None:
            self.outcome.hide()
        elif copy.places:
            self.places.setText("\n".join(("It stands in:", *(f"•  {place(each)}" for each in copy.places))))
            self.outcome.tell("error", _FOUND, _FOUND_MORE)
            self.back.setFocus()
        elif copy.looked is not None:
            kind = "good" if copy.looked.is_whole else "note"
            self.outcome.tell(kind, copy.looked.headline, f"{copy.looked.words} {_NO_MORE}")

    # --- saving -----------------------------------------------------------------------------------------

    def _ask_who(self, out: Path | None = None) -> None:
        """The passphrase comes first: whoever types it every day types it before they have read what is asked."""
        then = self._prove if out is None else partial(self._save_once_more, out)
        detail = _DETAIL.format(what=self._printing.of.value.lower())
        self.context.asks.passphrase(self, "Save", detail, then)

    def _prove(self, passphrase: str) -> None:
        """Kept from here on is their word for these bytes, and no passphrase."""
        if self._copy is not None:
            self._begin("Looking at your passphrase.")
            proved = confirm, self.desk.vault, passphrase, self._copy.digest
            self.run(*proved, then=self._ask_where, failed=self._not_saved)

    def _ask_where(self, confirmed: Confirmation) -> None:
        self._ended()
        if self._copy is not None:
            # The reference and the day, never a name: a file's name is read by whoever sees the disk.
            where = "Where to put the working copy", file_name(self._copy), "PDF (*.pdf)"
            self.context.asks.save_file(self, *where, partial(self._save, confirmed))

    def _save(self, confirmed: Confirmation, out: Path) -> None:
        if self._copy is not None:
            self._write(out, save_copy, self.desk.vault, self._copy, confirmed, out)

    def _save_once_more(self, out: Path, passphrase: str) -> None:
        """To where they chose already: to choose took longer than their word lasts."""
        if self._copy is not None:
            self._write(out, save_copy_as_seen, self.desk.vault, self._copy, passphrase, out)

    def _write(self, out: Path, work: Callable[..., SavedCopy], *arguments: object) -> None:
        self._begin("Saving.")
        self.run(work, *arguments, then=self._saved, failed=partial(self._not_written, out))

    def _begin(self, message: str) -> None:
        self.bar.clear()
        self.save.setEnabled(False)
        self.back.setEnabled(False)
        self.waiting.begin(message)

    def _saved(self, saved: SavedCopy) -> None:
        self._ended()
        self.bar.tell(_SAVED.format(name=saved.out.name), "good")
        self.saved.emit("Working copy saved")

    def _not_written(self, out: Path, failure: BaseException) -> None:
        if isinstance(failure, MustConfirm):
            self._ended()
            self._ask_who(out)
        else:
            self._not_saved(failure)

    def _not_saved(self, failure: BaseException) -> None:
        self._ended()
        if isinstance(failure, Changed):
            self._make(str(failure))
        else:
            not_done(self, failure, self._ask_who, "saved")
