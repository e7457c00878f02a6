"""The time axis says what is known, no more, and stays inside its drawing."""

import random
from datetime import date, timedelta
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from app.charts import timeline
from app.charts.axis import month_ticks
from app.charts.marks import Event, Lane, Mark, Point, Series, Span
from app.charts.primitives import Circle, Drawing, Line, Polygon, Primitive, Rect, Role, Text, text_box
from app.charts.timeline import Style
from tests.charts.test_labels import wide

START, END = date(2026, 1, 1), date(2026, 12, 31)


def lay(events: list[Event], spans: list[Span] | None = None, series: list[Series] | None = None) -> Drawing:
    """Lay out over the year 2026."""
    return timeline.layout(
        events, spans or [], series or [], width=493, start=START, end=END, style=Style(), text_width=wide
    )


def texts(drawing: Drawing) -> list[str]:
    """Return all words of a drawing."""
    return [one.text for one in drawing.primitives if isinstance(one, Text)]


def of_event(drawing: Drawing, event: int) -> list[Primitive]:
    """Return what stands for one event, without its label."""
    return [one for one in drawing.primitives if one.event == event and not isinstance(one, Text)]


days = st.dates(date(2025, 6, 1), date(2027, 6, 1))
events = st.builds(
    Event,
    st.sampled_from([Lane.BEHAVIOUR, Lane.SESSIONS]),
    days,
    st.text("abcdefghij ", max_size=30),
    st.sampled_from(list(Mark)),
    st.none(),
    st.booleans(),
)
spans = st.builds(
    lambda label, start, length, custody: Span(
        label, start, None if length is None else start + timedelta(days=length), custody
    ),
    st.text("abcdefghij ", min_size=1, max_size=90),
    days,
    st.none() | st.integers(0, 600),
    st.booleans(),
)
points = st.lists(st.builds(Point, days, st.none() | st.integers(0, 4)), max_size=6)
series = st.builds(
    lambda name, found: Series(name, tuple(sorted(found, key=lambda point: point.day))),
    st.text("abcdefghij ", min_size=1, max_size=60),
    points,
)


@settings(max_examples=80, deadline=None)
@given(st.lists(events, max_size=40), st.lists(spans, max_size=6), st.lists(series, max_size=4))
def test_no_words_overlap_and_nothing_leaves_the_drawing(
    some: list[Event], bars: list[Span], rated: list[Series]
) -> None:
    """Whatever is drawn, words can be read and the page is not overrun."""
    drawing = lay(some, bars, rated)
    boxes = [text_box(one, wide) for one in drawing.primitives if isinstance(one, Text) and one.text.strip()]
    for (l1, t1, r1, b1), (l2, t2, r2, b2) in combinations(boxes, 2):
        assert r1 <= l2 + 0.01 or r2 <= l1 + 0.01 or b1 <= t2 + 0.01 or b2 <= t1 + 0.01
    for box in [*boxes, *map(_bounds, drawing.primitives)]:
        assert box[0] >= -0.01
        assert box[1] >= -0.01
        assert box[2] <= drawing.width + 0.01
        assert box[3] <= drawing.height + 0.01


def _bounds(one: Primitive) -> tuple[float, float, float, float]:
    if isinstance(one, Text):
        return text_box(one, wide)
    if isinstance(one, Rect):
        return one.x, one.y, one.x + one.width, one.y + one.height
    if isinstance(one, Line):
        return min(one.x1, one.x2), min(one.y1, one.y2), max(one.x1, one.x2), max(one.y1, one.y2)
    if isinstance(one, Circle):
        return one.x - one.radius, one.y - one.radius, one.x + one.radius, one.y + one.radius
    xs, ys = [x for x, _ in one.points], [y for _, y in one.points]
    return min(xs), min(ys), max(xs), max(ys)


def test_a_breach_differs_by_shape_and_not_by_colour_alone() -> None:
    """In greyscale an incident and a breach are still two shapes."""
    day = date(2026, 5, 5)
    drawing = lay([Event(Lane.BEHAVIOUR, day), Event(Lane.BEHAVIOUR, day, mark=Mark.BREACH)])
    assert isinstance(of_event(drawing, 0)[-1], Circle)
    assert isinstance(of_event(drawing, 1)[-1], Polygon)
    assert "order breached" in texts(drawing)


