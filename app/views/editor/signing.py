"""The act of signing: what will be signed is read through once more, then signed with the passphrase."""

from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.errors import ClockAhead, WrongSecret
from app.services.cases.signing import NamedIn, Review
from app.services.desk import Desk
from app.services.vault.confirming import confirmed_act
from app.views.context.clock_question import ask_about_clock
from app.views.context.context import Context
from app.views.editor.victim_line import told
from app.views.reading import facts
from app.views.reading.record_text import Passage, Reading, passages
from app.views.widgets.action_bar import ActionBar
from app.views.widgets.buttons import button
from app.views.widgets.layouts import vertical
from app.views.widgets.notice import Notice
from app.views.widgets.words import unbroken, words

WRONG: Final = "That is not your passphrase. Nothing was signed, and nothing is lost."
_NAMED: Final = "The record will bear your name, and cannot be changed afterwards by anybody."
_HIGH_EMS: Final = 24
_NAMED_STAYS: Final = (
    "Whoever may read this record will read it there. Signed all the same, it is marked, and a search finds it for "
    "those alone who are admitted to the victims."
)
_HINT: Final = (
    "Read it through: your passphrase is asked for next. "
    "Once signed it cannot be changed by anybody, only added to or replaced."
)


class SignView(QWidget):
    """Shows a draft and signs it. What was read through is what is signed: its digest goes with it.

    `given_up` goes back to writing, `codes_wanted` too, to write codes in place of what names a victim; `signed` has
    the record to read now, `message` is for the bar, `refused` why it could not be signed.
    """

    given_up = Signal()
    codes_wanted = Signal()
    signed = Signal(str)
    message = Signal(str)
    refused = Signal(object)

    def __init__(self, desk: Desk, context: Context) -> None:
        super().__init__()
        self.setAccessibleName("What will be signed")
        self._desk, self._context = desk, context
        self._review: Review | None = None
        theme = context.theme
        self._hint = words(_HINT, "hint")
        self.title = words("What will be signed", "h2")
        self.clock = words("", "care")
        self.follows = words("", "strong")
        self.named = Notice(theme)
        self.named.offer("", self.codes_wanted.emit)
        self.reading = Reading(theme, "What will be signed")
        self.reading.setMaximumWidth(theme.pixels(50))
        self.back = button("Back to writing", self.given_up.emit, shortcut="Escape")
        self.sign = button("Sign…", self.ask, kind="primary", shortcut="Ctrl+Return")
        foot = ActionBar(theme)
        foot.add(self.back, self.sign)
        px = theme.px
        parts = self.title, self._hint, self.clock, self.follows, self.named, (self.reading, 1)
        vertical(
            self, (vertical(None, *parts, gap=px(8), pad=(px(24), px(4), px(24), px(8))), 1), foot, gap=0
        )

    def show_draft(self, review: Review) -> None:
        """Show a draft as it was saved."""
        self._review, draft = review, review.draft
        now = self._desk.vault.clock().astimezone(self._desk.zone)
        heading = Passage("", facts.of_draft(draft, self._desk.member, now))
        self._tell_named(review.named)
        self.follows.setText(" ".join(review.follows))
        self.follows.setVisible(bool(review.follows))
        all_the_same = " all the same" if review.named else ""
        self.sign.setText(f"Sign {draft.kind.title.lower()}{all_the_same}…")
        self.sign.setAccessibleName(self.sign.text())
        message = self._desk.vault.clock_warning()
        self.clock.setText(message)
        self.clock.setVisible(bool(message))
        self.reading.show_passages((heading, *passages(review.sections)))
        self.setEnabled(True)

    def _tell_named(self, named: tuple[NamedIn, ...]) -> None:
        """Say what names a victim, in which answers, and offer the codes."""
        where = ", ".join(dict.fromkeys(f"“{each.label}”" for each in named))
        said = told([(each.kind, each.code) for each in named])
        self.named.tell(f"{said} It is in {where}. {_NAMED_STAYS}" if named else "", "care")
        codes = dict.fromkeys(each.code for each in named if each.code)
        if self.named.act is not None:
            self.named.act.setText(f"Write {', '.join(codes)} instead")
            self.named.act.setVisible(bool(codes))

    def ask(self, again: str = "") -> None:
        """Ask for the passphrase."""
        if self._review is not None:
            act = f"Sign this {self._review.draft.kind.title.lower()}"
            besides = " ".join(("", *self._review.follows))
            detail = f"{unbroken(self._review.subject)}\n\n{again or _NAMED}{besides}"
            self._context.asks.passphrase(self, act, detail, self._sign)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room it is for what will be signed."""
        super().resizeEvent(event)
        self._hint.setVisible(self.height() >= self._context.theme.pixels(_HIGH_EMS))

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
            self.message.emit(WRONG)
            self.ask(WRONG)
        elif isinstance(failure, ClockAhead):
            ask_about_clock(self._context, self, self._desk.vault, failure, self.ask)
        else:
            self.refused.emit(failure)
