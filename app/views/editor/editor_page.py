"""A draft in its editor: written, kept by itself, compared, signed or discarded."""

from functools import cached_property, partial
from typing import ClassVar, Final

from PySide6.QtWidgets import QStackedWidget, QWidget

from app.domain.records.record import GATE, PLACE, Sheet
from app.errors import NotFound, SavedElsewhere, StillMissing, UserError
from app.services.cases.signing import Review
from app.services.desk import Desk
from app.services.records.drafts import DraftView
from app.services.records.editing import OpenedDraft
from app.services.records.raising import raise_now
from app.views.context import voice
from app.views.context.context import Context
from app.views.context.places import CaseAt, DraftAt, Place, RecordAt, WithPerson
from app.views.context.timers import after
from app.views.editor.autosave import SaveState
from app.views.editor.conflict_bar import ConflictBar
from app.views.editor.draft import OpenDraft
from app.views.editor.draft_page import DraftPage
from app.views.editor.earlier_texts import EarlierView
from app.views.editor.giving import Giving
from app.views.editor.returned import remarks
from app.views.editor.signing import SignView
from app.views.editor.writing_view import WritingView
from app.views.widgets.layouts import horizontal
from app.views.widgets.needed import NeededLabel
from app.views.widgets.notice import Notice
from app.views.widgets.shortcut import shortcut
from app.views.writing.aids import WritingAids

_WAITS: Final = "Sign the red flag here. Your draft is kept, without it."
_NO_MORE: Final = "That draft is no more: it was signed or discarded."


