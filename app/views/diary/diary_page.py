"""The diary as a list: a day or a week, the member's own or the team's, and the way from one to the next."""

from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QStackedWidget

from app.services.cases.appointments import Entry
from app.services.cases.diary import DiaryPage as Stretch
from app.services.cases.diary import week_of
from app.services.desk import Desk
from app.services.sharing.diary_file import SavedDiary, file_name, save_days
from app.views.context import voice
from app.views.context.context import Context
from app.views.context.places import AppointmentAt, BookAppointment
from app.views.diary.saved import saved_words
from app.views.widgets import appointment_words as told
from app.views.widgets.buttons import button
from app.views.widgets.empty import EmptyPart
from app.views.widgets.flow import FlowRow, Wide
from app.views.widgets.lazy_table import Column, LazyTable
from app.views.widgets.page import Page
from app.views.widgets.scrolled import Scrolled
from app.views.widgets.shortcut import shortcut
from app.views.widgets.switch import Switch
from app.views.widgets.table_view import TableView


class DiaryPage(Page):
    """What is coming, and how what came went."""

    title = "Diary"
    help = "diary"

    def __init__(self, desk: Desk, context: Context) -> None:
        super().__init__(desk, context)
        theme = context.theme
        self._day, self._names_hidden = desk.today_date(), False
        self._asked: object = None
        self._range = Wide("", "muted")
        self.whose = Switch("Whose", ("Mine", "The team’s"))
        self.stretch = Switch("How long", ("Day", "Week"))
        self.stretch.choose(_WEEK)
        self.before = button("Before", partial(self.step, -1), hint="The day or week before (Ctrl+Page Up)")
        self.now = button("Today", self.go_to_today, hint="Today (T in the list)")
        self.after = button("After", partial(self.step, 1), hint="The day or week after (Ctrl+Page Down)")
        self.before.wear(theme, "chevron-left", "text")
        self.after.wear(theme, "chevron-right", "text")
        self.table = LazyTable(self._columns(), context.tasks, self)
        self.view = TableView("diary", self.table, context, dense=True)
        self.view.setAccessibleName("Appointments")
        self._none = EmptyPart(theme, "Nothing in the diary", _NONE, "New appointment", self._new)
        # At twice the size it has more lines than a low window has room for.
        self._empty = Scrolled(self._none)
        self._stack = QStackedWidget()
        self.save = button("Save as .ics…", self._save, hint="A file of your own appointments for a calendar")
        self.new = button("New appointment", self._new)
        self.open = button("Open", self._open, kind="primary")
        self.acts = self.at_foot(self.save, self.new, self.open)
        self.acts.tell(_KEYS)
        self._lay_out()
        self._connect()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("day", "Day", lambda row: told.day(row.day), 8, is_whole=True),
            Column("time", "Time", lambda row: told.time(row.clock, row.ends), 7, is_whole=True),
            Column("what", "What", told.what, 9, stretches=True),
            Column("case", "Case", self._whose, 12, rank=1),
            Column("where", "Where", told.where, 9, rank=3, ink=lambda _: "muted"),
            Column("members", "Of the team", self._members, 9, rank=2, ink=lambda _: "muted"),
            Column("went", "How it went", self._went, 12, rank=1, ink=self._urgency),
        )

    def _lay_out(self) -> None:
        px = self.context.theme.px
        self.beside_title(self._range)
        switches = FlowRow(px(12), self.whose, self.stretch)
        steps = FlowRow(px(6), self.before, self.now, self.after)
        self.body.addWidget(FlowRow(px(16), switches, steps))
        for front in (self.view, self._empty):
            self._stack.addWidget(front)
        self.body.addWidget(self._stack, 1)

    def _connect(self) -> None:
        for each in (self.whose, self.stretch):
            each.chosen.connect(lambda _: self._ask())
        self.view.opened.connect(self._go_into)
        self.view.chosen.connect(self._chose)
        self.table.counted.connect(self._show_counts)
        self.table.refused.connect(self.refused)
        shortcut(self, "Ctrl+PgDown", "The day or week after", partial(self.step, 1))
        shortcut(self, "Ctrl+PgUp", "The day or week before", partial(self.step, -1))
        for keys, message, act in (
            ("T", "Today", self.go_to_today),
            ("D", "One day", partial(self.stretch.choose, _DAY)),
            ("W", "A week", partial(self.stretch.choose, _WEEK)),
            ("M", "Mine, or the team’s", self._turn),
        ):
            shortcut(self.view, keys, message, act)

    # --- where one is ---------------------------------------------------------------------------------

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day that are shown."""
        return week_of(self._day) if self.stretch.at == _WEEK else (self._day, self._day)

    def arrive(self) -> None:
        """Load the days anew."""
        self._ask()

    def renew(self, done: frozenset[str]) -> None:  # noqa: ARG002 - whatever it was
        """Load the days anew."""
        self._ask()

    def step(self, by: int) -> None:
        """Go to the day or week before or after."""
        self._day += timedelta(days=by * (7 if self.stretch.at == _WEEK else 1))
        self._ask()

    def go_to_today(self) -> None:
        """Go to the day or week that it is."""
        self._day = self.desk.today_date()
        self._ask()

    def focus_first(self) -> None:
        """Give the keyboard to the list, or to what can be done where it is empty."""
        act = self._none.act if self._stack.currentWidget() is self._empty else None
        (act or self.view).setFocus()

    def hide_names(self, hidden: bool) -> None:  # noqa: FBT001 - a switch
        """Show references instead of names."""
        self._names_hidden = hidden
        self.view.viewport().update()

    def _turn(self) -> None:
        self.whose.choose(1 - self.whose.at)

    def _ask(self) -> None:
        asked = (*self.days, self.whose.at)
        again, self._asked = asked == self._asked, asked
        # Of one's own diary it is said already whose it is.
        self.view.hide_columns(frozenset({"members"} if self.whose.at == _MINE else ()))
        self.view.ask(partial(self._page, *asked), again=again)

    def _page(self, first: date, last: date, whose: int, offset: int, limit: int) -> Stretch:
        """On the vault's thread."""
        member = self.desk.member.id if whose == _MINE else ""
        return self.desk.diary.page(first, last, whose=member, offset=offset, limit=limit)

    def _show_counts(self, matching: int, total: int) -> None:
        first, last = self.days
        stretch = told.day(first) if first == last else f"Week, {told.day(first)} to {told.day(last)}"
        count = f"{matching:,} appointment{'' if matching == 1 else 's'}"
        hidden = f", {total - matching:,} of the team’s hidden" if total > matching else ""
        message = f"{stretch}: {count}{hidden}"
        if message != self._range.text():
            voice.say(self, message)
        self._range.setText(message)
        had_keyboard = self._stack.isAncestorOf(self.focusWidget() or self)
        self._stack.setCurrentWidget(self.view if matching else self._empty)
        self._chose(self.view.current)
        self.new.setVisible(bool(matching))
        if had_keyboard or self.focusWidget() in {None, self}:
            self.focus_first()

    # --- how a line reads -------------------------------------------------------------------------------

    def _whose(self, row: Entry) -> str:
        family = "" if self._names_hidden else row.sort_name.partition(",")[0]
        return " ".join(part for part in (family, row.reference) if part)

    def _members(self, row: Entry) -> str:
        return row.members

    def _went(self, row: Entry) -> str:
        return told.went(row, self.desk.today_date())

    def _urgency(self, row: Entry) -> str:
        return "care" if told.is_wanting(row, self.desk.today_date()) else "muted"

    # --- what a person does -----------------------------------------------------------------------------

    def _chose(self, row: Entry | None) -> None:
        self.open.setEnabled(row is not None and bool(row.is_seen))

    def _open(self) -> None:
        if (row := self.view.current) is not None:
            self._go_into(row)

    def _go_into(self, row: Entry) -> None:
        if row.is_seen:
            self.go(AppointmentAt(row.id))

    def _new(self) -> None:
        first, last = self.days
        today = self.desk.today_date()
        self.go(BookAppointment(day=(today if first <= today <= last else first).isoformat()))

    def _save(self) -> None:
        first, last = self.days
        self.context.asks.save_file(
            self, "Save your appointments", file_name(first), _KINDS, partial(self._write, first, last)
        )

    def _write(self, first: date, last: date, out: Path) -> None:
        self.run(save_days, self.desk.vault, first, last, out, then=self._written)

    def _written(self, saved: SavedDiary) -> None:
        self.acts.tell(saved_words(saved), "note")


_MINE, _DAY, _WEEK = 0, 0, 1
_KINDS: Final = "Calendar (*.ics)"
_KEYS: Final = "In the list: T today, D a day, W a week, M mine or the team’s"
_NONE: Final = (
    "What is agreed stands here by its day. How it went is said here, and its note is begun from here."
)
