"""Throwing a draft away: asked for by name, and undone for some seconds."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.views.context.places import CaseAt
from app.views.reading.discard import ask_to_discard, offer_undo

if TYPE_CHECKING:
    from app.views.editor.editor_page import EditorPage


class Discarding(QObject):
    """Throws the draft of a page away."""

    def __init__(self, page: "EditorPage") -> None:
        super().__init__(page)
        self._page = page

    def ask(self) -> None:
        """Ask first."""
        if self._page.draft is not None:
            ask_to_discard(self._page, self._page.around, self._page.draft, self._discard)

    def _discard(self) -> None:
        page = self._page
        if page.autosave is not None:
            page.run(page.desk.drafts.discard, page.draft_id, then=self._discarded)

    def _discarded(self, _: None) -> None:
        page = self._page
        if page.draft is None or page.writing is None or page.autosave is None:
            return
        page.autosave.end()
        thrown = page.draft, page.writing.form.sheet()
        page.go(CaseAt(page.case_id))
        offer_undo(page, page.desk, page.around, thrown, page.go)