class EditorPage(DraftPage):
    """Opens a draft of the member's own. `draft` and `writing` are there from when it is open."""

    title: ClassVar[str] = "Draft"
    help: ClassVar[str] = "editor"
    wants_room: ClassVar[bool] = True

    def __init__(
        self,
        desk: Desk,
        context: Context,
        case_id: str,
        draft_id: str,
        turned: bool = False,  # noqa: FBT001, FBT002 - as its place says it
    ) -> None:
        super().__init__(desk, context, case_id, draft_id)
        self.writing: WritingView | None = None
        self._said_unsaved, self._is_turned = False, turned
        self.conflict = ConflictBar(context)
        self.returned = Notice(context.theme)
        self.giving = Giving(self)
        self._stack = QStackedWidget()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        px = context.theme.px
        self.body.removeWidget(self.heading)
        self.legend = NeededLabel("needed to sign", context.theme, "small", ring=True)
        self.head = QWidget()
        horizontal(self.head, (self.heading, 1), self.legend, pad=(px(24), px(10), px(24), px(6)))
        self.body.insertWidget(0, self.head)
        self.body.addWidget(self.conflict)
        for notice in (self.returned, self.giving):
            self.body.addLayout(horizontal(None, (notice, 1), pad=(px(24), 0, px(24), 0)))
        self.body.addWidget(self._stack, 1)
        self._stack.hide()
        shortcut(self, "Ctrl+S", "Save the draft now", self._save_now)

    @cached_property
    def sign_view(self) -> SignView:
        """What will be signed; made when it is asked for, as a draft is opened more often than it is signed."""
        made = SignView(self.desk, self.context)
        made.given_up.connect(self.turn_to_writing)
        made.codes_wanted.connect(self._write_codes)
        made.message.connect(self.bar.tell)
        made.signed.connect(self._signed)
        made.refused.connect(self._not_signed)
        self._stack.addWidget(made)
        return made

    @cached_property
    def earlier(self) -> EarlierView:
        """The earlier texts; made when they are asked for."""
        made = EarlierView(self.context, self.desk.shown)
        made.given_up.connect(self.turn_to_writing)
        made.restored.connect(self._restore)
        self._stack.addWidget(made)
        return made

    # --- coming and going ---------------------------------------------------------------------------

    def arrive(self) -> None:
        """Open the draft; one that is open stays as it is."""
        if not self._is_opened:
            self.run(self.desk.editing.open, self.draft_id, then=self._show, failed=self._not_opened)

    def focus_first(self) -> None:
        """The first field of the content."""
        if self.writing is not None:
            self.writing.form.focus_first()

    def leave(self) -> None:
        """Save what was typed, and keep where the writer stands and how wide the panes are."""
        if self.writing is not None:
            self.writing.leave_full_screen()
        if self.draft is not None and self.writing is not None:
            self.context.standing[self.draft_id] = self.writing.standing()
            self.draft.autosave.flush()
            self.writing.panes.remember()

    def hide_names(self, hidden: bool) -> None:  # noqa: FBT001 - a switch
        """Take what is written off the screen; nothing of it is lost."""
        if hidden:
            if self.writing is not None:
                self.writing.leave_full_screen()
            self._stack.hide()
            self.returned.hide()
            self.giving.hide()
            self.bar.tell("Names are hidden. F12 shows the draft again: nothing in it is lost.", "note")
        else:
            # Before what it gives its room to, which is then laid out once.
            self.bar.clear()
            self._stack.setVisible(self.writing is not None)
            self.returned.setVisible(bool(self.returned.text))
            self.giving.hide_names(hidden)

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

    def show_earlier(self) -> None:
        """Show what was saved before, beside what stands now."""
        self.bar.clear()
        if self.draft is None or self.writing is None:
            return
        self.draft.autosave.flush()
        texts = self.draft.earlier()
        if texts:
            sheet = self.writing.form.sheet()
            self.earlier.show_texts(self.draft.kind, sheet, texts)
            self._stack.setCurrentWidget(self.earlier)
            self.earlier.times.setFocus()
        else:
            self.bar.tell("Nothing else was saved since this draft was opened.", "note")

    def _restore(self, sheet: Sheet) -> None:
        self.turn_to_writing()
        if self.draft is not None:
            self.draft.restore(sheet)

    def _write_codes(self) -> None:
        self.turn_to_writing()
        if self.writing is not None:
            self.writing.victims.put_all()

    def _turn_to_signing(self, review: Review) -> None:
        if self.draft is None or self.draft.autosave.unsaved() is not None:
            # The disk did not take the last words: the foot says so, and nothing older is offered for signing.
            return
        # No answer of the form helps against these.
        if barred := tuple(gap.words for gap in review.draft.missing if gap.path in {PLACE, GATE}):
            self.refused(StillMissing(barred))
            return
        if self.writing is not None and review.draft.missing:
            # Of what its case or the record that it is about asks the form knows nothing.
            self.writing.show_gaps(review.draft.missing)
            return
        self.sign_view.show_draft(review)
        self._stack.setCurrentWidget(self.sign_view)
        self.sign_view.reading.setFocus()

    def _signed(self, record_id: str) -> None:
        if self.draft is not None:
            self.draft.autosave.end()
            self.is_over = True
            self.saved.emit("Signed")
            voice.say(self, f"Signed: {self.heading.text()}")
            self.go(RecordAt(self.case_id, record_id))

    def _not_signed(self, failure: BaseException) -> None:
        self.turn_to_writing()
        if isinstance(failure, SavedElsewhere):
            self.conflict.ask()
        else:
            self.refused(failure)

    # --- raising at once ----------------------------------------------------------------------------

    def _raise_now(self, row: str) -> None:
        """Save, take the row out into a draft of its own, and go there to sign it: this draft waits."""
        if self.draft is not None:
            self.draft.autosave.flush()
            # Behind the save: nothing is taken out that is not in the vault.
            self.run(self.desk.drafts.open, self.draft_id, then=partial(self._saved_to_raise, row))

    def _saved_to_raise(self, row: str, saved: DraftView) -> None:
        if self.draft is not None and self.draft.autosave.unsaved() is None:
            self.run(raise_now, self.desk.vault, self.draft_id, row, saved.revision, then=self._raised)

    def _raised(self, begun: DraftView) -> None:
        if self.draft is not None:
            self.draft.autosave.end()
            self._left(DraftAt(begun.case_id, begun.id))
            self.context.undo_offered(_WAITS, None)

    # --- opening ------------------------------------------------------------------------------------

    def _not_opened(self, failure: BaseException) -> None:
        """One that was signed or discarded meanwhile is no more: nobody is left before an empty page for it."""
        if isinstance(failure, NotFound):
            self._left(CaseAt(self.case_id))
            self.context.undo_offered(_NO_MORE, None)
        else:
            self.refused(failure)

    def _left(self, place: Place) -> None:
        self.is_over = True
        self.go(place)

    def _show(self, opened: OpenedDraft) -> None:
        self._is_opened = True
        how = opened.draft.kind.beside_person
        if how is not None and how.opens and (how.signed_there or not self._is_turned):
            # Never under the banner of the case: the person may sit beside the screen.
            self._left(WithPerson(self.case_id, self.draft_id))
            return
        self.heading.setText(opened.draft.kind.title)
        self.stands_in.emit(opened.draft.kind.section)
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
        self.returned.tell(remarks(opened, self.desk), "care")
        writing.foot.show_opened(opened.draft.saved_at, self.desk.today_date())
        self._connect(opened, writing, draft)
        self._stack.setCurrentWidget(writing)
        self._stack.show()
        writing.begin_at(self.context.standing.get(self.draft_id))

    def _connect(self, opened: OpenedDraft, writing: WritingView, draft: OpenDraft) -> None:
        writing.form.edited.connect(draft.autosave.touch)
        writing.field_left.connect(draft.autosave.flush)
        # Where there is little room, the name of the kind on its button is enough.
        writing.panes.stacked.connect(lambda stacked: self.head.setVisible(not stacked))
        self.head.setVisible(not writing.panes.is_stacked)
        writing.message.connect(lambda message: self.bar.tell(message, "care"))
        writing.refused.connect(self.refused)
        writing.raise_wanted.connect(self._raise_now)
        writing.foot.sign_wanted.connect(self.begin_to_sign)
        writing.foot.discard_wanted.connect(draft.discard)
        writing.foot.earlier_wanted.connect(self.show_earlier)
        draft.autosave.state_changed.connect(partial(self._show_state, writing, draft))
        draft.not_saved.connect(self._not_saved)
        draft.settled.connect(writing.back_to_field)
        draft.left.connect(self._left)
        draft.refused.connect(self.refused)
        if opened.draft.kind.beside_person is not None:
            writing.foot.person.show()
            writing.foot.person_wanted.connect(lambda: self.go(WithPerson(self.case_id, self.draft_id)))
        self.giving.begin(opened.draft, writing.form)

    # --- saving -------------------------------------------------------------------------------------

    def _show_state(self, writing: WritingView, draft: OpenDraft) -> None:
        if writing.foot.show_state(draft.autosave) is SaveState.SAVED:
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
        message = f"{failure} What you typed is still on the screen, and Casework goes on trying."
        self.bar.tell(message)
        self.saved.emit("The draft is not saved")
        if self._is_retired:
            self.context.undo_offered(message, None)

    def _save_now(self) -> None:
        if self.draft is not None and self.writing is not None:
            self.draft.autosave.flush()
            voice.say(self, self.writing.foot.state.text())
