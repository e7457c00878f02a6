"""A draft in its editor: written, kept by itself, compared, signed or discarded."""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.errors import SavedElsewhere, UserError
from app.services.desk import Desk
from app.services.records.drafts import heading_of
from app.views.context import voice
from app.views.context.context import Surroundings
from app.views.editor.autosave import Autosave, Book
from app.views.editor.bringing import Bringing
from app.views.editor.choosing import Choosing
from app.views.editor.discarding import Discarding
from app.views.editor.elsewhere import Elsewhere
from app.views.editor.loading import Opened, open_draft
from app.views.editor.sign_view import SignView
from app.views.editor.signing_flow import SigningFlow
from app.views.editor.writing_view import WritingView
from app.views.widgets.page import LastWords, Page
from app.views.writing.aids import Loaded, WritingAids

if TYPE_CHECKING:
    from app.services.records.drafts import DraftView


class EditorPage(Page):
    """Opens a draft of the member's own."""

    title: ClassVar[str] = "Draft"
    help: ClassVar[str] = "editor"

    def __init__(
        self,
        desk: Desk,
        around: Surroundings,
        case_id: str,
        draft_id: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, around, parent)
        self.case_id, self.draft_id = case_id, draft_id
        self.draft: DraftView | None = None
        self.writing: WritingView | None = None
        self.autosave: Autosave | None = None
        self._is_retired = self._said_unsaved = False
        self.elsewhere = Elsewhere(around)
        self.sign_view = SignView(around.look)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.sign_view)
        self._signing, self._discarding = SigningFlow(self), Discarding(self)
        self._bringing, choosing = Bringing(self), Choosing(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self.elsewhere)
        self.body.addWidget(self._stack, 1)
        self._stack.hide()
        self.sign_view.given_up.connect(self.turn_to_writing)
        self.sign_view.signed.connect(self._signing.ask)
        self.elsewhere.compare_wanted.connect(choosing.compare)
        self.elsewhere.mine_kept.connect(choosing.keep_mine)
        self.elsewhere.theirs_taken.connect(choosing.take_theirs)
        save = QShortcut(QKeySequence("Ctrl+S"), self)
        save.setWhatsThis("Save the draft now")
        save.activated.connect(self._save_now)

    # --- coming and going ---------------------------------------------------------------------------

    def arrive(self) -> None:
        """Open the draft; one that is open stays as it is."""
        if self.draft is None:
            self.run(self._load, then=self._show)

    def focus_first(self) -> None:
        """The first field of the content."""
        if self.writing is not None:
            self.writing.form.focus_first()

    def leave(self) -> None:
        """Save what was typed, and keep how wide the panes are."""
        if self.autosave is not None and self.writing is not None:
            self.autosave.flush()
            self.writing.panes.remember()

    def last_words(self) -> LastWords | None:
        """What was typed and perhaps not saved yet. After this nothing more is saved: the vault is about to lock."""
        if self.autosave is None:
            return None
        unsaved = self.autosave.unsaved()
        self.autosave.end()
        if self._is_retired:
            super().retire()
        return unsaved.keep_or_park if unsaved is not None else None

    def retire(self) -> None:
        """Go when everything typed is in the vault, and not before: until then out of sight, trying."""
        if self.autosave is None or self.autosave.unsaved() is None:
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

    def turn_to_signing(self) -> None:
        """Show what will be signed."""
        self._stack.setCurrentWidget(self.sign_view)
        self.sign_view.setEnabled(True)
        self.sign_view.reading.setFocus()

    def turn_to_writing(self) -> None:
        """Show the form again."""
        if self.writing is not None:
            self._stack.setCurrentWidget(self.writing)
            self.writing.back_to_field()

    # --- opening --------------------------------------------------------------------------------------

    def _load(self) -> tuple[Opened, Loaded]:
        return open_draft(self.desk, self.draft_id), WritingAids.load(self.desk)

    def _show(self, loaded: tuple[Opened, Loaded]) -> None:
        opened, aids = loaded
        draft = self.draft = opened.draft
        self.heading.setText(draft.kind.title)
        writing_aids = WritingAids(aids, self.desk, self.around)
        writing = WritingView(self.desk, self.around, opened, writing_aids)
        # To build it and to lay it out take longer together than the window may stand still. Qt does what is to be
        # done in no time at all before it comes back to the keys.
        self._stack.addWidget(writing)
        QTimer.singleShot(1, self, lambda: self._take(opened, writing))

    def _take(self, opened: Opened, writing: WritingView) -> None:
        draft, self.writing = opened.draft, writing
        book = Book(self.desk.drafts, draft.id, draft.revision)
        self.autosave = Autosave(self.around.tasks, book, writing.form.sheet, self, heading_of(draft))
        self.autosave.begin()
        self.autosave.at = draft.saved_at
        writing.foot.show_opened(draft.saved_at, self.desk.today_date())
        self._connect(writing, self.autosave)
        self._stack.setCurrentWidget(writing)
        self._stack.show()
        writing.form.focus_first()

    def _connect(self, writing: WritingView, autosave: Autosave) -> None:
        writing.form.edited.connect(autosave.touch)
        writing.field_left.connect(autosave.flush)
        # Where there is little room, the name of the kind on its button is enough.
        writing.panes.stacked.connect(lambda stacked: self.heading.setVisible(not stacked))
        self.heading.setVisible(not writing.panes.is_stacked)
        writing.told.connect(lambda told: self.bar.tell(told, "care"))
        writing.foot.sign_wanted.connect(self._signing.begin)
        writing.foot.discard_wanted.connect(self._discarding.ask)
        writing.opened.connect(self._bringing.open)
        writing.beside.brought.connect(self._bringing.bring)
        autosave.stood.connect(self._stood)
        autosave.refused.connect(self._not_saved)

    def _stood(self) -> None:
        if self.autosave is None or self.writing is None:
            return
        news = self.writing.foot.show_stand(self.autosave)
        if news:
            self.saved.emit(news)
        if self.autosave.unsaved() is None:
            if self._said_unsaved:
                self._said_unsaved = False
                self.bar.clear()
            if self._is_retired:
                super().retire()

    def _not_saved(self, failure: BaseException) -> None:
        if isinstance(failure, SavedElsewhere):
            self.elsewhere.ask()
        elif isinstance(failure, UserError):
            self._said_unsaved = True
            told = f"{failure} What you typed is still on the screen, and Casework goes on trying."
            self.bar.tell(told)
            self.saved.emit("The draft is not saved")
            if self._is_retired:
                self.around.undo_offered(told, None)
        else:
            self.refused(failure)

    def _save_now(self) -> None:
        if self.autosave is not None and self.writing is not None:
            self.autosave.flush()
            voice.say(self, self.writing.foot.state.text())
