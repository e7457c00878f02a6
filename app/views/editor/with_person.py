"""A draft that is written with the person beside the screen: their name, the questions, and nothing else of the case.

What tells of others, or of what the team does, is asked once the screen is turned away: here, of a kind that is signed
here, else in the editor. Nothing of the case comes into sight by itself, not even after signing: the clinician says
when.
"""

from functools import partial
from typing import ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.domain.records.kind import BesidePerson
from app.domain.records.record import Sheet
from app.errors import ClockAhead, NotFound, SavedElsewhere, UserError, WrongSecret
from app.services.cases.casefile import CaseSheet
from app.services.cases.signing import Review
from app.services.desk import Desk
from app.services.records.editing import OpenedDraft
from app.services.vault.confirming import confirmed_act
from app.views.context import voice
from app.views.context.clock_question import ask_about_clock
from app.views.context.context import Context
from app.views.context.places import CaseAt, DraftAt
from app.views.context.timers import after
from app.views.editor.conflict_bar import ConflictBar
from app.views.editor.draft import OpenDraft
from app.views.editor.draft_page import DraftPage
from app.views.editor.giving import Giving
from app.views.editor.sheet_form import SheetForm
from app.views.editor.signing import WRONG
from app.views.forms.choice_editors import KeyedEditor
from app.views.forms.editor import FieldContext
from app.views.widgets.buttons import button
from app.views.widgets.layouts import vertical
from app.views.widgets.words import words
from app.views.writing.aids import WritingAids

_KEYS: Final = "Keys: 0 to 9, x ten, d declined, - not asked; for yes and no also y and n. + asks more."
_ALONE: Final = "For you alone"
_TURN_AWAY: Final = "The rest is for you alone: turn the screen away first."
_TURNED: Final = "The screen is turned away"
_TURNED_HINT: Final = "What is for you alone comes into sight"
_NAMED: Final = "The record will bear your name, and cannot be changed afterwards by anybody."
_SIGNED: Final = "Signed. Turn the screen away before you go back to the case."
_LEAVING: Final = "The case comes into sight next: turn the screen away first. What was answered is kept."
_LEAVE, _LEAVE_TURNED, _TO_CASE = "Leave", "The screen is turned away: leave", "Back to the case"
_NO_MORE: Final = "That draft is no more: it was signed or discarded."


