"""Where the case came from and what was decided: its referrals, its screening, each panel, the newest first."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Final

from app.domain.cases.appointment import offered_and_attended
from app.domain.cases.around import Companion, Consent
from app.domain.fields.content import said
from app.domain.kinds.registry import codes_in
from app.domain.values.dates import ClinicalDate
from app.services.cases.appointments import Entry
from app.services.cases.pathway import PathwayView
from app.services.desk import Desk
from app.views.case.listed import ListedTab
from app.views.context.context import Context
from app.views.context.places import (
    AppointmentAt,
    BookAppointment,
    ChangeCase,
    CircleAt,
    MoveCase,
    Place,
    StateFact,
)
from app.views.widgets import appointment_words
from app.views.widgets.case_words import stage
from app.views.widgets.emptying import empty_out
from app.views.widgets.flow import FlowRow
from app.views.widgets.link import Link
from app.views.widgets.words import unbroken

_LISTED: Final = codes_in("referral")
_CIRCLE: Final = "person.circle"
_MOST: Final = 3
"""How many appointments to come, and how many of the last, stand here; the diary has them all."""
_BEGINS: Final = _LISTED[2::-1]
"""Those that a case begins with, the last of them first: what came in and was screened is written once."""


class Referral(ListedTab):
    """Every record of the section; its line says what was asked or decided."""

    called = "Referral and panel"
    help = "referral-and-panel"
    name = "pathway"
    codes = _LISTED
    begins = _BEGINS
    more = tuple(code for code in _LISTED if code not in _BEGINS)
    always = True
    none = "No referral yet"
    to_come = (
        "A case that is opened here begins with its referral. One from before has none: what is written of it now"
        " bears today’s signature and the day on which it came in."
    )

    def __init__(self, desk: Desk, context: Context, case_id: str) -> None:
        super().__init__(desk, context, case_id)
        self._view: PathwayView | None = None
        self._is_hidden = False
        self._card, self._facts = self.card("Where the case stands")
        self._diary, self._appointments = self.card("Appointments")
        for each in (self._card, self._diary):
            self.body.insertWidget(self.body.indexOf(self._counted), each)

    def load(self, *, again: bool) -> None:
        """Read what holds of the case too."""
        self.run(self.desk.pathway.read, self.case_id, then=self._show_facts)
        self.run(self.desk.diary.of_case, self.case_id, then=self._show_appointments)
        super().load(again=again)

    def hide_names(self, hidden: bool) -> None:  # noqa: FBT001 - a switch
        """Leave out what was told at length, and the people round the person."""
        super().hide_names(hidden)
        self._is_hidden = hidden
        if self._view is not None:
            self._show_facts(self._view)

    def _show_facts(self, view: PathwayView) -> None:
        """What holds of the case, each with the way to change it."""
        self._view = view
        empty_out(self._facts, keep=1)
        if self.sheet is not None:
            facts = self.sheet.case.facts
            days = in_stage(view.since, self.desk.today_date())
            self._line("Stage", f"{stage(facts.stage)}{days}", MoveCase(self.case_id))
            self._line("Case holder", facts.holder or "Not recorded", ChangeCase(self.case_id))
        for label, code, told in _told(view, hidden=self._is_hidden):
            self._line(label, told, StateFact(self.case_id, code))

    def _show_appointments(self, entries: tuple[Entry, ...]) -> None:
        """What is coming, the nearest first, then what was last; all of it stands in the diary."""
        empty_out(self._appointments, keep=1)
        today = self.desk.today_date().isoformat()
        coming = [each for each in reversed(entries) if each.day >= today and not each.is_cancelled]
        past = [each for each in entries if each.day < today]
        for each in (*coming[:_MOST], *past[:_MOST]):
            self._appointments.addWidget(self._appointment(each))
        if any(each.outcome for each in entries):
            offered, attended = offered_and_attended(each.outcome for each in entries)
            self._appointments.addWidget(self.fact("Attended", f"{attended} of {offered} offered"))
        self._appointments.addWidget(
            Link("New appointment", partial(self.go, BookAppointment(case_id=self.case_id)))
        )

    def _appointment(self, each: Entry) -> FlowRow:
        told = appointment_words
        when = f"{told.day(each.day)}, {told.time(each.clock, each.ends).lower()}"
        parts = (told.what(each), told.where(each), told.went(each, self.desk.today_date()))
        row = self.fact(when, ", ".join(part for part in parts if part))
        open_it = Link("Open", partial(self.go, AppointmentAt(each.id)))
        open_it.setAccessibleName(f"Open the appointment of {when}")
        row.add(open_it)
        return row

    def _line(self, label: str, told: str, place: Place) -> None:
        change = Link("Change", partial(self.go, place))
        change.setAccessibleName(f"Change: {label}")
        row = self.fact(label, told)
        if isinstance(place, StateFact) and place.fact == _CIRCLE and self._view and self._view.circle.people:
            shown = Link("Show", partial(self.go, CircleAt(self.case_id)))
            shown.setAccessibleName(f"Show: {label}")
            row.add(shown)
        row.add(change)
        self._facts.addWidget(row)


def in_stage(since: ClinicalDate, today: date) -> str:
    """How long a case is in its stage: ", 12 days, since 17-Nov-2026"; empty where nobody knows."""
    day = since.earliest()
    if day is None:
        return ""
    days = (today - day).days
    return f", {days} {'day' if days == 1 else 'days'}, since {unbroken(since.show())}"


def _told(view: PathwayView, *, hidden: bool) -> Iterator[tuple[str, str, str]]:
    """Label, fact and words of each."""
    concern = ", ".join(
        f"{said(view.concern, name).lower()} at {name}"
        for name in ("entry", "exit")
        if getattr(view.concern, name)
    )
    yield "Concern", "case.concern", concern[:1].upper() + concern[1:] or "Not recorded"
    gates = "; ".join(
        f"{said(each, 'gate')} {said(each, 'stands').lower()}" + (f" ({each.why})" if each.why else "")
        for each in view.gates.gates
    )
    yield "Gates", "case.gates", gates or "None closed"
    team = ", ".join(view.names.get(each, "Somebody unknown here") for each in view.team.team)
    yield "Team", "case.team", team or "The lead alone"
    links = "; ".join(
        f"{view.names.get(each.case, 'A case unknown here')}: {each.why}" for each in view.links.links
    )
    yield "Linked cases", "case.link", links or "None recorded"
    people = "; ".join(_companion(each) for each in view.circle.people)
    count = len(view.circle.people)
    yield (
        "People round them",
        "person.circle",
        (f"{count} recorded" if hidden and count else people) or "None recorded",
    )
    consents = "; ".join(_consented(each) for each in view.consent.holding())
    yield "Consent", "person.consent", consents or "None recorded"


def _companion(each: Companion) -> str:
    safe = {"yes": "safe to contact", "no": "not safe to contact"}.get(
        each.safe, "not known whether safe to contact"
    )
    gone = f", until {each.until.show()}" if each.until else ""
    return f"{each.victim or each.name} ({each.relation}), {safe}{gone}"


def _consented(each: Consent) -> str:
    to = f"Sharing with {said(each, 'agency')}" if each.agency else said(each, "to")
    on = f", {each.on.show()}" if each.on else ""
    return f"{to}: {said(each, 'answer').lower()}{on}"
