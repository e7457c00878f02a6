"""The life of an open draft: kept by itself, settled with what another window saved, thrown away."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from app.domain.records.record import Sheet
from app.errors import SavedElsewhere
from app.services.desk import Desk
from app.services.records.drafts import DraftView, heading_of
from app.views.context.context import Context
from app.views.context.places import CaseAt
from app.views.editor.autosave import Autosave, Book
from app.views.editor.conflict_bar import ConflictBar
from app.views.editor.earlier_texts import EarlierTexts, SavedText
from app.views.editor.sheet_form import SheetForm
from app.views.reading.discard import ask_to_discard, offer_undo


class OpenDraft(QObject):
    """A draft of the member's own while it is open.

    Its save state is told by `autosave`. `settled` says that the writer has chosen between two windows' texts, `left`
    is the place to go to when the draft is no more. `not_saved` and `refused` have a failure to read it: of what is
    typed, and of what was asked for.
    """

    settled = Signal()
    left = Signal(object)
    not_saved = Signal(object)
    refused = Signal(object)

    def __init__(
        self,
        desk: Desk,
        context: Context,
        opened: DraftView,
        form: SheetForm,
        conflict: ConflictBar,
        over: QWidget,
    ) -> None:
        super().__init__(over)
        self._desk, self._context, self._opened, self._form, self._over = desk, context, opened, form, over
        self.conflict, self.kind = conflict, opened.kind
        book = Book(desk.drafts, desk.unsaved, opened.id, opened.revision)
        self.autosave = Autosave(context.tasks, book, form.sheet, self, heading_of(opened))
        self.autosave.begin()
        self.autosave.at = opened.saved_at
        self.autosave.refused.connect(self._not_saved)
        self.autosave.kept.connect(self._keep)
        self._earlier = EarlierTexts(SavedText(opened.saved_at, form.sheet()))
        conflict.compare_wanted.connect(lambda: self._peek(self._compare))
        conflict.mine_kept.connect(lambda: self._peek(self._keep_mine))
        conflict.theirs_taken.connect(lambda: self._peek(self._take_theirs))

    def discard(self) -> None:
        """Throw it away: asked for by name, and undone for some seconds."""
        ask_to_discard(self._over, self._context, self._opened, self._discard)

    def earlier(self) -> tuple[SavedText, ...]:
        """What was saved since it was opened and says something else than the screen does, the newest first."""
        return self._earlier.before(self._form.sheet())

    def restore(self, sheet: Sheet) -> None:
        """Show an earlier text in place of what is on the screen; that can be had back for some seconds."""
        self._take("Brought the earlier text back", sheet)
        self.autosave.touch()

    def _keep(self, sheet: Sheet) -> None:
        if self.autosave.at is not None:
            self._earlier.keep(self.autosave.at, sheet)

    def _not_saved(self, failure: BaseException) -> None:
        if isinstance(failure, SavedElsewhere):
            self.conflict.ask()
        else:
            self.not_saved.emit(failure)

    # --- two windows wrote it -----------------------------------------------------------------------

    def _peek(self, then: Callable[[DraftView], None]) -> None:
        """Look at the draft as it now is in the vault, and go on from there."""
        self._run(self._desk.drafts.open, self._opened.id, then=then)

    def _compare(self, theirs: DraftView) -> None:
        self.conflict.show_difference(theirs.kind, theirs.sheet, self._form.sheet())

    def _keep_mine(self, theirs: DraftView) -> None:
        self._go_on(theirs, edited=True)
        self.autosave.flush()

    def _take_theirs(self, theirs: DraftView) -> None:
        self._take("Took what the other window saved", theirs.sheet)
        self._go_on(theirs, edited=False)

    def _take(self, message: str, sheet: Sheet) -> None:
        """Show another text; the writer's own can be had back for some seconds."""
        mine = self._form.sheet()
        self._form.show_sheet(sheet)
        self._context.undo_offered(message, lambda: self._mine_again(mine))

    def _mine_again(self, mine: Sheet) -> None:
        if isValid(self):
            self._form.show_sheet(mine)
            self.autosave.touch()

    def _go_on(self, theirs: DraftView, *, edited: bool) -> None:
        self.conflict.hide()
        self.autosave.go_on(theirs.revision, edited=edited)
        self.settled.emit()

    # --- thrown away --------------------------------------------------------------------------------

    def _discard(self) -> None:
        self._run(self._desk.drafts.discard, self._opened.id, then=self._discarded)

    def _discarded(self, _: None) -> None:
        self.autosave.end()
        thrown = self._opened, self._form.sheet()
        self.left.emit(CaseAt(self._opened.case_id))
        offer_undo(self, self._desk, self._context, thrown, self.left.emit)

    def _run(self, work: Callable[..., Any], *arguments: Any, then: Callable[[Any], None]) -> None:
        self._context.tasks.run(work, *arguments, owner=self, then=then, failed=self.refused.emit)
