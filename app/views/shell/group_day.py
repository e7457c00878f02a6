"""One session of a group: what was done in common, and one member at a time under their own banner."""

from functools import partial
from typing import ClassVar, Final

from PySide6.QtWidgets import QWidget

from app.services.cases.group_day import GroupDayView
from app.services.cases.in_turn import AgendaItem
from app.services.desk import Desk
from app.views.context.context import Context
from app.views.context.places import GroupSessionAt
from app.views.shell.in_turn import InTurn
from app.views.widgets.buttons import button
from app.views.widgets.emptying import empty_out
from app.views.widgets.flow import FlowRow
from app.views.widgets.page import Page
from app.views.widgets.scrolled import Scrolled
from app.views.widgets.words import selectable, words

_ATTENDANCE: Final = (
    ("attended", "Attended"),
    ("left_early", "Left early"),
    ("dna", "Did not attend"),
    ("cancelled_person", "Cancelled by the person"),
)
"""What a part begins with at one press; its form has the others."""


class GroupDay(InTurn):
    """Goes through the members of a group that met."""

    title: ClassVar[str] = "Group session"
    help: ClassVar[str] = "groups"
    listed: ClassVar[str] = "Members"

    def __init__(self, desk: Desk, context: Context, session_id: str) -> None:
        super().__init__(desk, context, desk.group_day, session_id)
        self.agenda.add_act("What was done in common", self.show_none, "What is the same in every note")

    def in_front_of_none(self) -> QWidget:
        """What was done in common."""
        self.common = Common(self)
        return self.common

    def not_begun(self, item: AgendaItem) -> Page:
        """The ways to begin the note of a member, each with how they attended."""
        return NotBegun(self, item.case_id)

    def told(self, view: GroupDayView) -> None:
        """Show what was done in common."""
        self.common.show_session(view)

    def who(self, view: GroupDayView) -> str:
        """The group, and who led it."""
        return f"{view.group}\nLed by {', '.join(view.led_by)}"

    def change(self) -> None:
        """Go to the form of what was done in common."""
        self.go(GroupSessionAt("", self.of))


class Common(Scrolled):
    """What was done in common: it goes into the note of everybody who came, and names nobody."""

    def __init__(self, page: GroupDay) -> None:
        super().__init__()
        theme = page.context.theme
        self.setAccessibleName("What was done in common")
        px = theme.px
        self._column = self.hold(gap=px(8), pad=(px(24), px(16), px(24), px(16)))
        self._page = page

    def show_session(self, view: GroupDayView) -> None:
        """Show what was stated."""
        said = view.session
        facts = (
            said.held_on.show() if said.held_on else "",
            said.clock,
            f"{said.minutes} minutes" if said.minutes is not None else "",
        )
        empty_out(self._column)
        for text, role in (
            (said.theme, "h2"),
            (", ".join(filter(None, facts)), "small"),
            (said.done or "Not written yet.", ""),
            (_HOW if view.agenda else _NO_MEMBER, "hint"),
        ):
            self._column.addWidget(selectable(words(text, role)))
        change = button("Change what was done in common", self._page.change)
        self._column.addWidget(FlowRow(0, change))
        self._column.addStretch(1)


class NotBegun(Page):
    """Stands where a member has no note of the session yet."""

    def __init__(self, day: GroupDay, case_id: str) -> None:
        super().__init__(day.desk, day.context)
        self.heading.hide()
        self.body.addWidget(words("Nothing written of this member yet", "h2"))
        self.body.addWidget(words(_BEGIN, "hint"))
        buttons = [button(label, partial(day.begin, case_id, code)) for code, label in _ATTENDANCE]
        for each in buttons:
            each.setAccessibleName(f"Begin the note: {each.text().lower()}")
        self.body.addWidget(FlowRow(day.context.theme.px(8), *buttons))
        self.body.addStretch(1)
        self.first = buttons[0]


_HOW: Final = (
    "This goes into the note of everybody who came, and is the same in each. Choose a member to write their own part: "
    "it stands in their case alone. What is ready is signed together at the end."
)
_NO_MEMBER: Final = (
    "Nobody whom you may know of was in the group on that day: put members into it under Groups."
)
_BEGIN: Final = (
    "How did they attend? Their note begins with that, with the date and what was done in common. It is kept as you "
    "type, and signed with the others. Write of this person alone: no name, code or number of the others."
)
