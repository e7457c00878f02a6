"""One appointment: what was agreed, how it went, what was agreed before, and the one act that it needs next."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Final

from app.domain.cases.appointment import CANCELLED, Appointment
from app.domain.fields.content import said
from app.services.cases.appointments import NOTE_BEGUN, NOTE_NONE, NOTE_SIGNED
from app.services.cases.diary import AppointmentView, Statement
from app.services.desk import Desk
from app.services.records.drafts import DraftView
from app.services.sharing.diary_file import SavedDiary, file_name, save_one
from app.views.context.context import Context
from app.views.context.places import (
    BookAppointment,
    CaseAt,
    DraftAt,
    RecordAt,
    SayOutcome,
)
from app.views.diary.saved import saved_words
from app.views.widgets import appointment_words as told
from app.views.widgets.buttons import button
from app.views.widgets.cards import card
from app.views.widgets.emptying import empty_out
from app.views.widgets.flow import FlowRow, Wide
from app.views.widgets.link import Link
from app.views.widgets.page import Page
from app.views.widgets.scrolled import Scrolled
from app.views.widgets.words import selectable, words

_KINDS: Final = "Calendar (*.ics)"


class AppointmentPage(Page):
    """It, and what can be done with it."""

    title = "Appointment"
    help = "diary"

    def __init__(self, desk: Desk, context: Context, appointment_id: str) -> None:
        super().__init__(desk, context)
        self.appointment_id = appointment_id
        self._view: AppointmentView | None = None
        self._names_hidden = False
        self.area = Scrolled()
        self.column = self.area.hold(gap=context.theme.pixels(0.8))
        self.body.addWidget(self.area, 1)
        self.ics = button("Save as .ics…", self._save, hint="A file for a calendar, without a name")
        self.change = button("Change or move…", partial(self.go, BookAppointment(appointment_id)))
        self.say = button("How it went…", partial(self.go, SayOutcome(appointment_id)))
        self.act = button("Write the note", self._act, kind="primary")
        self.acts = self.at_foot(self.ics, self.change, self.say, self.act)
        self.acts.setEnabled(False)
        self.first = self.act

    def arrive(self) -> None:
        """Load it."""
        self.run(self.desk.diary.read, self.appointment_id, then=self._show)

    def renew(self, done: frozenset[str]) -> None:  # noqa: ARG002 - whatever it was
        """Load it anew."""
        self.arrive()

    def hide_names(self, hidden: bool) -> None:  # noqa: FBT001 - a switch
        """Leave the person's name out."""
        self._names_hidden = hidden
        if self._view is not None:
            self._show(self._view)

    def _show(self, view: AppointmentView) -> None:
        self._view = view
        empty_out(self.column)
        frame, column = card(self.context.theme, gap=0.4)
        for label, text in self._facts(view):
            column.addWidget(self._fact(label, text))
        if view.appointment.case:
            to_case = Link("Open the case", partial(self.go, CaseAt(view.appointment.case, "referral")))
            column.addWidget(to_case)
        for each in view.offered:
            take = Link("It is its note", partial(self._take, each.id))
            take.setAccessibleName(f"It is the note of this appointment: {each.title}, by {each.author}")
            named = words("Written that day", "muted", wrap=False)
            shown = Wide(f"{each.title}, by {each.author}")
            column.addWidget(FlowRow(self.context.theme.pixels(0.5), named, shown, take, line_gap=0))
        self.column.addWidget(frame)
        frame, column = card(self.context.theme, "What was said of it", gap=0.4)
        for said_of_it in reversed(view.statements):
            column.addWidget(words(self._stated(said_of_it)))
        self.column.addWidget(frame)
        self.column.addStretch(1)
        self._offer(view)

    def _facts(self, view: AppointmentView) -> Iterator[tuple[str, str]]:
        agreed, entry = view.appointment, view.entry
        name = "" if self._names_hidden else entry.sort_name
        yield "For", told.what(entry)
        yield "Case", ", ".join(part for part in (entry.reference, name) if part) or "None"
        yield "When", f"{told.day(entry.day)}, {told.time(entry.clock, entry.ends).lower()}"
        yield "Where", told.where(entry)
        yield "Of the team", entry.members
        if agreed.others:
            yield "With", agreed.others
        yield "How it went", told.went(entry, self.desk.today_date()) or "It has not come yet"
        if view.outcome.late is not None:
            yield "Minutes late", f"{view.outcome.late}"
        if view.outcome.why:
            yield "Why", view.outcome.why

    def _fact(self, label: str, text: str) -> FlowRow:
        named, shown = words(label, "muted", wrap=False), selectable(Wide(text))
        return FlowRow(self.context.theme.pixels(0.5), named, shown, line_gap=0)

    def _stated(self, each: Statement) -> str:
        """By whom, when, and what: a later day or time with why it was moved."""
        if isinstance(each.said, Appointment):
            day = each.said.day.earliest() if each.said.day else None
            when = told.time(each.said.clock, each.said.ends).lower()
            what = f"agreed for {told.day(day)}, {when}" if day else "agreed"
        else:
            what = said(each.said, "outcome").lower()
            what = f"{what}: {each.said.why}" if each.said.why else what
        why = f" ({each.reason})" if each.reason else ""
        return f"{self.desk.shown(each.at)}, {each.author}: {what}{why}"

    # --- what it needs next ---------------------------------------------------------------------------------

    def _offer(self, view: AppointmentView) -> None:
        """One act in front: the note where one is asked for, else to say how it went."""
        is_off = view.outcome.outcome in CANCELLED
        is_after_death = bool(view.entry.is_after_death)
        has_come = view.entry.day <= self.desk.today_date().isoformat() or is_after_death
        note = "" if is_after_death else view.entry.note
        by_note = note == NOTE_SIGNED or (note in {NOTE_NONE, NOTE_BEGUN} and (has_come or is_off))
        # Who may write no note says how it went.
        self.act.setText(_NOTES[note] if by_note else "How it went…" if has_come else "Change or move…")
        self.act.setAccessibleName(self.act.text())
        self.say.setVisible(self.act.text() != self.say.text())
        can_move = not (view.outcome.outcome or is_after_death)
        self.change.setVisible(self.act.text() != self.change.text() and can_move)
        self.acts.setEnabled(True)

    def _act(self) -> None:
        view = self._view
        if view is None:
            return
        if self.act.text() == self.say.text():
            self.go(SayOutcome(self.appointment_id))
        elif self.act.text() == self.change.text():
            self.go(BookAppointment(self.appointment_id))
        elif view.record_id:
            self.go(RecordAt(view.appointment.case, view.record_id))
        else:
            self.run(self.desk.diary.begin_note, self.appointment_id, then=self._begun)

    def _take(self, record_id: str) -> None:
        self.run(self.desk.diary.take_note, self.appointment_id, record_id, then=lambda _: self.arrive())

    def _begun(self, draft: DraftView) -> None:
        self.go(DraftAt(draft.case_id, draft.id))

    def _save(self) -> None:
        view = self._view
        day = view.appointment.day.earliest() if view is not None and view.appointment.day else None
        if day is not None:
            self.context.asks.save_file(self, "Save the appointment", file_name(day), _KINDS, self._write)

    def _write(self, out: Path) -> None:
        self.run(save_one, self.desk.vault, self.appointment_id, out, then=self._written)

    def _written(self, saved: SavedDiary) -> None:
        self.acts.tell(saved_words(saved), "note")


_NOTES: Final = {
    NOTE_NONE: "Write the note",
    NOTE_BEGUN: "Go on with the note",
    NOTE_SIGNED: "Open the note",
}
