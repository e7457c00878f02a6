"""The forms of an appointment: what is agreed, or agreed anew, and how it went."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from app.domain.cases.appointment import Appointment, AppointmentMove, AppointmentOutcome
from app.domain.fields.declare import Target
from app.domain.values.dates import ClinicalDate
from app.services.cases.diary import AppointmentView, Clash
from app.services.desk import Desk
from app.services.records.citable import Citable
from app.services.writing.unfinished import Place as UnfinishedPlace
from app.views.context import voice
from app.views.context.context import Context
from app.views.context.places import AppointmentAt, CaseAt, Place, RailPart
from app.views.forms.form_page import FormPage
from app.views.widgets import appointment_words as told
from app.views.widgets.buttons import button
from app.views.widgets.words import words

if TYPE_CHECKING:
    from app.views.forms.form_view import FormView


class _Loaded(NamedTuple):
    offers: Mapping[Target, tuple[Citable, ...]]
    view: AppointmentView | None


class AppointmentForm(FormPage):
    """A new appointment, or one that is agreed anew."""

    title = "Appointment"
    help = "diary"

    def __init__(self, desk: Desk, context: Context, appointment_id: str, case_id: str, day: str) -> None:
        super().__init__(desk, context)
        self.appointment_id, self.case_id, self._day = appointment_id, case_id, day
        self.form: FormView | None = None
        self.why: FormView | None = None
        self._asked: Appointment | None = None
        self.clash = words("", "care")
        self.clash.hide()
        # Above what scrolls: it is said of several fields.
        self.body.insertWidget(self.body.indexOf(self.area), self.clash)
        self.acts.add(
            button("Cancel", self._cancel), button("Save the appointment", self._save, kind="primary")
        )
        self.acts.setEnabled(False)

    def arrive(self) -> None:
        """Load what was agreed, once: what is typed after that is not loaded over."""
        if self.form is None:
            self.run(partial(_loaded, self.desk, self.appointment_id), then=self._loaded)

    def _loaded(self, loaded: _Loaded) -> None:
        if self.form is not None:
            return
        referred = {each.id: each.title for few in loaded.offers.values() for each in few}
        self.field_context = replace(self.field_context, citable=loaded.offers, referred=referred)
        self.form = self.add_form(Appointment, loaded.view.appointment if loaded.view else self._begun())
        if loaded.view is not None:
            self.why = self.add_form(AppointmentMove)
        self.form.settled.connect(self._look)
        self.column.addStretch(1)
        self.acts.setEnabled(True)
        self.keep_at(self._place())
        self.focus_first()

    def _begun(self) -> Appointment:
        day = ClinicalDate.from_wire(self._day) if self._day else None
        return Appointment(case=self.case_id, day=day, members=(self.desk.member.id,))

    def _place(self) -> UnfinishedPlace:
        if self.appointment_id:
            return UnfinishedPlace("appointment", self.appointment_id)
        return UnfinishedPlace("new-appointment", self.case_id)

    # --- whoever is busy then -----------------------------------------------------------------------------

    def _look(self) -> None:
        """Ask who has something else then, a moment after the last change."""
        agreed = self.form.content() if self.form is not None else None
        if agreed is not None and agreed != self._asked:
            self._asked = agreed
            self.run(self.desk.diary.clashes, agreed, self.appointment_id, then=self._tell)

    def _tell(self, clashes: tuple[Clash, ...]) -> None:
        message = clash_words(clashes)
        if message and message != self.clash.text():
            voice.say(self, message)
        self.clash.setText(message)
        self.clash.setVisible(bool(message))

    # --- saving --------------------------------------------------------------------------------------------

    def _save(self) -> None:
        if self.is_saving or self.form is None or not self.is_ready(*self.forms):
            return
        why = self.why.content().why if self.why is not None else ""
        self.save(self.desk.diary.book, self.form.content(), self.appointment_id, why, then=self._kept)

    def _kept(self, appointment_id: str) -> None:
        self.is_saving = False
        self.is_over = True
        self.keep_no_longer()
        self.saved.emit("Appointment saved")
        self.go(AppointmentAt(appointment_id))

    def _cancel(self) -> None:
        self.is_over = True
        self.give_up()
        self.go(self._back())

    def _back(self) -> Place:
        if self.appointment_id:
            return AppointmentAt(self.appointment_id)
        return CaseAt(self.case_id, "referral") if self.case_id else RailPart("diary")


class OutcomeForm(FormPage):
    """How an appointment went, said by whoever keeps the diary; the note says what it means."""

    title = "How the appointment went"
    help = "diary"

    def __init__(self, desk: Desk, context: Context, appointment_id: str) -> None:
        super().__init__(desk, context)
        self.appointment_id = appointment_id
        self.form: FormView | None = None
        self._which = words("", "muted")
        self.column.addWidget(self._which)
        self.column.addWidget(words(_NOT_CARE, "hint"))
        self.acts.add(button("Cancel", self._cancel), button("Save how it went", self._save, kind="primary"))
        self.acts.setEnabled(False)

    def arrive(self) -> None:
        """Load what was said, once."""
        if self.form is None:
            self.run(self.desk.diary.read, self.appointment_id, then=self._loaded)

    def _loaded(self, view: AppointmentView) -> None:
        if self.form is not None:
            return
        entry = view.entry
        parts = (
            told.what(entry),
            told.day(entry.day),
            told.time(entry.clock, entry.ends).lower(),
            entry.reference,
        )
        self._which.setText(", ".join(part for part in parts if part))
        self.form = self.add_form(AppointmentOutcome, view.outcome)
        self.column.addStretch(1)
        self.acts.setEnabled(True)
        self.keep_at(UnfinishedPlace("outcome", self.appointment_id))
        self.focus_first()

    def _save(self) -> None:
        if self.is_saving or self.form is None or not self.is_ready(self.form):
            return
        self.save(self.desk.diary.say, self.appointment_id, self.form.content(), then=self._kept)

    def _kept(self, _: None) -> None:
        self.is_saving = False
        self.is_over = True
        self.keep_no_longer()
        self.saved.emit("Saved how it went")
        self.go(AppointmentAt(self.appointment_id))

    def _cancel(self) -> None:
        self.is_over = True
        self.give_up()
        self.go(AppointmentAt(self.appointment_id))


def clash_words(clashes: tuple[Clash, ...]) -> str:
    """Who has what at the same time: a sentence each; of what must not be known the time alone."""
    return " ".join(
        f"{each.member} has at that time: {_of(each)}, {told.time(each.entry.clock, each.entry.ends).lower()}."
        for each in clashes
    )


def _of(clash: Clash) -> str:
    entry = clash.entry
    what = told.what(entry).lower()
    return f"{what} ({entry.reference})" if entry.reference else what


def _loaded(desk: Desk, appointment_id: str) -> _Loaded:
    view = desk.diary.read(appointment_id) if appointment_id else None
    return _Loaded(desk.pathway.offers(""), view)


_NOT_CARE: Final = (
    "This counts what was offered and attended. What was done, and what an absence means, is for the note."
)
