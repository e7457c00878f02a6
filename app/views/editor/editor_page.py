"""A draft in its editor: written, kept by itself, compared, signed or discarded."""

from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QStackedWidget

from app.errors import SavedElsewhere, UserError
from app.services.desk import Desk
from app.services.records.editing import OpenedDraft
from app.services.records.signing import Review
from app.views.context import voice
from app.views.context.context import Context
from app.views.context.places import RecordAt
from app.views.context.timers import after
from app.views.editor.autosave import SaveState
from app.views.editor.conflict_bar import ConflictBar
from app.views.editor.draft import OpenDraft
from app.views.editor.signing import SignView
from app.views.editor.writing_view import WritingView
from app.views.widgets.page import LastWords, Page
from app.views.widgets.shortcut import shortcut
from app.views.writing.aids import WritingAids


class EditorPage(Page):
    """Opens a draft of the member's own. `draft` and `writing` are there from when it is open."""

    title: ClassVar[str] = "Draft"
    help: ClassVar[str] = "editor"

    def __init__(self, desk: Desk, context: Context, case_id: str, draft_id: str) -> None:
        super().__init__(desk, context)
        self.case_id, self.draft_id = case_id, draft_id
        self.draft: OpenDraft | None = None
        self.writing: WritingView | None = None
        self._is_opened = self._is_retired = self._said_unsaved = False
        self.conflict = ConflictBar(context)
        self.sign_view = SignView(desk, context)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.sign_view)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self.conflict)
        self.body.addWidget(self._stack, 1)
        self._stack.hide()
        self.sign_view.given_up.connect(self.turn_to_writing)
        self.sign_view.told.connect(self.bar.tell)
        self.sign_view.signed.connect(self._signed)
        self.sign_view.refused.connect(self._not_signed)
        shortcut(self, "Ctrl+S", "Save the draft now", self._save_now)

    # --- coming and going ---------------------------------------------------------------------------

    def arrive(self) -> None:
        """Open the draft; one that is open stays as it is."""
        if not self._is_opened:
            self.run(self.desk.editing.open, self.draft_id, then=self._show)

    def focus_first(self) -> None:
        """The first field of the content."""
        if self.writing is not None:
            self.writing.form.focus_first()

    def leave(self) -> None:
        """Save what was typed, and keep how wide the panes are."""
        if self.draft is not None and self.writing is not None:
            self.draft.autosave.flush()
            self.writing.panes.remember()

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

    def hide_names(self, hidden: bool) -> None:  # noqa: FBT001 - a switch
        """Take what is written off the screen; nothing of it is lost."""
        if hidden:
            self._stack.hide()
            self.bar.tell("Names are hidden. F12 shows the draft again: nothing in it is lost.", "note")
        else:
            # Before what it gives its room to, which is then laid out once.
            self.bar.clear()
            self._stack.setVisible(self.writing is not None)

    # --- signing ------------------------------------------------------------------------------------

    def begin_to_sign(self) -> None:
        """Say what stands in the way, or save and show what will be signed."""
        self.bar.clear()
        if self.draft is not None and self.writing is not None and not self.writing.show_problems():
            self.draft.autosave.flush()
            self.run(self.desk.signing.review, self.draft_id, then=self._turn_to_signing)

    def turn_to_writing(self) -> None:
        """Show the form again."""
        if self.writing is not None:
            self._stack.setCurrentWidget(self.writing)
            self.writing.back_to_field()

    def _turn_to_signing(self, review: Review) -> None:
        if self.draft is None or self.draft.autosave.unsaved() is not None:
            # The disk did not take the last words: the foot says so, and nothing older is offered for signing.
            return
        self.sign_view.show_draft(review)
        self._stack.setCurrentWidget(self.sign_view)
        self.sign_view.reading.setFocus()

    def _signed(self, record_id: str) -> None:
        if self.draft is not None:
            self.draft.autosave.end()
            self.saved.emit("Signed")
            voice.say(self, f"Signed: {self.heading.text()}")
            self.go(RecordAt(self.case_id, record_id))

    def _not_signed(self, failure: BaseException) -> None:
        self.turn_to_writing()
        if isinstance(failure, SavedElsewhere):
            self.conflict.ask()
        else:
            self.refused(failure)

    # --- opening ------------------------------------------------------------------------------------

    def _show(self, opened: OpenedDraft) -> None:
        self._is_opened = True
        self.heading.setText(opened.draft.kind.title)
        aids = WritingAids(opened.aids, self.desk, self.context)
        writing = WritingView(self.desk, self.context, opened, aids)
        # To build it and to lay it out take longer together than the window may stand still. Qt does what is to be
        # done in no time at all before it comes back to the keys.
        self._stack.addWidget(writing)
        after(self, 1, lambda: self._take(opened, writing))

    def _take(self, opened: OpenedDraft, writing: WritingView) -> None:
        self.writing = writing
        draft = OpenDraft(self.desk, self.context, opened.draft, writing.form, self.conflict, self)
        self.draft = draft
        writing.foot.show_opened(opened.draft.saved_at, self.desk.today_date())
        self._connect(writing, draft)
        self._stack.setCurrentWidget(writing)
        self._stack.show()
        writing.form.focus_first()

    def _connect(self, writing: WritingView, draft: OpenDraft) -> None:
        writing.form.edited.connect(draft.autosave.touch)
        writing.field_left.connect(draft.autosave.flush)
        # Where there is little room, the name of the kind on its button is enough.
        writing.panes.stacked.connect(lambda stacked: self.heading.setVisible(not stacked))
        self.heading.setVisible(not writing.panes.is_stacked)
        writing.told.connect(lambda told: self.bar.tell(told, "care"))
        writing.refused.connect(self.refused)
        writing.foot.sign_wanted.connect(self.begin_to_sign)
        writing.foot.discard_wanted.connect(draft.discard)
        draft.autosave.state_changed.connect(partial(self._show_state, writing, draft))
        draft.not_saved.connect(self._not_saved)
        draft.settled.connect(writing.back_to_field)
        draft.left.connect(self.go)
        draft.refused.connect(self.refused)

    # --- saving -------------------------------------------------------------------------------------

    def _show_state(self, writing: WritingView, draft: OpenDraft) -> None:
        news = writing.foot.show_state(draft.autosave)
        if news:
            self.saved.emit(news)
        if draft.autosave.state is SaveState.SAVED:
            if self._said_unsaved:
                self._said_unsaved = False
                self.bar.clear()
            if self._is_retired:
                super().retire()

    def _not_saved(self, failure: BaseException) -> None:
        if not isinstance(failure, UserError):
            self.refused(failure)
            return
        self._said_unsaved = True
        told = f"{failure} What you typed is still on the screen, and Casework goes on trying."
        self.bar.tell(told)
        self.saved.emit("The draft is not saved")
        if self._is_retired:
            self.context.undo_offered(told, None)

    def _save_now(self) -> None:
        if self.draft is not None and self.writing is not None:
            self.draft.autosave.flush()
            voice.say(self, self.writing.foot.state.text())
