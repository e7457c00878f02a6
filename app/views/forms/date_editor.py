"""The editor of a clinical date: free text, a calendar at hand, and beside it what was understood.

After the NHS Common User Interface guidance on date entry: nothing is refused while typing, partial and uncertain
dates and "+3m" are taken, and what was understood is shown with the day of the week, which tells 3/4 from 4/3.
"""

from datetime import date
from typing import Any, Final

from PySide6.QtCore import QDate, QKeyCombination, QLocale, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QFrame,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.fields.declare import FieldSpec
from app.domain.values.dates import ClinicalDate
from app.domain.values.typed_dates import nearest, read
from app.errors import NoYear
from app.views.forms.editor import FieldContext
from app.views.forms.entries import Entry, FittingLine
from app.views.theme.theme import Theme
from app.views.widgets.buttons import button
from app.views.widgets.words import unbroken

WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_TO_CALENDAR: Final = QKeyCombination(Qt.KeyboardModifier.AltModifier, Qt.Key.Key_Down)
_TARGET: Final = 24
"""Pixels that whatever is pressed has at least, each way (WCAG 2.2, 2.5.8)."""


def shown(day: ClinicalDate) -> str:
    """A date as screens show it: with hyphens at which no line breaks."""
    return unbroken(day.show())


def understood(day: ClinicalDate) -> str:
    """What a date was understood as, with the day of the week where it is one day: "Mon 23-Nov-2026"."""
    first = day.earliest()
    weekday = f"{WEEKDAYS[first.weekday()]} " if day.is_exact and first is not None else ""
    return weekday + shown(day)


