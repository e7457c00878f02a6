"""What colleagues were asked about records of a case: what waits first, then what was cleared."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtWidgets import QFrame, QWidget

from app.services.cases.questions import QuestionPage
from app.services.records.questions import QuestionView
from app.views.case.tab import PagedTab
from app.views.context.places import QuestionAt, RecordAt
from app.views.widgets.buttons import button
from app.views.widgets.empty import EmptyPart
from app.views.widgets.flow import FlowRow
from app.views.widgets.question_words import pairs, state
from app.views.widgets.words import style_as

_NONE = (
    "Open a record, choose the passage, and ask a colleague about it: the question stands here for who may read that "
    "record, and on Today until it is answered and cleared. It is in no summary or other output."
)


class QuestionsTab(PagedTab):
    """Every question about a record that the member may read."""

    help = "questions"
    at_once = 10

    def arrive(self) -> None:
        """Read what was asked."""
        self.run(self.desk.questions.of_case, self.case_id, self.limit, then=self.show_page)

    def cards(self, page: QuestionPage) -> Iterable[QWidget]:
        """Each question by itself."""
        if not page.rows:
            yield EmptyPart(self.context.theme, "No question yet", _NONE)
        yield from map(self._question, page.rows)

    def _question(self, view: QuestionView) -> QFrame:
        frame, column = self.card("Names are hidden" if self.names_hidden else state(view, self.desk.shown))
        if view.is_open:
            style_as(frame, "bar", "care")
        if not self.names_hidden:
            for label, text in pairs(view, self.desk.shown):
                column.addWidget(self.fact(label, text))
        column.addWidget(FlowRow(self.context.theme.pixels(0.5), *self._acts(view)))
        return frame

    def _acts(self, view: QuestionView) -> Iterable[QWidget]:
        record = button("Open the record", partial(self.go, RecordAt(self.case_id, view.record_id)))
        record.setAccessibleName(f"Open the record: {view.record}")
        yield record
        name = "Answer" if view.may_answer else "Clear it" if view.may_clear else ""
        if name:
            act = button(name, partial(self.go, QuestionAt(self.case_id, view.id)))
            act.setAccessibleName(f"{name}: question about {view.record}")
            yield act
