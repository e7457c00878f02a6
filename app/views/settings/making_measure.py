"""A measure of the service's own, made in a form: shown as it will look before the lead adds it."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from app.domain.measures.making import Making
from app.errors import NotPermitted
from app.services.desk import Desk
from app.services.measures.own import Looked
from app.services.writing.unfinished import Place as UnfinishedPlace
from app.views.context.context import Context
from app.views.context.places import RailPart
from app.views.context.timers import LAID_OUT_MS, after
from app.views.forms.editor import AIR
from app.views.forms.form_page import FormPage
from app.views.settings.adding_measure import ask_for_form, ask_to_add, prints
from app.views.settings.measure_look import MeasureLook
from app.views.widgets.buttons import button
from app.views.widgets.confirmed import not_done
from app.views.widgets.scrolled import bring_into_view
from app.views.widgets.words import words

if TYPE_CHECKING:
    from app.views.forms.form_view import FormView

_ABOUT: Final = (
    "One score over all items. A measure with several scores, with items that are skipped or with critical items is "
    "written as a file; docs/measures.md has its keys."
)


class MakingMeasurePage(FormPage):
    """Nothing is added that was not shown as it stands."""

    title: ClassVar[str] = "Make a measure"
    help: ClassVar[str] = "settings"
    wants_room: ClassVar[bool] = True

    def __init__(self, desk: Desk, context: Context) -> None:
        super().__init__(desk, context)
        self.form: FormView | None = None
        self._looked: Looked | None = None
        self.found = MeasureLook()
        self.column.addWidget(words(_ABOUT, "hint"))
        self.look = button("Show how it will look", self._look)
        self.printed = button("Save the blank form…", lambda: ask_for_form(self, self._looked))
        self.act = button("Add the measure…", self._ask_add, kind="primary")
        self.acts.add(button("Cancel", self._cancel), self.look, self.printed, self.act)
        self._enable()

    def arrive(self) -> None:
        """Make the form, once."""
        if not self.desk.member.is_lead:
            self.refused(NotPermitted("Only a lead adds measures."))
            return
        if self.form is None:
            self.form = self.add_form(Making)
            self.form.edited.connect(self._changed)
            self.column.addWidget(self.found)
            self.column.addStretch(1)
            self.keep_at(UnfinishedPlace("own-measure"))
            self.focus_first()

    def _look(self) -> None:
        if self.form is not None and self.is_ready(self.form):
            making = self.form.content()
            self.run(self.desk.measures.make, making, then=partial(self._show, making), failed=self.not_saved)

    def _show(self, making: Making, looked: Looked) -> None:
        if self.form is None or self.form.content() != making:
            return  # what was looked at is not what stands here now
        self._looked = looked
        self.found.show_looked(looked, made=True)
        self._enable()
        (self.look if looked.measure is None else self.act).setFocus()
        # It has its height once it is laid out.
        after(self, LAID_OUT_MS, lambda: bring_into_view(self.found, self.context.theme.pixels(AIR)))

    def _changed(self) -> None:
        """What was shown is not what stands in the form any more."""
        if self._looked is not None:
            self._looked = None
            self.found.show_looked(None)
            self._enable()

    def _enable(self) -> None:
        """Only what was shown as it stands can be added, and printed where it has wording."""
        self.act.setEnabled(self._looked is not None and self._looked.measure is not None)
        self.printed.setEnabled(prints(self._looked))

    def _ask_add(self) -> None:
        if self._looked is not None and self.form is not None:
            used_by = self.form.content().terms
            ask_to_add(self, self._looked, used_by, then=self._added, failed=partial(not_done, self))

    def _added(self, message: str) -> None:
        self.is_over = True
        self.run(self.keeping.forget if self.keeping is not None else _nothing, then=lambda _: None)
        self.keep_no_longer()
        self.saved.emit(message)
        self.go(RailPart("settings"))

    def _cancel(self) -> None:
        self.is_over = True
        self.give_up()
        self.go(RailPart("settings"))


def _nothing() -> None:
    """Nothing was kept."""
