"""What a person has before them while a draft is handed over: questions, thanks, and the way back by passphrase.

No vault is open. Nothing here knows whose questions they are; answers go where they can be added and not read.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.domain.measures import giving
from app.errors import SittingOver, UserError
from app.views.context.context import Context
from app.views.start.centred import Centred
from app.views.start.delays import Delays
from app.views.start.handed_question import QuestionPage
from app.views.start.handing_back import HandingBack
from app.views.widgets.buttons import button
from app.views.widgets.layouts import LEFT
from app.views.widgets.words import words

if TYPE_CHECKING:
    from app.services.records.sitting import Sitting

_MOMENT: Final = "One moment, please."
_HOW: Final = (
    "On this screen, choose an answer and press Next. You can also press its number, and then Enter. "
    "You can go back, and you can leave a question out."
)
_NOT_KEPT: Final = "Your last answers could not be kept. Please tell the person who gave you this."


class HandedOverScreen(QStackedWidget):
    """The screen that the person has. `opened` gives the vault and its folder once its author is back."""

    opened = Signal(object, str)
    is_to_be_decided = Signal(str)
    """The passphrase was right, and the vault asks for a decision first: its folder."""

    def __init__(self, context: Context, delays: Delays, sitting: "Sitting") -> None:
        super().__init__()
        self._context, self._sitting = context, sitting
        self.setObjectName("page")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self._answers, self._at = sitting.answers, len(sitting.answers)
        self._is_kept = True
        self._is_locked = self._has_begun = False
        self.question = QuestionPage(context.theme, sitting.measure)
        self.question.answered.connect(self._answered)
        self.question.went.connect(self._go)
        self.question.stopped.connect(self.ask_back)
        self.back = HandingBack(context, delays, sitting, self._keep_again)
        self.back.opened.connect(self.opened)
        self.back.is_to_be_decided.connect(self.is_to_be_decided)
        self.back.went_on.connect(self._go_on)
        self.begin_button = button("Begin", self._begin, kind="primary")
        self._moment = self._page(words(_MOMENT, "h1"))
        self._intro = self._page(*self._introduction(), self.begin_button)
        for page in (self._moment, self._intro, self.question, self.back):
            self.addWidget(page)

    @property
    def is_whole(self) -> bool:
        """Whether every question was come to."""
        return giving.is_whole(self._sitting.measure, self._answers)

    def begin(self) -> None:
        """The vault is locked: the person may begin."""
        self._is_locked = True
        if self.currentWidget() is self._moment:
            self._go_on()

    def ask_back(self) -> None:
        """Show the way back, whatever stands before the person."""
        if self.currentWidget() is not self.back:
            self.back.show_way(can_go_on=not self._is_done)
            self.setCurrentWidget(self.back)
            self.back.focus_first()

    def cover(self) -> None:
        """Keep nothing in sight that was typed into the way back."""
        self.back.secret.empty()

    @property
    def _is_done(self) -> bool:
        return self.is_whole and self._at >= len(self._sitting.measure.items)

    def _introduction(self) -> tuple[QWidget, ...]:
        measure = self._sitting.measure
        told = (measure.instructions, _HOW)
        left = len(measure.items) - len(self._answers)
        many = f"{left} question{'s' if left != 1 else ''}"
        return (
            words(many, "small"),
            *(words(each, "large") for each in told if each),
        )

    def _page(self, *parts: QWidget) -> Centred:
        page = Centred(self._context.theme)
        page.fill(*parts[:-1], (parts[-1], LEFT), gap=self._context.theme.px(20))
        return page

    # --- the questions ------------------------------------------------------------------------------

    def _begin(self) -> None:
        self._has_begun = True
        self._show_question()

    def _go_on(self) -> None:
        """To where the person was."""
        if self._has_begun:
            self._show_question()
            return
        self.setCurrentWidget(self._intro if self._is_locked else self._moment)
        self.begin_button.setFocus()

    def _show_question(self) -> None:
        if self._is_done:
            self._finish()
            return
        self._at = min(self._at, len(self._sitting.measure.items) - 1)
        said = self._answers[self._at] if self._at < len(self._answers) else None
        has_before = giving.before(self._sitting.measure, self._answers, self._at) is not None
        self.question.show_item(self._at, said, has_before=has_before)
        self.setCurrentWidget(self.question)
        self.question.focus_first()

    def _answered(self, position: object) -> None:
        """What was chosen for the question that is shown; None leaves it out."""
        said = position if isinstance(position, int) else None
        self._answers = giving.answered(self._sitting.measure, self._answers, self._at, said)
        self._keep()

    def _go(self, by: int) -> None:
        measure = self._sitting.measure
        if by < 0:
            self._at = giving.before(measure, self._answers, self._at) or 0
        else:
            self._at = giving.after(measure, self._answers, self._at)
        self._show_question()

    def _finish(self) -> None:
        self.back.show_way(can_go_on=False, is_whole=True)
        self.setCurrentWidget(self.back)
        self.back.focus_thanks()

    # --- keeping ------------------------------------------------------------------------------------

    def _keep(self) -> None:
        self._run(self._kept)

    def _keep_again(self) -> None:
        """Try once more what the disk did not take, before the vault opens."""
        if not self._is_kept:
            self._run(self._kept)

    def _run(self, then: Callable[[object], None]) -> None:
        keep = self._sitting.keep
        self._context.tasks.run(keep, self._answers, owner=self, then=then, failed=self._not_kept)

    def _kept(self, _: object) -> None:
        self._is_kept = True
        self.question.tell("")
        self.back.tell_lost("")

    def _not_kept(self, failure: BaseException) -> None:
        self._is_kept = False
        if not isinstance(failure, UserError):
            self._context.tasks.failed.emit(failure)
        told = str(failure) if isinstance(failure, SittingOver) else _NOT_KEPT
        self.question.tell(told)
        self.back.tell_lost(told)
