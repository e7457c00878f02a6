"""Putting a record right that stands in the wrong case: where it belongs, what will be done, and then in one act."""

from functools import partial
from typing import ClassVar, Final

from PySide6.QtWidgets import QFrame

from app.errors import StillMissing
from app.services.cases.case_row import CaseRow
from app.services.cases.wrong_case import Moved, MoveReview
from app.services.desk import Desk
from app.views.context.context import Context
from app.views.context.places import MovedAt, RecordAt
from app.views.reading.record_text import Reading
from app.views.record.moving_words import what_will_be_done
from app.views.widgets.buttons import button
from app.views.widgets.cards import card
from app.views.widgets.confirmed import confirmed, not_done
from app.views.widgets.fields import Field, finding, line
from app.views.widgets.layouts import LEFT
from app.views.widgets.page import Page
from app.views.widgets.scrolled import Scrolled
from app.views.widgets.unmoved import DropDown
from app.views.widgets.words import words

_HINT: Final = (
    "Use this where the record is of another person. It goes out of every list, chart, count and report of this case "
    "at once, with every version of it, and one line without its content stays. Where it is of this person and wrong, "
    "mark it in error instead."
)
_UNKNOWN: Final = "The right case is not known, or not in this vault"
_CHOOSE: Final = "Choose"
_NOBODY: Final = "No other case is called so."
_LOOK: Final = "Look at what will be done"
_DETAIL: Final = (
    "Each version is marked with your name as of another person. It cannot be put back, only begun anew."
)


class WrongCasePage(Page):
    """Asks for the right case and the reason, shows what will be done, and does it by the passphrase."""

    title: ClassVar[str] = "Entered in the wrong case"
    help: ClassVar[str] = "wrong-case"

    def __init__(self, desk: Desk, context: Context, case_id: str, record_id: str) -> None:
        super().__init__(desk, context)
        self._case_id, self._record_id = case_id, record_id
        self._review: MoveReview | None = None
        self._is_hidden = False
        theme = context.theme
        self.typed = finding("Find the right case")
        self.finds = button("Find", self._find)
        self.right, self.reason = DropDown(), line(most=500)
        self._fields = (
            Field("Right case", self.right),
            Field(
                "How it came to stand in the wrong case",
                self.reason,
                hint="Name nobody: it stays with the record",
            ),
        )
        self.look = button(_LOOK, self._look, kind="primary")
        self.reading = Reading(theme, "What will be done")
        self.area = Scrolled()
        self.area.hold(self._laid_out(), 1)
        self.body.addWidget(self.area, 1)
        self.body.addWidget(self.reading, 1)
        self.first = self.typed
        self.move_out = button("Move it out…", self._ask, kind="danger")
        self.again = button("Choose again", self._choose)
        self.at_foot(button("Back to the record", self._back, shortcut="Escape"), self.again, self.move_out)
        self._offer(())
        self._turn()
        self.typed.returnPressed.connect(self._find)
        self.reason.returnPressed.connect(self._look)

    def _laid_out(self) -> QFrame:
        find = Field("Find the right case", self.typed, hint="By reference, or by the person’s name")
        acts = (self.finds, LEFT), *self._fields, (self.look, LEFT)
        return card(self.context.theme, "Where it belongs", words(_HINT, "hint"), find, *acts)[0]

    def hide_names(self, hidden: bool) -> None:  # noqa: FBT001 - a switch
        """Take names and what is written off the screen."""
        self._is_hidden = hidden
        self._turn()

    def _back(self) -> None:
        self.go(RecordAt(self._case_id, self._record_id))

    # --- where it belongs -----------------------------------------------------------------------------

    def _find(self) -> None:
        self.run(self.desk.wrong_case.find, self._record_id, self.typed.text(), then=self._found)

    def _found(self, rows: tuple[CaseRow, ...]) -> None:
        self._offer(rows)
        if rows:
            self.bar.clear()
            self.right.setCurrentIndex(1 if len(rows) == 1 else 0)
            self._fields[0].take_keyboard()
        else:
            self.bar.tell(_NOBODY, "note")

    def _offer(self, rows: tuple[CaseRow, ...]) -> None:
        self.right.clear()
        self.right.addItem(_CHOOSE, None)
        for row in rows:
            self.right.addItem(f"{row.sort_name}, {row.reference}", row.id)
        self.right.addItem(_UNKNOWN, "")

    # --- what will be done ----------------------------------------------------------------------------

    def _choose(self) -> None:
        self._review = None
        self._turn()
        self.typed.setFocus()

    def _turn(self) -> None:
        """Show what is asked, or what was looked at in its place."""
        is_read = self._review is not None
        self.area.setVisible(not is_read and not self._is_hidden)
        self.reading.setVisible(is_read and not self._is_hidden)
        for each in (self.again, self.move_out):
            each.setVisible(is_read)
            each.setEnabled(not self._is_hidden)
        if self.foot is not None:
            self.foot.refit()

    def _look(self) -> None:
        right, reason = self.right.currentData(), self.reason.text().strip()
        problems = (
            "" if right is not None else "Find the case and choose it.",
            "" if reason else "Say how it came there.",
        )
        for field, problem in zip(self._fields, problems, strict=True):
            field.show_problem(problem)
        if any(problems):
            self._fields[0 if problems[0] else 1].take_keyboard()
            return
        self.run(self.desk.wrong_case.review, self._record_id, right, reason, then=self._show)

    def _show(self, review: MoveReview) -> None:
        self.bar.clear()
        self._review = review
        self.reading.show_passages(what_will_be_done(review))
        self.move_out.setText("Move it out…" if review.goes else "Begin it there…")
        self._turn()
        self.reading.setFocus()

    def _ask(self) -> None:
        review = self._review
        if review is None:
            return
        confirmed(
            self,
            "Move this record out of the case",
            f"{review.here}\n\n{_DETAIL}",
            lambda: review.digest,
            partial(self.desk.wrong_case.put_right, review),
            then=self._done,
            failed=partial(not_done, self, again=self._ask),
        )

    def _done(self, _: Moved) -> None:
        self.is_over = True
        self.saved.emit("Moved out")
        self.go(MovedAt(self._case_id, self._record_id))

    def refused(self, failure: BaseException) -> None:
        """Say why it cannot be looked at; what is missing stands at its field."""
        if isinstance(failure, StillMissing):
            self._fields[1].show_problem("Say how it came there.")
        else:
            super().refused(failure)
