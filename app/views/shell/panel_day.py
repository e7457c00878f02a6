"""The day of a panel: its agenda, case by case."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from app.domain.fields.content import said
from app.services.cases.in_turn import AgendaItem
from app.services.cases.panel_day import PanelDayView
from app.services.desk import Desk
from app.views.context.context import Context
from app.views.shell.in_turn import InTurn
from app.views.widgets.empty import EmptyPart, EmptyState
from app.views.widgets.page import Page


class PanelDay(InTurn):
    """Goes through the cases of one meeting."""

    title: ClassVar[str] = "Panel day"
    help: ClassVar[str] = "panels"

    def __init__(self, desk: Desk, context: Context, meeting_id: str) -> None:
        super().__init__(desk, context, desk.panel_day, meeting_id)

    def in_front_of_none(self) -> QWidget:
        """A word on how it goes."""
        self.none = EmptyState(self.context.theme, "users-round", "Choose a case", _HOW)
        return self.none

    def not_begun(self, item: AgendaItem) -> Page:
        """The way to its record."""
        return NotBegun(self.desk, self.context, partial(self.begin, item.case_id))

    def told(self, view: PanelDayView) -> None:
        """Say where the agenda comes from."""
        if not view.agenda:
            self.none.say("No case on the agenda yet", _NO_CASE)

    def who(self, view: PanelDayView) -> str:
        """Chair, who came by agency, and apologies."""
        held = view.meeting
        here = ", ".join(dict.fromkeys(said(each, "agency") for each in held.attendees))
        parts = (("Chair", held.chair), ("Here", here), ("Apologies", held.apologies))
        return "\n".join(f"{label}: {text}" for label, text in parts if text)


class NotBegun(Page):
    """Stands where a case has no record of the meeting yet."""

    def __init__(self, desk: Desk, context: Context, begin: Callable[[], object]) -> None:
        super().__init__(desk, context)
        self.heading.hide()
        part = EmptyPart(context.theme, "Nothing written of this case yet", _BEGIN, "Begin its record", begin)
        self.body.addWidget(part)
        self.body.addStretch(1)
        self.first = part.act


_HOW = "Each has its own record and its own banner. What is ready is signed together at the end."
_NO_CASE = (
    "Open the meeting under Panels and put the cases on its agenda, in the order in which they are heard."
)
_BEGIN = "It is dated as the meeting, kept as you type, and signed with the others."
