"""The time axis of 5,000 events in its real widget, without a screen: its first paint, and each frame of zoom and move.

Plain is a bare widget of the same size that paints as many points, of the size of our marks, with one call of
`drawPoints`: no shapes, no whiskers, no words, nothing to point at. Both are timed until they have been painted.
"""

import os
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QWidget

from app.charts.marks import Event, Lane, Point, Series, Sign, Span
from app.services.cases.casefile import Axis, AxisMark
from app.views.axis.time_axis import TimeAxis
from app.views.theme.theme import Theme
from benchmarks.measuring import Goal, Row, Sides, beside, seconds

EVENTS = 5000
_DAYS, _FIRST = 3900, date(2016, 1, 4)
_WIDTH, _HEIGHT = 1100, 500
_MARK = 10
_LABELS = ("Calls or messages", "Approach", "Watching", "Gifts or objects left", "Through others", "")
_SIGNS = (Sign.ADMITTED, Sign.ALLEGED, Sign.DENIED, Sign.FOUND)
# Nearer to a ninetieth of all, along, and almost all the way back.
_STEPS = [("zoom", 1.12)] * 40 + [("move", 0.04)] * 22 + [("zoom", 1 / 1.12)] * 38
_FRAME, _PAINT = 0.020, 0.060


def rows(times: int) -> Iterator[Row]:
    """First paint, and the frames of a hundred steps."""
    app = _application()
    theme = Theme(app, "light", 100)
    theme.dress(app)
    axis = _axis()
    first = beside(lambda: _shown(_Ours(theme, axis)), lambda: _shown(_Plain()), max(5, times // 5))
    goal = Goal(most=_PAINT, words="<= 60 ms")
    yield first.median("time axis of 5,000 events: first paint", EVENTS, goal)
    ours, plain = _Ours(theme, axis), _Plain()
    for each in (ours, plain):
        each.show()
        _painted(each, each.update)
    frames = [
        (seconds(partial(_step, ours, *step)), seconds(partial(_step, plain, *step))) for step in _STEPS
    ]
    sides = Sides([frame[0] for frame in frames], [frame[1] for frame in frames])
    goal = Goal(most=_FRAME, words="p95 <= 20 ms")
    yield sides.p95("time axis of 5,000 events: zoom or pan", EVENTS, goal)


def _application() -> QApplication:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance()
    return app if isinstance(app, QApplication) else QApplication([])


class _Ours(TimeAxis):
    """The real one, counting how often it was painted."""

    def __init__(self, theme: Theme, axis: Axis) -> None:
        super().__init__(theme)
        self.paints = 0
        self.resize(_WIDTH, _HEIGHT)
        self.show_axis(axis)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint, and count."""
        super().paintEvent(event)
        self.paints += 1

    def move_by(self, share: float) -> None:
        """Show later days."""
        self.show_days(self.extent.moved(share))


class _Plain(QWidget):
    """As many points in one call."""

    def __init__(self) -> None:
        super().__init__()
        self.paints = 0
        self.start, self.span = 0.0, float(_DAYS)
        self.resize(_WIDTH, _HEIGHT)
        chance = random.Random(7)  # noqa: S311 - the same points in every run, nothing secret
        self.days = [chance.randrange(_DAYS) for _ in range(EVENTS)]

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint those in sight."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(Qt.GlobalColor.red, _MARK, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        pitch, end = _WIDTH / self.span, self.start + self.span
        painter.drawPoints(
            [QPointF((day - self.start) * pitch, 40) for day in self.days if self.start <= day <= end]
        )
        painter.end()
        self.paints += 1

    def zoom(self, times: float) -> None:
        """Show fewer days."""
        middle = self.start + self.span / 2
        self.span /= times
        self.start = middle - self.span / 2
        self.update()

    def move_by(self, share: float) -> None:
        """Show later days."""
        self.start += self.span * share
        self.update()


def _shown(widget: _Ours | _Plain) -> None:
    _painted(widget, widget.show)
    widget.close()


def _step(widget: _Ours | _Plain, what: str, amount: float) -> None:
    act = widget.zoom if what == "zoom" else widget.move_by
    _painted(widget, lambda: act(amount))


def _painted(widget: _Ours | _Plain, act: Callable[[], object]) -> None:
    """Do something that leads to a paint, and let it come."""
    before = widget.paints
    act()
    while widget.paints == before:
        QApplication.processEvents()


@dataclass
class _Told:
    """Events, spans and series as they are made, with the marks that belong to them."""

    marks: list[AxisMark] = field(default_factory=list)

    def tell(self, lane: Lane, day: date, text: str) -> None:
        """Add the mark of the next of them."""
        self.marks.append(AxisMark(f"record-{len(self.marks)}", lane, f"{day:%d-%b-%Y}", text))


def _axis() -> Axis:
    """Ten years: incidents of every look, sessions, orders, and four dimensions rated every quarter."""
    chance = random.Random(7)  # noqa: S311 - the same points in every run, nothing secret
    told, events = _Told(), []
    for number in range(EVENTS):
        day = _FIRST + timedelta(days=chance.randrange(_DAYS))
        if number % 10:
            unknown = day + timedelta(days=29) if chance.random() < 0.15 else None
            event = Event(
                Lane.BEHAVIOUR,
                day,
                chance.choice(_LABELS),
                chance.choice(_SIGNS),
                unknown,
                serious=chance.random() < 0.25,
                breached=chance.random() < 0.25,
            )
        else:
            event = Event(Lane.SESSIONS, day, "", chance.choice((Sign.ATTENDED, Sign.MISSED)))
        events.append(event)
        told.tell(event.lane, day, event.label or event.sign.value)
    starts = [_FIRST + timedelta(days=400 * n) for n in range(9)]
    spans = []
    for n, day in enumerate(starts):
        end = day + timedelta(days=300)
        spans.append(Span(f"Order {n}", day, end, ending=f"to {end:%d-%b-%Y}"))
    for span in spans:
        told.tell(Lane.ORDERS, span.start, span.label)
    quarters = [_FIRST + timedelta(days=91 * n) for n in range(_DAYS // 91)]
    series = [
        Series(f"Dimension {n}", tuple(Point(day, chance.randrange(5)) for day in quarters)) for n in range(4)
    ]
    for one in series:
        for point in one.points:
            told.tell(Lane.FIXATION, point.day, f"{one.name}: {point.value}")
    return Axis(
        tuple(events),
        tuple(spans),
        tuple(series),
        tuple(told.marks),
        _FIRST,
        _FIRST + timedelta(days=_DAYS + 14),
        _FIRST + timedelta(days=_DAYS),
    )
