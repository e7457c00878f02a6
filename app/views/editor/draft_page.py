"""A page that writes drafts: what was answered on it is in the vault before it goes, whoever takes it away."""

from typing import TYPE_CHECKING

from app.services.desk import Desk
from app.views.context.context import Context
from app.views.widgets.page import LastWords, Page

if TYPE_CHECKING:
    from app.views.editor.autosave import Autosave
    from app.views.editor.draft import OpenDraft


class WritingPage(Page):
    """What is typed here is saved by `autosave`, which is there from when it is open."""

    _is_opened = _is_retired = False

    @property
    def autosave(self) -> "Autosave | None":
        """What saves it."""
        return None

    def last_words(self) -> LastWords | None:
        """What was typed and perhaps not saved yet. After this nothing more is saved: the vault is about to lock."""
        if self.autosave is None:
            return None
        unsaved = self.autosave.unsaved()
        self.autosave.end()
        if self._is_retired:
            super().retire()
        return unsaved.keep_or_seal if unsaved is not None else None

    def retire(self) -> None:
        """Go when everything typed is in the vault, and not before: until then out of sight, trying."""
        if self.autosave is None or self.autosave.unsaved() is None:
            super().retire()
        else:
            self._is_retired = True
            self.hide()
            self.setParent(None)


class DraftPage(WritingPage):
    """Opens a draft of the member's own once; `draft` is there from when it is open."""

    def __init__(self, desk: Desk, context: Context, case_id: str, draft_id: str) -> None:
        super().__init__(desk, context)
        self.case_id, self.draft_id = case_id, draft_id
        self.draft: OpenDraft | None = None

    @property
    def autosave(self) -> "Autosave | None":
        """What saves the draft."""
        return self.draft.autosave if self.draft is not None else None
