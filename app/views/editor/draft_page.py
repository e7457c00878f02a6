"""A page that writes a draft: what was answered on it is in the vault before it goes, whoever takes it away."""

from typing import TYPE_CHECKING

from app.services.desk import Desk
from app.views.context.context import Context
from app.views.widgets.page import LastWords, Page

if TYPE_CHECKING:
    from app.views.editor.draft import OpenDraft


class DraftPage(Page):
    """Opens a draft of the member's own once; `draft` is there from when it is open."""

    def __init__(self, desk: Desk, context: Context, case_id: str, draft_id: str) -> None:
        super().__init__(desk, context)
        self.case_id, self.draft_id = case_id, draft_id
        self.draft: OpenDraft | None = None
        self._is_opened = self._is_retired = False

    def last_words(self) -> LastWords | None:
        """What was typed and perhaps not saved yet. After this nothing more is saved: the vault is about to lock."""
        if self.draft is None:
            return None
        unsaved = self.draft.autosave.unsaved()
        self.draft.autosave.end()
        if self._is_retired:
            super().retire()
        return unsaved.keep_or_seal if unsaved is not None else None

    def retire(self) -> None:
        """Go when everything typed is in the vault, and not before: until then out of sight, trying."""
        if self.draft is None or self.draft.autosave.unsaved() is None:
            super().retire()
        else:
            self._is_retired = True
            self.hide()
            self.setParent(None)
