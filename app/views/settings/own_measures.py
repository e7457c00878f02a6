"""The measures of the service's own: everybody sees them; the lead adds one from its file, or withdraws one."""

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.errors import StillMissing
from app.services.measures.of_vault import OwnMeasure
from app.services.measures.own import Looked, withdrawing
from app.views.context.places import MakeMeasure
from app.views.settings.adding_measure import ask_for_form, ask_to_add, prints
from app.views.settings.measure_look import MeasureLook
from app.views.settings.section import Section
from app.views.widgets.buttons import button
from app.views.widgets.confirmed import confirmed, not_done
from app.views.widgets.fields import Field, line
from app.views.widgets.flow import FlowRow
from app.views.widgets.layouts import LEFT, vertical
from app.views.widgets.page import Page
from app.views.widgets.words import words

_KINDS: Final = "Measure files (*.toml)"
_ABOUT: Final = (
    "A measure is a file. It is held against the rules and shown here before anything is kept. Once added it lies in "
    "the vault with its licence and goes with it; it is never changed: what changes is a new version."
)
_NONE: Final = "None yet: those that come with Casework are offered all the same."
_UNUSABLE: Final = (
    "Cannot be used: it was altered, or this version of Casework reads it otherwise. Check the vault."
)
_WITHDRAW: Final = (
    "It is not offered any more. What was given by it stays, and is read and compared as before."
)
_LICENCE_HINT: Final = "Such as: written by this service, or the number of the agreement"
_LICENCE_NEEDED: Final = "Say by what licence it is used here"


class MeasuresSection(Section):
    """What is chosen is shown under its button: its faults, or how it will look and what is still to be said."""

    title = "Measures"

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._holder = QWidget()
        self._list = self.card("Measures of this service", self._holder)
        self._looked: Looked | None = None
        if self.desk.member.is_lead:
            self._lay_out_adding()

    def _lay_out_adding(self) -> None:
        column = self.card("Add a measure")
        column.addWidget(words(_ABOUT, "hint"))
        self.choose = button("Choose a file…", self._ask_which)
        self.make = button("Make one…", lambda: self.page.go(MakeMeasure()))
        column.addWidget(FlowRow(self.context.theme.pixels(0.6), self.choose, self.make))
        self.found = MeasureLook()
        self.form = button("Save the blank form…", lambda: ask_for_form(self.page, self._looked))
        self.used_by = line(most=300)
        self.licence = Field("By what licence it is used here", self.used_by, hint=_LICENCE_HINT)
        self.act = button("Add the measure…", self._ask_add)
        column.addWidget(self.found)
        column.addWidget(self.form, 0, LEFT)
        column.addWidget(self.licence)
        column.addWidget(self.act, 0, LEFT)
        self.used_by.returnPressed.connect(self._ask_add)
        self.show_looked(None)

    def arrive(self) -> None:
        """Load the measures."""
        self.page.run(self.desk.measures.page, then=self._show)

    # --- adding ---------------------------------------------------------------------------------------

    def _ask_which(self) -> None:
        self.context.asks.open_file(self.page, "Choose the file of a measure", _KINDS, self._look)

    def _look(self, path: Path) -> None:
        self.page.bar.clear()
        self.show_looked(None)
        self.page.run(self.desk.measures.look, path, then=self._take)

    def _take(self, looked: Looked) -> None:
        self.show_looked(looked)
        (self.choose if looked.measure is None else self.used_by).setFocus()

    def show_looked(self, looked: Looked | None) -> None:
        """Show what a file is: its faults, or how it will look and what is still to be said; nothing where none is."""
        self._looked = looked
        self.found.show_looked(looked)
        is_right = looked is not None and looked.measure is not None
        self.form.setVisible(prints(looked))
        self.licence.setVisible(is_right)
        self.act.setVisible(is_right)
        self.licence.show_problem("")

    def _ask_add(self) -> None:
        looked, used_by = self._looked, self.used_by.text()
        if looked is None or looked.measure is None:
            return
        self.licence.show_problem("" if used_by.strip() else _LICENCE_NEEDED)
        if not used_by.strip():
            self.licence.take_keyboard()
            return
        ask_to_add(self.page, looked, used_by, then=self._added, failed=self._not_added)

    def _added(self, message: str) -> None:
        self.used_by.clear()
        self.show_looked(None)
        self.changed(message)
        self.choose.setFocus()

    def _not_added(self, failure: BaseException) -> None:
        if isinstance(failure, StillMissing):
            self.licence.show_problem(_LICENCE_NEEDED)
        not_done(self.page, failure)

    def changed(self, message: str) -> None:
        """Say what was done, and load the measures anew."""
        self.page.bar.tell(message, "good")
        self.arrive()

    # --- what is here -----------------------------------------------------------------------------------

    def _show(self, own: tuple[OwnMeasure, ...]) -> None:
        holder = QWidget()
        column = vertical(holder, gap=self.context.theme.pixels(0.7))
        for each in own:
            column.addWidget(self._entry(each))
        if not own:
            column.addWidget(words(_NONE, "hint"))
        self._list.replaceWidget(self._holder, holder)
        self._holder.deleteLater()
        self._holder = holder

    def _entry(self, own: OwnMeasure) -> QWidget:
        frame = QFrame()
        frame.setObjectName("rowcard")
        column = QVBoxLayout(frame)
        column.setSpacing(self.context.theme.pixels(0.2))
        measure = own.measure
        title = f"{measure.short}: {measure.title}, version {measure.version}" if measure else own.name
        column.addWidget(words(title, "strong"))
        column.addWidget(
            words(f"Added by {own.added_by} on {self.desk.shown(own.added_at)}. {own.used_by}", "hint")
        )
        if measure is None:
            column.addWidget(words(_UNUSABLE, "care"))
        if own.withdrawn_at is not None:
            column.addWidget(
                words(f"Withdrawn on {self.desk.shown(own.withdrawn_at)}: not offered any more.", "care")
            )
        elif self.desk.member.is_lead:
            act = button("Withdraw…", partial(self._ask_withdraw, own))
            act.setAccessibleName(f"Withdraw {title}")
            column.addWidget(act, 0, LEFT)
        return frame

    def _ask_withdraw(self, own: OwnMeasure) -> None:
        confirmed(
            self.page,
            f"Withdraw {own.name}",
            _WITHDRAW,
            partial(withdrawing, own.id),
            partial(self.desk.measures.withdraw, own.id),
            then=lambda _: self.changed(f"{own.name} was withdrawn."),
        )
