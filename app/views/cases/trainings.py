"""Training that the team gave, which returns count: every session that was stated, and the form in which one is."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from app.domain.cases.training import Training
from app.domain.fields.content import said
from app.domain.fields.rights import Extent, Right, extent
from app.services.cases.trainings import TrainingView
from app.services.desk import Desk
from app.services.writing.unfinished import Place as UnfinishedPlace
from app.views.context.context import Context
from app.views.context.places import RailPart, TrainingAt, TrainingList
from app.views.forms.form_page import FormPage
from app.views.widgets.buttons import button
from app.views.widgets.cards import card
from app.views.widgets.emptying import empty_out
from app.views.widgets.flow import FlowRow
from app.views.widgets.link import Link
from app.views.widgets.page import Page
from app.views.widgets.scrolled import Scrolled
from app.views.widgets.words import words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.views.forms.form_view import FormView


class Trainings(Page):
    """The sessions, the newest first."""

    title = "Training given"
    help = "returns"

    def __init__(self, desk: Desk, context: Context) -> None:
        super().__init__(desk, context)
        self._may = extent(Right.TRAINING, desk.member.grade) is Extent.ALL
        self.first = self.new = button("New training", partial(self.go, TrainingAt()), kind="primary")
        self.new.setEnabled(self._may)
        self.at_foot(button("Back to the returns", partial(self.go, RailPart("returns"))), self.new)
        self.area = Scrolled()
        self.column = self.area.hold(gap=context.theme.pixels(0.6))
        self.body.addWidget(self.area, 1)

    def arrive(self) -> None:
        """Load them."""
        self.run(self.desk.trainings.page, then=self._show)

    def _show(self, given: tuple[TrainingView, ...]) -> None:
        empty_out(self.column)
        for each in given:
            frame, column = card(self.context.theme)
            parts: list[QWidget] = [words(each.training.subject, "strong")]
            if self._may:
                change = Link("Change", partial(self.go, TrainingAt(each.id)))
                change.setAccessibleName(f"Change: {each.training.subject}")
                parts.append(change)
            column.addWidget(FlowRow(self.context.theme.pixels(0.8), *parts))
            column.addWidget(words(", ".join(_told(each.training)), "small"))
            self.column.addWidget(frame)
        if not given:
            self.column.addWidget(words(_NONE, "hint"))
        self.column.addStretch(1)


class TrainingForm(FormPage):
    """One session of training, stated or stated anew."""

    title = "Training given"
    help = "returns"

    def __init__(self, desk: Desk, context: Context, training_id: str) -> None:
        super().__init__(desk, context)
        self.training_id = training_id
        self.form: FormView | None = None
        self.acts.add(button("Cancel", self._cancel), button("Save the training", self._save, kind="primary"))
        self.acts.setEnabled(False)

    def arrive(self) -> None:
        """Load what was stated, once: what is typed after that is not loaded over."""
        if self.form is None:
            self.run(self.desk.trainings.page, then=self._loaded)

    def _loaded(self, given: tuple[TrainingView, ...]) -> None:
        if self.form is not None:
            return
        stated = next((each.training for each in given if each.id == self.training_id), Training())
        self.form = self.add_form(Training, stated)
        self.column.addStretch(1)
        self.acts.setEnabled(True)
        self.keep_at(UnfinishedPlace("training", self.training_id))
        self.focus_first()

    def _save(self) -> None:
        if self.is_saving or self.form is None or not self.is_ready(self.form):
            return
        self.save(self.desk.trainings.give, self.form.content(), self.training_id, then=self._kept)

    def _kept(self, _: str) -> None:
        self.is_saving = False
        self.is_over = True
        self.keep_no_longer()
        self.saved.emit("Training saved")
        self.go(TrainingList())

    def _cancel(self) -> None:
        self.is_over = True
        self.give_up()
        self.go(TrainingList())


def _told(given: Training) -> Iterator[str]:
    yield given.held_on.show() if given.held_on else "Day not known"
    yield said(given, "agency")
    yield "1 person" if given.heads == 1 else f"{given.heads:,} people" if given.heads is not None else ""
    yield "1 hour" if given.hours == "1" else f"{given.hours} hours"


_NONE = "No training yet. What the team teaches other services is counted in the returns: it is of no case."
