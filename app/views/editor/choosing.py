"""What the writer decides when another window saved the draft too: compare, keep mine, take theirs."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from shiboken6 import isValid

from app.domain.records.record import Sheet
from app.services.records.drafts import DraftView

if TYPE_CHECKING:
    from app.views.editor.editor_page import EditorPage


class Choosing(QObject):
    """Looks at the draft as it now is in the vault, and goes on from there."""

    def __init__(self, page: "EditorPage") -> None:
        super().__init__(page)
        self._page = page

    def compare(self) -> None:
        """Show how the two differ."""
        self._look(self._compare)

    def keep_mine(self) -> None:
        """Save what is on the screen over what the other window saved."""
        self._look(self._keep_mine)

    def take_theirs(self) -> None:
        """Show what the other window saved; the writer's own can be had back for some seconds."""
        self._look(self._take_theirs)

    def _look(self, then: Callable[[DraftView], None]) -> None:
        self._page.run(self._page.desk.drafts.open, self._page.draft_id, then=then)

    def _compare(self, theirs: DraftView) -> None:
        if self._page.writing is not None:
            mine = self._page.writing.form.sheet()
            self._page.elsewhere.show_difference(theirs.kind, theirs.sheet, mine)

    def _keep_mine(self, theirs: DraftView) -> None:
        self._go_on(theirs.revision, edited=True)

    def _take_theirs(self, theirs: DraftView) -> None:
        writing = self._page.writing
        if writing is not None:
            mine = writing.form.sheet()
            writing.form.show_sheet(theirs.sheet)
            self._go_on(theirs.revision, edited=False)
            self._page.around.undo_offered("Took what the other window saved", lambda: self._mine_again(mine))

    def _mine_again(self, mine: Sheet) -> None:
        if isValid(self) and self._page.writing is not None and self._page.autosave is not None:
            self._page.writing.form.show_sheet(mine)
            self._page.autosave.touch()

    def _go_on(self, revision: int, *, edited: bool) -> None:
        page = self._page
        page.elsewhere.hide()
        if page.autosave is None or page.writing is None:
            return
        page.autosave.go_on(revision, edited=edited)
        if edited:
            page.autosave.flush()
        page.writing.back_to_field()