class Calendar(QFrame):
    """A month to pick a day from; goes away with a pick, Escape, or a click elsewhere."""

    picked = Signal(object)

    def __init__(self, day: date, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("card")
        self.setProperty("floating", True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._month = QCalendarWidget(self)
        self._month.setLocale(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
        self._month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self._month.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
        self._month.setSelectedDate(QDate(day.year, day.month, day.day))
        self._month.setAccessibleName("Calendar")
        self._month.setMinimumSize(theme.pixels(21), theme.pixels(18))
        plain = QTextCharFormat()
        plain.setForeground(theme.colour("text"))
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            # Red is for what is wrong, and no colour alone tells anything.
            self._month.setWeekdayTextFormat(weekday, plain)
        self._arrows(theme)
        self._month.clicked.connect(self._pick)
        self._month.activated.connect(self._pick)
        box = QVBoxLayout(self)
        box.addWidget(self._month)
        self.setFocusProxy(self._month)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape gives up."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _arrows(self, theme: Theme) -> None:
        for name, icon, said in (
            ("qt_calendar_prevmonth", "chevron-left", "Month before"),
            ("qt_calendar_nextmonth", "chevron-right", "Month after"),
        ):
            arrow = self._month.findChild(QToolButton, name)
            if isinstance(arrow, QToolButton):
                arrow.setIcon(theme.icon(icon, ems=1.2))
                arrow.setIconSize(QSize(theme.pixels(1.2), theme.pixels(1.2)))
                arrow.setAccessibleName(said)

    def _pick(self, day: QDate) -> None:
        self.picked.emit(date(day.year(), day.month(), day.day()))
        self.close()


class DateLine(FittingLine):
    """The line of a date. In a form of many dates a shortcut of the window would be ambiguous."""

    calendar_wanted = Signal()
    resized = Signal()
    left = Signal()
    """The keyboard went elsewhere."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Down opens the calendar."""
        if event.keyCombination() == _TO_CALENDAR:
            self.calendar_wanted.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What stands here now is meant."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What stands inside of it moves along."""
        super().resizeEvent(event)
        self.resized.emit()


class DateEditor(Entry):
    """A date as well as it is known."""

    least = 146
    says_what = True

    def __init__(self, spec: FieldSpec, context: FieldContext, parent: QWidget | None = None) -> None:
        super().__init__(spec, context, parent)
        native = QKeySequence(_TO_CALENDAR).toString(QKeySequence.SequenceFormat.NativeText)
        self._open = QToolButton(self.entry)
        self._open.setObjectName("inside")
        self._open.setCursor(Qt.CursorShape.ArrowCursor)
        # The keyboard has Alt+Down: one stop for each date is enough.
        self._open.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._open.setAccessibleName(f"Calendar for {spec.label}")
        self._open.setToolTip(f"Choose from a calendar ({native})")
        self._open.clicked.connect(self.open_calendar)
        self._time_left_out = False
        self._nearest: ClinicalDate | None = None
        self.offer: QPushButton | None = None
        """Takes the nearest such day, where the year is wanting; made when it is first wanted."""
        context.screen.theme.follow(self._draw)

    def show_value(self, value: Any) -> None:
        """Show a date; nothing was left out of it, and there is nothing to suggest."""
        self._time_left_out = False
        self._suggest(None)
        super().show_value(value)

    def open_calendar(self) -> Calendar:
        """Show the calendar under the line, at the day that stands there or today."""
        value = self.value()
        day = value.earliest() if isinstance(value, ClinicalDate) else None
        calendar = Calendar(day or self.context.today, self.context.screen.theme, self.entry)
        calendar.picked.connect(self._picked)
        calendar.move(self.entry.mapToGlobal(QPoint(0, self.entry.height())))
        calendar.show()
        calendar.setFocus()
        return calendar

    def _made(self) -> DateLine:
        made = DateLine(self.context, self.least, self)
        made.calendar_wanted.connect(self.open_calendar)
        made.resized.connect(self._place)
        made.left.connect(lambda: self.left.emit(""))
        return made

    def _draw(self) -> None:
        side = self.context.pixels(1.2)
        self._open.setIcon(self.context.screen.theme.icon("calendar-days", ems=1.2))
        self._open.setIconSize(QSize(side, side))
        self._place()

    def _place(self) -> None:
        """Inside the line, at its end."""
        side = max(_TARGET, self.context.pixels(1.65))
        self._open.resize(side, side)
        self._open.move(self.entry.width() - side - 3, (self.entry.height() - side) // 2)
        self.entry.setTextMargins(0, 0, side, 0)

    def _picked(self, day: date) -> None:
        self._take(ClinicalDate.of(day))

    def _take(self, day: ClinicalDate) -> None:
        self.show_value(day)
        self.entry.setFocus()
        self.edited.emit()
        self.left.emit("")

    def _typed(self, typed: str) -> None:
        self._suggest(None)
        super()._typed(typed)

    def _read(self, typed: str) -> ClinicalDate:
        self._time_left_out = False
        try:
            found = read(typed, self.context.today)
        except NoYear:
            self._suggest(nearest(typed, self.context.today, self.spec.likely))
            raise
        self._time_left_out = found.time_left_out
        return found.day

    def _suggest(self, day: ClinicalDate | None) -> None:
        """Offer a day to take by a press; it is never taken by itself."""
        self._nearest = day
        if self.offer is None and day is not None:
            self.offer = button("", self._take_nearest, kind="link")
            self._line.insertWidget(self._line.indexOf(self.understood) + 1, self.offer)
        if self.offer is not None:
            self.offer.setVisible(day is not None)
        if self.offer is not None and day is not None:
            self.offer.setText(f"Use {understood(day)}")
            self.offer.setAccessibleName(f"{self.spec.label}: use {understood(day)}")

    def _take_nearest(self) -> None:
        if self._nearest is not None:
            self._take(self._nearest)

    def _words(self, value: Any) -> str:
        return shown(value)

    def _understood(self) -> str:
        if self._problem:
            return "Which year?" if self._nearest else "Not read as a date yet"
        if self._value is None:
            return ""
        return understood(self._value) + ("; the time was left out" if self._time_left_out else "")
