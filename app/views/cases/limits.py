"""How many days a case may stand in each stage before the board marks it: set by the lead for the whole service."""

from typing import TYPE_CHECKING

from app.domain.cases.limits import StageLimits
from app.services.desk import Desk
from app.services.writing.unfinished import Place as UnfinishedPlace
from app.views.context.context import Context
from app.views.context.places import CaseList
from app.views.forms.form_page import FormPage
from app.views.widgets.buttons import button
from app.views.widgets.words import words

if TYPE_CHECKING:
    from app.views.forms.form_view import FormView

_WHAT = (
    "A case that stands in a stage for longer is marked on its card. Empty: nothing is marked in that stage. "
    "It holds for everybody."
)


class StageLimitsForm(FormPage):
    """One number a stage."""

    title = "Stage limits"
    help = "cases"

    def __init__(self, desk: Desk, context: Context) -> None:
        super().__init__(desk, context)
        self.form: FormView | None = None
        self.column.addWidget(words(_WHAT, "hint"))
        self.acts.add(button("Cancel", self._cancel), button("Save the limits", self._save, kind="primary"))
        self.acts.setEnabled(False)

    def arrive(self) -> None:
        """Load what holds, once: what is typed after that is not loaded over."""
        if self.form is None:
            self.run(self.desk.limits.read, then=self._loaded)

    def _loaded(self, limits: StageLimits) -> None:
        if self.form is not None:
            return
        self.form = self.add_form(StageLimits, limits)
        self.column.addStretch(1)
        self.acts.setEnabled(True)
        self.keep_at(UnfinishedPlace("limits"))
        self.focus_first()

    def _save(self) -> None:
        if self.is_saving or self.form is None or not self.is_ready(self.form):
            return
        self.save(self.desk.limits.state, self.form.content(), then=self._kept)

    def _kept(self, _: None) -> None:
        self.is_saving = False
        self.is_over = True
        self.keep_no_longer()
        self.saved.emit("Stage limits saved")
        self.go(CaseList())

    def _cancel(self) -> None:
        self.is_over = True
        self.give_up()
        self.go(CaseList())