def test_a_partial_date_is_hollow_and_spans_its_possible_days() -> None:
    """A month without a day is drawn as a month."""
    drawing = lay([Event(Lane.BEHAVIOUR, date(2026, 4, 1), last=date(2026, 4, 30))])
    whisker, marker = of_event(drawing, 0)
    assert isinstance(whisker, Line)
    assert whisker.x2 - whisker.x1 > 10
    assert isinstance(marker, Circle)
    assert marker.fill is Role.PAPER


def test_a_running_order_has_no_end_edge_and_is_dashed_on() -> None:
    """What has not ended is not drawn as ended."""
    drawing = lay([], [Span("Order", date(2026, 3, 1)), Span("Order", date(2026, 3, 1), date(2026, 5, 1))])
    dashed = [[bool(one.dash) for one in of_event(drawing, i) if isinstance(one, Line)] for i in (0, 1)]
    assert dashed == [[False, True], [False, False]]


def test_a_gap_in_ratings_is_not_bridged() -> None:
    """No line leads over an assessment that did not take place."""
    days_ = [date(2026, month, 1) for month in (2, 4, 6, 8)]
    gap = Series("Urge", tuple(map(Point, days_, (4, None, 2, 1))))
    whole = Series("Urge", tuple(map(Point, days_, (4, 3, 2, 1))))
    count = [
        sum(isinstance(one, Line) and one.stroke is Role.SERIES_1 for one in lay([], [], [one]).primitives)
        for one in (gap, whole)
    ]
    assert count == [1, 3]


def test_the_latest_rating_is_bold_and_largest() -> None:
    """The newest value is found at a glance."""
    drawing = lay([], [], [Series("Urge", (Point(date(2026, 2, 1), 4), Point(date(2026, 9, 1), 1)))])
    latest = max((one for one in drawing.primitives if isinstance(one, Text)), key=lambda one: one.size)
    assert (latest.text, latest.bold) == ("1", True)


def test_no_ratings_at_all_says_so_with_a_dash() -> None:
    """Never assessed is not zero."""
    assert "–" in texts(lay([], [], [Series("Urge", (Point(date(2026, 2, 1), None),))]))


def test_an_empty_case_is_an_empty_axis() -> None:
    """Nothing recorded still has its months."""
    drawing = lay([])
    assert drawing.height > 0
    assert any("2026" in text for text in texts(drawing))


def test_five_thousand_events_are_laid_out_and_all_drawn() -> None:
    """A long case loses no marker, and names what has no label."""
    chance = random.Random(7)
    many = [
        Event(Lane.BEHAVIOUR, START + timedelta(days=chance.randrange(365)), "Some label")
        for _ in range(5000)
    ]
    drawing = lay(many)
    drawn = {one.event for one in drawing.primitives if isinstance(one, Circle)}
    stacked = dict(drawing.stacked)
    assert (drawn - {None}) | stacked.keys() == set(range(len(many)))
    assert set(stacked.values()) <= drawn
    assert all(many[one].first == many[other].first for one, other in stacked.items())
    assert len(drawing.unlabelled) + texts(drawing).count("Some label") <= len(many)
    assert drawing.unlabelled


def test_ticks_are_first_days_of_months_inside_the_range() -> None:
    """An axis never shows a date outside itself."""
    assert month_ticks(date(2026, 1, 15), date(2026, 7, 1), 3) == [date(2026, 4, 1), date(2026, 7, 1)]
    assert month_ticks(date(9999, 11, 1), date(9999, 12, 31), 1) == [date(9999, 11, 1), date(9999, 12, 1)]


def test_a_rating_that_was_not_assessed_last_time_is_not_shown_as_the_latest() -> None:
    """An old value never passes for the present one."""
    drawing = lay([], [], [Series("Finality", (Point(date(2026, 2, 1), 0), Point(date(2026, 9, 1), None)))])
    latest = max((one for one in drawing.primitives if isinstance(one, Text)), key=lambda one: one.size)
    assert latest.text == "–"


def test_an_order_from_before_the_axis_has_no_start_edge() -> None:
    """An edge stands only where something began."""
    drawing = lay([], [Span("Order", date(2025, 3, 1), date(2026, 5, 1))])
    assert sum(isinstance(one, Line) for one in of_event(drawing, 0)) == 1
