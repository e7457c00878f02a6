"""The rail at the left: Find, the rooms of the program, the sections of the case in front, and the foot.

The foot has Settings and Lock, and tells the truth: who is here, when it was backed up, when it locks.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.views.context.places import (
    AppointmentAt,
    BookAppointment,
    CaptureAt,
    CaseList,
    ChangeService,
    GroupAt,
    GroupDayAt,
    GroupSessionAt,
    JotDown,
    MakeMeasure,
    MeetingAt,
    PanelDayAt,
    Place,
    RailPart,
    SayOutcome,
    SupervisionAt,
    Today,
    TrainingAt,
    TrainingList,
    Verify,
)
from app.views.shell.status_line import StatusLine
from app.views.theme.theme import Theme
from app.views.widgets.buttons import PressedByEnter, button
from app.views.widgets.layouts import vertical
from app.views.widgets.nav_list import NavList
from app.views.widgets.words import words


@dataclass(frozen=True)
class Part:
    """One room."""

    name: str
    icon: str
    place: Place


PARTS: Final[Sequence[Part]] = (
    Part("Today", "sun", Today()),
    Part("Cases", "folder", CaseList()),
    Part("Panels", "users-round", RailPart("panels")),
    Part("Diary", "calendar-days", RailPart("diary")),
    Part("Groups", "messages-square", RailPart("groups")),
    Part("Library", "book-open", RailPart("library")),
    Part("Returns", "chart-column", RailPart("returns")),
    Part("Settings", "settings", RailPart("settings")),
)
_ROOMS: Final = PARTS[:-1]
"""Settings stand at the foot."""
_WIDE, _SLIM, _ROOM = 208, 52, 32


class Rail(QWidget):
    """208 wide, or 52 where there is little room or much to write: then its words are in the tips."""

    chosen = Signal(object)
    """Somebody wants to be at that `Place`."""
    lock_wanted = Signal()
    find_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._is_slim, self._room = theme, False, 0
        self._sections: QWidget | None = None
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.finder = FindButton(theme)
        self.finder.clicked.connect(lambda *_: self.find_wanted.emit())
        self.list = NavList(theme, "Parts of Casework", _ROOM)
        for number, part in enumerate(_ROOMS, 1):
            self.list.add(part.name, part.icon, f"{part.name} ({_key(number)})")
        self._case = words("", "small", wrap=False)
        self._rule = words()
        self._rule.setObjectName("rule")
        self.settings = button(
            "Settings",
            lambda: self.chosen.emit(PARTS[-1].place),
            kind="foot",
            hint=f"Settings ({_key(len(PARTS))})",
        )
        self.lock = button("Lock", self.lock_wanted.emit, kind="foot", hint="Lock the vault (Ctrl+L)")
        self.status = StatusLine(theme)
        self._lay_out()
        self._slot.hide()
        # What is selected, not what is current: a list without a current row takes its first one as soon as the
        # keyboard comes by, and that is nobody's choice.
        self.list.itemSelectionChanged.connect(self._chosen)
        theme.follow(self._draw)

    def _lay_out(self) -> None:
        px = self._theme.px
        self._slot = QWidget()
        for each in (self._rule, self._case):
            each.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._case.setContentsMargins(px(10), px(8), 0, 0)
        self._in_slot = vertical(self._slot, self._rule, self._case, gap=px(4), pad=(0, px(4), 0, 0))
        self._in_slot.addStretch(1)
        foot = vertical(None, self.settings, self.lock, self.status, gap=px(2))
        parts = self.finder, self.list, (self._slot, 1), 1, foot
        column = vertical(self, *parts, gap=px(8), pad=px(8))
        # The sections give way before the room under them does.
        column.setStretch(3, 0)

    def show_place(self, place: Place) -> None:
        """Mark the room that a place belongs to."""
        if isinstance(place, MeetingAt | PanelDayAt):
            place = RailPart("panels")
        elif isinstance(place, JotDown | CaptureAt):
            place = Today()
        elif isinstance(place, AppointmentAt | BookAppointment | SayOutcome):
            place = RailPart("diary")
        elif isinstance(place, GroupAt | GroupSessionAt | GroupDayAt):
            place = RailPart("groups")
        elif isinstance(place, TrainingList | TrainingAt):
            place = RailPart("returns")
        elif isinstance(place, SupervisionAt) or place == RailPart("supervision"):
            place = CaseList()
        elsewhere = -1 if isinstance(place, Verify | RailPart | MakeMeasure | ChangeService) else _CASES
        self._room = next((n for n, part in enumerate(_ROOMS) if part.place == place), elsewhere)
        self._mark_room()

    def show_sections(self, sections: QWidget | None, name: str = "") -> None:
        """Show the sections of the case in front under its name; they stay their owner's to delete."""
        if sections is not self._sections:
            if self._sections is not None:
                self._in_slot.removeWidget(self._sections)
            self._sections = sections
            if sections is not None:
                self._in_slot.insertWidget(2, sections, 1000)
        self._case.setText(name)
        self._show_slot()

    def set_slim(self, slim: bool) -> None:  # noqa: FBT001 - a switch
        """Show icons alone, or words too."""
        if slim != self._is_slim:
            self._is_slim = slim
            self._draw()

    @property
    def is_slim(self) -> bool:
        """Whether its words are hidden."""
        return self._is_slim

    def _chosen(self) -> None:
        for item in self.list.selectedItems():
            self.chosen.emit(PARTS[self.list.row(item)].place)
            return

    def _show_slot(self) -> None:
        self._slot.setVisible(self._sections is not None and not self._is_slim)
        self._mark_room()

    def _mark_room(self) -> None:
        # In a case its section is marked, and the room only where the sections have no room.
        in_sections = self._sections is not None and not self._is_slim
        self.list.mark(-1 if in_sections else self._room)

    def _draw(self) -> None:
        px, slim = self._theme.px, self._is_slim
        self.setFixedWidth(px(_SLIM if slim else _WIDE))
        self.list.slim(slim)
        for each, icon, text in (
            (self.finder, "search", "Find or go to"),
            (self.settings, "settings", "Settings"),
            (self.lock, "lock", "Lock"),
        ):
            each.setText("" if slim else text)
            each.wear(self._theme, icon, "on_rail")
        self.status.setVisible(not slim)
        self._show_slot()


class FindButton(PressedByEnter):
    """Looks like a field, and opens what finds; its key stands at its end."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("kind", "find")
        self.setAccessibleName("Find or go to")
        self.setToolTip("Find or go to (Ctrl+K)")
        self.setAutoDefault(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Write the key over it."""
        super().paintEvent(event)
        if self.text():
            painter = QPainter(self)
            painter.setFont(self._theme.font(11))
            painter.setPen(self._theme.colour("muted"))
            place = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(self.rect().adjusted(0, 0, -self._theme.px(10), 0), place, "Ctrl K")


def _key(number: int) -> str:
    return QKeySequence(f"Ctrl+{number}").toString()


_CASES = 1
