"""The form by which a colleague is asked about a passage of a record."""

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from app.domain.cases.question import Asking
from app.domain.fields.declare import Target
from app.services.cases.questions import AskingOffer
from app.services.desk import Desk
from app.services.records.citable import Citable
from app.services.writing.unfinished import Place as UnfinishedPlace
from app.views.context.context import Context
from app.views.context.places import RecordAt
from app.views.forms.form_page import FormPage
from app.views.widgets.buttons import button
from app.views.widgets.words import words

if TYPE_CHECKING:
    from app.views.forms.form_view import FormView

_NOTE: Final = (
    "Your question stands in the case for who may read this record, and is in no summary or other output. Call a "
    "victim by their code."
)
_NOBODY: Final = "No colleague who works here may read this record: nobody can be asked about it."


class AskPage(FormPage):
    """The passage that was chosen, what is asked, of whom, and by when."""

    title = "Ask a colleague"
    help = "questions"

    def __init__(self, desk: Desk, context: Context, case_id: str, record_id: str, passage: str) -> None:
        super().__init__(desk, context)
        self._case_id, self._record_id, self._passage = case_id, record_id, passage
        self.form: FormView | None = None
        self._of = words("", "muted")
        self.column.addWidget(self._of)
        self.column.addWidget(words(_NOTE, "hint"))
        self.ask = button("Ask", self._ask, kind="primary")
        self.acts.add(button("Back to the record", self._cancel), self.ask)
        self.acts.setEnabled(False)

    def arrive(self) -> None:
        """Read who can be asked, once."""
        self.stands_in.emit("questions")
        if self.form is None:
            self.run(self.desk.questions.offer, self._record_id, then=self._offered)

    def _offered(self, offer: AskingOffer) -> None:
        if self.form is not None:
            return
        self._of.setText(offer.record)
        self.acts.setEnabled(True)
        if not offer.colleagues:
            self.bar.tell(_NOBODY, "care")
            self.ask.setEnabled(False)
            return
        colleagues = tuple(Citable(each.id, each.name, "", "staff") for each in offer.colleagues)
        self.field_context = replace(self.field_context, citable={Target.STAFF: colleagues})
        self.form = self.add_form(Asking)
        self.column.addStretch(1)
        # Kept with the passage: it is not known any more when one comes back to what was typed.
        self.keep_at(UnfinishedPlace("question", self._record_id))
        self.form.load(Asking(passage=self._passage))
        self.focus_first()

    def _ask(self) -> None:
        if self.is_saving or self.form is None or not self.is_ready(self.form):
            return
        self.save(self.desk.questions.ask, self._record_id, self.form.content(), then=self._asked)

    def _asked(self, _: str) -> None:
        self._end()
        self.saved.emit("Asked. It stands on Today until it is answered and cleared.")
        self._back()

    def _cancel(self) -> None:
        self.is_over = True
        self.give_up()
        self._back()

    def _end(self) -> None:
        self.is_saving = False
        self.is_over = True
        self.keep_no_longer()

    def _back(self) -> None:
        self.go(RecordAt(self._case_id, self._record_id))
