"""The act of signing: what will be signed is read through once more, then signed with the passphrase."""

from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.errors import ClockAhead, WrongSecret
from app.services.desk import Desk
from app.services.records.signing import Review
from app.services.vault.confirming import confirmed_act
from app.views.context.clock_question import ask_about_clock
from app.views.context.context import Context
from app.views.reading import facts
from app.views.reading.record_text import Passage, Reading, passages
from app.views.widgets.buttons import button
from app.views.widgets.flow import FlowRow
from app.views.widgets.layouts import vertical
from app.views.widgets.words import words

WRONG: Final = "That is not your passphrase. Nothing was signed, and nothing is lost."
_NAMED: Final = "The record will bear your name, and cannot be changed afterwards by anybody."
_HIGH_EMS: Final = 24
_HINT: Final = (
    "Read it through: your passphrase is asked for next. "
    "Once signed it cannot be changed by anybody, only added to or replaced."
)


class SignView(QWidget):
    """Shows a draft and signs it. What was read through is what is signed: its digest goes with it.

    `given_up` goes back to writing, `signed` has the record to read now, `told` a sentence for the bar, `refused` why
    it could not be signed.
    """

    given_up = Signal()
    signed = Signal(str)
    told = Signal(str)
    refused = Signal(object)

    def __init__(self, desk: Desk, context: Context) -> None:
        super().__init__()
        self.setAccessibleName("What will be signed")
        self._desk, self._context = desk, context
        self._review: Review | None = None
        look = context.look
        self._hint = words(_HINT, "hint")
        self.title = words("What will be signed", "h2")
        self.clock = words("", "care")
        self.reading = Reading(look, "What will be signed")
        self.reading.setMaximumWidth(look.pixels(50))
        self.back = button("Back to writing", self.given_up.emit, shortcut="Escape")
        self.sign = button("Sign…", self.ask, kind="primary", shortcut="Ctrl+Return")
        foot = FlowRow(look.pixels(0.5), self.back, self.sign)
        vertical(self, self.title, self._hint, self.clock, (self.reading, 1), foot)

    def show_draft(self, review: Review) -> None:
        """Show a draft as it was saved."""
        self._review, draft = review, review.draft
        now = self._desk.vault.clock().astimezone(self._desk.zone)
        heading = Passage("", facts.of_draft(draft, self._desk.member, now))
        self.sign.setText(f"Sign {draft.kind.title.lower()}…")
        self.sign.setAccessibleName(self.sign.text())
        told = self._desk.vault.clock_told()
        self.clock.setText(told)
        self.clock.setVisible(bool(told))
        self.reading.show_passages((heading, *passages(review.sections)))
        self.setEnabled(True)

    def ask(self, again: str = "") -> None:
        """Ask for the passphrase."""
        if self._review is not None:
            act = f"Sign this {self._review.draft.kind.title.lower()}"
            self._context.asks.passphrase(self, act, again or _NAMED, self._sign)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room it is for what will be signed."""
        super().resizeEvent(event)
        self._hint.setVisible(self.height() >= self._context.look.pixels(_HIGH_EMS))

    def _sign(self, passphrase: str) -> None:
        review = self._review
        if review is not None:
            self.setEnabled(False)
            self._context.tasks.run(
                confirmed_act,
                self._desk.vault,
                passphrase,
                lambda: review.digest,
                partial(self._desk.signing.sign, review),
                owner=self,
                then=lambda record_id: self.signed.emit(review.draft.about_id or record_id),
                failed=self._refused,
            )

    def _refused(self, failure: BaseException) -> None:
        self.setEnabled(True)
        if isinstance(failure, WrongSecret):
            self.told.emit(WRONG)
            self.ask(WRONG)
        elif isinstance(failure, ClockAhead):
            ask_about_clock(self._context.asks, self, self._desk.vault, failure, self.ask)
        else:
            self.refused.emit(failure)