class WithPersonPage(DraftPage):
    """The questions of a draft; `form` is there from when it is open."""

    title: ClassVar[str] = "With the person"
    help: ClassVar[str] = "with-person"
    wants_room: ClassVar[bool] = True

    def __init__(self, desk: Desk, context: Context, case_id: str, draft_id: str) -> None:
        super().__init__(desk, context, case_id, draft_id)
        self.form: SheetForm | None = None
        self._how = BesidePerson()
        self._before: object = None
        self._asks_more = self._is_alone = self._is_leaving = False
        self._name = ""
        self.heading.setText("")
        # How two texts differ may be in what is for the clinician alone.
        self.conflict = ConflictBar(context, compares=False)
        self.hint, self.giving = words(_KEYS, "hint"), Giving(self)
        self._stack = QStackedWidget()
        for each in (self.hint, self.conflict, self.giving):
            self.body.addWidget(each)
        self.body.addWidget(self._stack, 1)
        self.back = button(_LEAVE, self._leave, kind="quiet", shortcut="Escape")
        self.more = button("Ask more", self.ask_more, kind="quiet", hint="Distress, contact and a note (+)")
        self.turned = button(_TURNED, self._go_on_alone, hint=_TURNED_HINT)
        self.turned.hide()
        self.sign = button("Sign…", self.begin_to_sign, kind="primary")
        self.at_foot(self.back, self.more, self.turned, self.sign)

    # --- coming and going ---------------------------------------------------------------------------

    def arrive(self) -> None:
        """Open the draft, and ask whose it is."""
        if not self._is_opened:
            self.run(self.desk.casefile.open, self.case_id, then=self._show_name)
            self.run(self.desk.editing.open, self.draft_id, then=self._show, failed=self._not_opened)

    def focus_first(self) -> None:
        """The first question."""
        if self.form is not None:
            self.form.focus_first()

    def leave(self) -> None:
        """Save what was answered."""
        if self.draft is not None:
            self.draft.autosave.flush()

    def hide_names(self, hidden: bool) -> None:  # noqa: FBT001 - a switch
        """Take the name off the screen, and the answers with it."""
        self.heading.setText("Name hidden" if hidden else self._name)
        self._stack.setVisible(not hidden)
        self.giving.hide_names(hidden)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Plus asks more."""
        if event.text() == "+":
            self.ask_more()
        else:
            super().keyPressEvent(event)

    # --- what is asked ------------------------------------------------------------------------------

    def ask_more(self) -> None:
        """Ask what is asked where there is a reason, though the answers give none."""
        if self._how.signed_there and self.form is not None and not self._is_alone and not self._asks_more:
            self._asks_more = True
            self._ask()
            more = next(iter(self._optional()), "")
            if more:
                self.form.focus_field(more)

    def _optional(self) -> tuple[str, ...]:
        fields = self.form.body.fields.specs if self.form is not None else {}
        return tuple(name for name, spec in fields.items() if spec.applies and name not in self._how.alone)

    def _ask(self) -> None:
        """Show what is asked now: of the person, or of the clinician alone."""
        form = self.form
        if form is None:
            return
        if self._is_alone:
            others = (name for name in form.body.fields.specs if name not in self._how.alone)
            form.body.fields.ask_only(left_out=tuple(others))
        else:
            form.body.fields.ask_only(self._how.alone, self._optional() if self._asks_more else ())

    def _answered(self, name: str) -> None:
        """Go on to the next question that has no answer, or to the end of them."""
        form = self.form
        if form is None:
            return
        self._look_at_change()
        names = [each for each, box in form.body.fields.boxes.items() if isinstance(box.editor, KeyedEditor)]
        after = names[names.index(name) + 1 :]
        content = form.body.content()
        shown = (each for each in after if form.body.fields.boxes[each].isVisible())
        following = next((each for each in shown if not getattr(content, each)), "")
        if following:
            form.focus_field(following)
        else:
            self.sign.setFocus(Qt.FocusReason.TabFocusReason)

    def _look_at_change(self) -> None:
        if self.form is not None and self._how.asks_more(self.form.body.content(), self._before):
            self._asks_more = True
        self._ask()

    def _go_on_alone(self) -> None:
        """Ask what is for the clinician alone: of a kind that is not signed here, in the editor."""
        if not self._how.signed_there:
            self.go(DraftAt(self.case_id, self.draft_id, turned=True))
            return
        self._is_alone = True
        self.bar.clear()
        self.turned.hide()
        self.more.hide()
        self.sign.show()
        self.heading.setText(f"{self._name}: {_ALONE.lower()}")
        self.hint.hide()
        self._ask()
        if self.form is not None:
            self.form.focus_field(self._how.alone[0])

    # --- signing ------------------------------------------------------------------------------------

    def begin_to_sign(self) -> None:
        """Say what stands in the way, or ask for the passphrase; what is for the clinician alone comes last."""
        self.bar.clear()
        form, draft = self.form, self.draft
        if form is None or draft is None:
            return
        found = form.problems()
        for_alone = tuple(each for each in found if each.path.partition(".")[0] in self._how.alone)
        in_sight = for_alone if self._is_alone else tuple(each for each in found if each not in for_alone)
        if in_sight:
            form.show_problems(in_sight)
        elif found:
            self.bar.tell(_TURN_AWAY, "care")
            self.sign.hide()
            self.turned.show()
            self.turned.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            draft.autosave.flush()
            self.run(self.desk.signing.review, self.draft_id, then=self._ask_passphrase)

    def _ask_passphrase(self, review: Review, again: str = "") -> None:
        if self.draft is None or self.draft.autosave.unsaved() is not None:
            # The disk did not take the last answers: the bar says so, and nothing older is signed.
            return
        act = f"Sign this {review.draft.kind.title.lower()}"
        self.context.asks.passphrase(self, act, again or _NAMED, partial(self._sign, review))

    def _sign(self, review: Review, passphrase: str) -> None:
        self.run(
            confirmed_act,
            self.desk.vault,
            passphrase,
            lambda: review.digest,
            partial(self.desk.signing.sign, review),
            then=self._signed,
            failed=partial(self._not_signed, review),
        )

    def _not_signed(self, review: Review, failure: BaseException) -> None:
        if isinstance(failure, WrongSecret):
            self.bar.tell(WRONG)
            self._ask_passphrase(review, WRONG)
        elif isinstance(failure, ClockAhead):
            again = partial(self._ask_passphrase, review)
            ask_about_clock(self.context, self, self.desk.vault, failure, again)
        elif isinstance(failure, SavedElsewhere):
            self.conflict.ask()
        else:
            self.refused(failure)

    def _signed(self, _: str) -> None:
        if self.draft is not None:
            self.draft.autosave.end()
        self.is_over = True
        self.bar.clear()
        done = QWidget()
        vertical(done, words(_SIGNED, "h2"), 1, gap=self.context.theme.pixels(0.6))
        self._stack.addWidget(done)
        self._stack.setCurrentWidget(done)
        self.hint.hide()
        self.heading.setText(self._name)
        for each in (self.sign, self.more, self.turned):
            each.hide()
        self._call_back(_TO_CASE)
        self.back.setFocus()
        voice.say(self, _SIGNED)

    def _leave(self) -> None:
        """Say that the case comes into sight, unless that was said; the second press goes there."""
        if not self.is_over and not self._is_leaving and not self._is_alone:
            self._is_leaving = True
            self.bar.tell(_LEAVING, "care")
            self._call_back(_LEAVE_TURNED)
            return
        section = self.draft.kind.section if self.draft is not None else "overview"
        self.go(CaseAt(self.case_id, section))

    def _stay(self) -> None:
        """Whoever goes on writing has not left: what leads to the case is said anew."""
        if self._is_leaving:
            self._is_leaving = False
            self.bar.clear()
            self._call_back(_LEAVE)

    def _call_back(self, text: str) -> None:
        self.back.setText(text)
        self.back.setAccessibleName(text)
        if self.foot is not None:
            self.foot.refit()

    # --- opening ------------------------------------------------------------------------------------

    def _show_name(self, sheet: CaseSheet) -> None:
        """The name alone: what else the case has to say is not for the person."""
        self._name = sheet.person.details.sort_name
        self.heading.setText(self._name)

    def _not_opened(self, failure: BaseException) -> None:
        if isinstance(failure, NotFound):
            # Nor does the case come into sight for that.
            self.is_over = True
            self.bar.tell(_NO_MORE, "care")
            for each in (self.hint, self.sign, self.more, self.turned):
                each.hide()
            self._call_back(_TO_CASE)
        else:
            self.refused(failure)

    def _show(self, opened: OpenedDraft) -> None:
        self._is_opened = True
        made = opened.draft.kind
        self._how = made.beside_person or BesidePerson()
        if opened.earlier is not None:
            content = opened.earlier.record.sheet.content
            self._before = content if isinstance(content, made.content) else None
        aids = WritingAids(opened.aids, self.desk, self.context)
        aids.setParent(self)
        fields = FieldContext(
            self.context,
            self.desk.today_date,
            opened.citable,
            opened.referred,
            aids,
            opened.draft.signed,
            measures=opened.draft.measures,
            unoffered=opened.draft.unoffered | self._never_here(),
            silent=frozenset(self._how.silent),
            beside_person=True,
        )
        form = self.form = SheetForm(made, fields, headed=False)
        form.ready.connect(self._made)
        form.show_sheet(opened.draft.sheet)
        self._stack.addWidget(form)
        self.draft = OpenDraft(self.desk, self.context, opened.draft, form, self.conflict, self)
        form.edited.connect(self.draft.autosave.touch)
        form.edited.connect(self._stay)
        form.settled.connect(self._look_at_change)
        self.draft.not_saved.connect(self._not_saved)
        self.draft.refused.connect(self.refused)
        self.draft.autosave.state_changed.connect(self._saved_at_last)
        self.giving.begin(opened.draft, form)
        self.more.setVisible(self._how.signed_there and bool(self._optional()))
        self.sign.setVisible(self._how.signed_there)
        self.turned.setVisible(not self._how.signed_there)
        self.hint.setVisible(self._how.signed_there)
        if self.foot is not None:
            self.foot.tell(_when(opened.draft.sheet))
        self._ask()

    def _never_here(self) -> frozenset[str]:
        """What is not even made here: of a kind that is signed in the editor, all that is for the clinician alone."""
        return frozenset() if self._how.signed_there else frozenset(self._how.alone)

    def _made(self) -> None:
        """Every question is there: answer goes on to answer."""
        if self.form is None:
            return
        for name, box in self.form.body.fields.boxes.items():
            if isinstance(box.editor, KeyedEditor):
                box.editor.answered.connect(partial(self._answered, name))
        self._ask()
        # What takes the keyboard has to be laid out first.
        after(self, 0, self.focus_first)

    def _saved_at_last(self) -> None:
        if self._is_retired and self.draft is not None and self.draft.autosave.unsaved() is None:
            super().retire()

    def _not_saved(self, failure: BaseException) -> None:
        if isinstance(failure, UserError):
            self.bar.tell(f"{failure} What was answered is still on the screen, and Casework goes on trying.")
        else:
            self.refused(failure)


def _when(sheet: Sheet) -> str:
    """The day that it is of, to be seen by who signs it."""
    return sheet.event.show() if sheet.event else ""
