"""From the button to the signature: what is missing, what will be signed, the passphrase, the record."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.domain.records.shown import ShownSection
from app.errors import SavedElsewhere, WrongSecret
from app.services.records.drafts import DraftView
from app.services.records.signing import Signing
from app.views.context import voice
from app.views.context.places import RecordAt
from app.views.reading.loading import told

if TYPE_CHECKING:
    from app.views.editor.editor_page import EditorPage

WRONG = "That is not your passphrase. Nothing was signed, and nothing is lost."
_NAMED = "The record will bear your name, and cannot be changed afterwards by anybody."


class SigningFlow(QObject):
    """Signs the draft of a page. What was read through is what is signed: the revision goes with it."""

    def __init__(self, page: "EditorPage") -> None:
        super().__init__(page)
        self._page = page
        self._draft: DraftView | None = None

    def begin(self) -> None:
        """Say what stands in the way, or save and show what will be signed."""
        page = self._page
        page.bar.clear()
        if page.writing is None or page.autosave is None or page.writing.show_problems():
            return
        page.autosave.flush()
        page.run(self._read, then=self._show)

    def ask(self, again: str = "") -> None:
        """Ask for the passphrase."""
        if self._draft is not None:
            act = f"Sign this {self._draft.kind.title.lower()}"
            self._page.around.asks.passphrase(self._page, act, again or _NAMED, self._sign)

    def _read(self) -> tuple[DraftView, tuple[ShownSection, ...]]:
        desk = self._page.desk
        draft = desk.drafts.open(self._page.draft_id)
        return draft, told(desk, draft.case_id, draft.kind, draft.sheet)

    def _show(self, read: tuple[DraftView, tuple[ShownSection, ...]]) -> None:
        page = self._page
        if page.autosave is None or page.autosave.unsaved() is not None:
            # The disk did not take the last words: the foot says so, and nothing older is offered for signing.
            return
        self._draft, sections = read
        now = page.desk.vault.clock().astimezone(page.desk.zone)
        page.sign_view.show_draft(self._draft, sections, page.desk.member, now)
        page.turn_to_signing()

    def _sign(self, passphrase: str) -> None:
        draft = self._draft
        if draft is not None:
            page = self._page
            page.sign_view.setEnabled(False)
            signing = Signing(page.desk.vault)
            page.run(
                signing.sign, draft.id, draft.revision, passphrase, then=self._signed, failed=self._refused
            )

    def _signed(self, record_id: str) -> None:
        page, draft = self._page, self._draft
        if page.autosave is None or draft is None:
            return
        page.autosave.end()
        page.saved.emit("Signed")
        voice.say(page, f"Signed: {draft.kind.title}")
        page.go(RecordAt(draft.case_id, draft.about_id or record_id))

    def _refused(self, failure: BaseException) -> None:
        page = self._page
        page.sign_view.setEnabled(True)
        if isinstance(failure, WrongSecret):
            page.bar.tell(WRONG)
            self.ask(WRONG)
            return
        page.turn_to_writing()
        if isinstance(failure, SavedElsewhere):
            page.elsewhere.ask()
        else:
            page.refused(failure)
