"""A question to a colleague: what is asked of which passage, and the form of who answers or clears it."""

from typing import TYPE_CHECKING, Final

from app.domain.cases.question import Answer, Clearing
from app.services.desk import Desk
from app.services.records.questions import QuestionView
from app.services.writing.unfinished import Place as UnfinishedPlace
from app.views.context.context import Context
from app.views.context.places import CaseAt, RecordAt
from app.views.forms.form_page import FormPage
from app.views.widgets.buttons import button
from app.views.widgets.cards import card
from app.views.widgets.flow import FlowRow, Wide
from app.views.widgets.question_words import pairs
from app.views.widgets.words import selectable, words

if TYPE_CHECKING:
    from app.views.forms.form_view import FormView

_LEFT: Final = "{} works here no more and will not answer: clear it with the reason, and ask somebody else."
_ENDED: Final = "It needs nothing more of anybody."


class QuestionPage(FormPage):
    """Who was asked answers here, and who asked clears it."""

    title = "Question to a colleague"
    help = "questions"

    def __init__(self, desk: Desk, context: Context, case_id: str, question_id: str) -> None:
        super().__init__(desk, context)
        self._case_id, self._question_id = case_id, question_id
        self._view: QuestionView | None = None
        self.form: FormView | None = None
        self._said, self._lines = card(context.theme, gap=0.4)
        self._said.hide()
        self.column.addWidget(self._said)
        self.record = button("Open the record", self._open_record)
        self.answer = button("Answer", self._answer, kind="primary")
        self.clear = button("Clear it", self._clear, kind="primary")
        self.acts.add(
            button("To the questions", lambda: self.go(CaseAt(case_id, "questions")), kind="quiet"),
            self.record,
            self.answer,
            self.clear,
        )
        for each in (self.record, self.answer, self.clear):
            each.hide()

    def arrive(self) -> None:
        """Read it, once: what is typed under it stays."""
        self.stands_in.emit("questions")
        if self._view is None:
            self.run(self.desk.questions.read, self._question_id, then=self._show)

    def hide_names(self, hidden: bool) -> None:  # noqa: FBT001 - a switch
        """What is asked may name anybody."""
        super().hide_names(hidden)
        self._said.setVisible(not hidden and self._view is not None)

    def _show(self, view: QuestionView) -> None:
        if self._view is not None:
            return
        self._view = view
        for label, text in pairs(view, self.desk.shown):
            named, shown = words(label, "muted", wrap=False), selectable(Wide(text))
            self._lines.addWidget(FlowRow(self.context.theme.pixels(0.5), named, shown, line_gap=0))
        self._said.show()
        self.record.show()
        if view.may_answer:
            self._offer(Answer, "answer")
        elif view.may_clear:
            self._offer(Clearing, "clearing")
        self.answer.setVisible(view.may_answer)
        self.clear.setVisible(view.may_clear and not view.may_answer)
        self._tell(view)
        self.column.addStretch(1)
        if self.foot is not None:
            self.foot.refit()
        self.focus_first()

    def _tell(self, view: QuestionView) -> None:
        if view.fault:
            self.bar.tell(view.fault, "error")
        elif view.has_left and view.answered_at is None and view.is_open:
            self.bar.tell(_LEFT.format(view.colleague), "care")
        elif not view.is_open:
            self.bar.tell(_ENDED, "note")

    def _offer(self, cls: type, form: str) -> None:
        self.form = self.add_form(cls)
        self.keep_at(UnfinishedPlace(form, self._question_id))

    def focus_first(self) -> None:
        """Go to the form, or where there is none to the way to the record."""
        if self.form is None and self._view is not None:
            self.record.setFocus()
        else:
            super().focus_first()

    def _open_record(self) -> None:
        if self._view is not None:
            self.go(RecordAt(self._case_id, self._view.record_id))

    def _answer(self) -> None:
        if self.is_saving or self.form is None or not self.is_ready(self.form):
            return
        self.save(
            self.desk.questions.answer,
            self._question_id,
            self.form.content(),
            then=lambda _: self._done("Answered. Who asked finds it on Today."),
        )

    def _clear(self) -> None:
        if self.is_saving or self.form is None or not self.is_ready(self.form):
            return
        self.save(
            self.desk.questions.clear,
            self._question_id,
            self.form.content(),
            then=lambda _: self._done("Cleared"),
        )

    def _done(self, message: str) -> None:
        self.is_saving = False
        self.is_over = True
        self.keep_no_longer()
        self.saved.emit(message)
        self.go(CaseAt(self._case_id, "questions"))
