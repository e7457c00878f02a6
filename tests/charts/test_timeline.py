"""The time axis says what is known, no more, and stays inside its drawing."""

import random
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.charts import timeline
from app.charts.axis import month_ticks
from app.charts.marks import Event, Lane, Point, Series, Sign, Span
from app.charts.primitives import Circle, Drawing, Line, Polygon, Primitive, Rect, Text, text_box
from app.charts.roles import Role
from app.charts.timeline import Style
from tests.charts.measured import wide

START, TODAY, END = date(2026, 1, 1), date(2026, 11, 28), date(2026, 12, 31)


def lay(
    events: list[Event] | None = None,
    spans: list[Span] | None = None,
    series: list[Series] | None = None,
    *,
    style: Style | None = None,
    today: date = TODAY,
) -> Drawing:
    """Lay out over the year 2026."""
    return timeline.layout(
        events or [],
        spans or [],
        series or [],
        width=640,
        start=START,
        end=END,
        today=today,
        style=style or Style(),
        text_width=wide,
    )


def texts(drawing: Drawing) -> list[str]:
    """All words of a drawing."""
    return [one.text for one in drawing.primitives if isinstance(one, Text)]


def text(drawing: Drawing, words: str) -> Text:
    """The one text of these words."""
    (found,) = (one for one in drawing.primitives if isinstance(one, Text) and one.text == words)
    return found


def of_event(drawing: Drawing, event: int) -> list[Primitive]:
    """What stands for one event."""
    return [one for one in drawing.primitives if one.event == event]


def today_line(drawing: Drawing) -> Line:
    """The line of today."""
    (line,) = (one for one in drawing.primitives if isinstance(one, Line) and one.stroke is Role.TODAY)
    return line


days = st.dates(date(2025, 6, 1), date(2027, 6, 1))
labels = st.text("abcdefghij ", max_size=30)
events = st.builds(
    lambda lane, day, label, sign, length, uncertain, period, serious, breached: Event(
        lane,
        day,
        label.strip(),
        sign,
        None if length is None else day + timedelta(days=length),
        uncertain=uncertain,
        period=period,
        serious=serious,
        breached=breached,
    ),
    st.sampled_from([Lane.BEHAVIOUR, Lane.SESSIONS]),
    days,
    labels,
    st.sampled_from(list(Sign)),
    st.none() | st.integers(0, 90),
    *([st.booleans()] * 4),
)
spans = st.builds(
    lambda label, start, length, custody, about: Span(
        label,
        start,
        None if length is None else start + timedelta(days=length),
        custody,
        about,
        about,
        "end not known" if length is None else f"to {start + timedelta(days=length):%d-%b-%Y}",
    ),
    st.text("abcdefghij ", min_size=1, max_size=90),
    days,
    st.none() | st.integers(0, 600),
    st.booleans(),
    st.booleans(),
)
points = st.lists(st.builds(Point, days, st.none() | st.integers(0, 4)), max_size=6)
series = st.builds(
    lambda name, found: Series(name, tuple(sorted(found, key=lambda point: point.day))),
    st.text("abcdefghij ", min_size=1, max_size=60),
    points,
)
styles = st.sampled_from([Style(), Style(plot=27), Style(stacked=True), Style(stacked=True, plot=27)])


@settings(max_examples=120, deadline=None)
@example([], [], [Series("a", (Point(date(2026, 1, 1), 0),))], Style(stacked=True), date(2025, 6, 1))
@given(st.lists(events, max_size=30), st.lists(spans, max_size=6), st.lists(series, max_size=4), styles, days)
def test_no_words_overlap_and_nothing_leaves_the_drawing(
    some: list[Event], bars: list[Span], rated: list[Series], style: Style, today: date
) -> None:
    """Whatever is drawn, words can be read and the page is not overrun."""
    drawing = lay(some, bars, rated, style=style, today=today)
    boxes = [text_box(one, wide) for one in drawing.primitives if isinstance(one, Text) and one.text.strip()]
    for (l1, t1, r1, b1), (l2, t2, r2, b2) in combinations(boxes, 2):
        assert r1 <= l2 + 0.01 or r2 <= l1 + 0.01 or b1 <= t2 + 0.01 or b2 <= t1 + 0.01
    # A symbol at an edge of the axis may reach over it by half of itself.
    for box in [*boxes, *map(_bounds, drawing.primitives)]:
        assert box[0] >= -4
        assert box[1] >= -0.01
        assert box[2] <= drawing.width + 4
        assert box[3] <= drawing.height + 0.01


@settings(max_examples=120, deadline=None)
@given(st.lists(spans, max_size=6), st.lists(series, max_size=4), days)
def test_no_upright_line_crosses_words(bars: list[Span], rated: list[Series], today: date) -> None:
    """Neither a month nor today is drawn through what is written."""
    drawing = lay([], bars, rated, today=today)
    upright = [
        one
        for one in drawing.primitives
        if isinstance(one, Line) and one.x1 == one.x2 and one.stroke in {Role.GRID, Role.TODAY}
    ]
    for words in (one for one in drawing.primitives if isinstance(one, Text) and one.text.strip()):
        left, top, right, low = text_box(words, wide)
        for line in upright:
            is_beside = not left + 0.01 < line.x1 < right - 0.01
            assert is_beside or line.y1 >= low - 0.01 or line.y2 <= top + 0.01, words.text


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


DAY = date(2026, 5, 5)


def shape(sign: Sign) -> tuple[str, ...]:
    """What a sign is made of, and what each part is filled with."""
    return tuple(
        f"{type(one).__name__} {getattr(one, 'fill', '')}"
        for one in of_event(lay([Event(Lane.BEHAVIOUR, DAY, "", sign)]), 0)
    )


def test_how_a_thing_stands_is_told_by_shape_and_not_by_colour() -> None:
    shapes = {sign: shape(sign) for sign in (Sign.FOUND, Sign.ADMITTED, Sign.ALLEGED, Sign.DENIED)}
    assert shapes == {
        Sign.FOUND: ("Polygon ink",),
        Sign.ADMITTED: ("Circle ink",),
        Sign.ALLEGED: ("Circle paper", "Polygon ink"),
        Sign.DENIED: ("Circle paper", "Line "),
    }
    assert shape(Sign.MISSED) == ("Line ", "Line ")


def test_a_date_that_is_not_sure_is_dotted_and_changes_no_shape() -> None:
    """Fault 14: hollow meant denied in one place and uncertain in another."""
    known = Event(Lane.BEHAVIOUR, DAY, "", Sign.ADMITTED)
    for unsure in (replace(known, uncertain=True), replace(known, last=DAY + timedelta(days=20))):
        whisker, mark = of_event(lay([unsure]), 0)
        assert isinstance(whisker, Line)
        assert whisker.dash
        assert whisker.x2 - whisker.x1 > 8
        assert isinstance(mark, Circle)
        assert mark.fill is Role.INK
        assert "dotted: date not exact" in texts(lay([unsure]))
    assert "dotted: date not exact" not in texts(lay([known]))


def test_a_period_is_a_line_from_its_beginning_to_its_mark() -> None:
    """Over many days is not the same as on one of them."""
    line, tick, mark = of_event(
        lay([Event(Lane.BEHAVIOUR, DAY, "", Sign.ADMITTED, date(2026, 8, 5), period=True)]), 0
    )
    assert isinstance(line, Line)
    assert not line.dash
    assert isinstance(tick, Line)
    assert isinstance(mark, Circle)
    assert tick.x1 == line.x1 < line.x2 == mark.x


def test_serious_is_larger_and_a_breach_has_a_bar_under_it_whatever_it_is() -> None:
    """One does not hide the other, and neither hides how it stands."""
    plain, grave = (
        of_event(lay([Event(Lane.BEHAVIOUR, DAY, "", Sign.FOUND, serious=on, breached=on)]), 0)
        for on in (False, True)
    )
    assert isinstance(plain[0], Polygon)
    assert isinstance(grave[0], Polygon)
    across = [max(x for x, _ in one.points) - min(x for x, _ in one.points) for one in (plain[0], grave[0])]
    assert across[1] > 1.25 * across[0]
    assert [type(one) for one in grave[1:]] == [Line]
    assert isinstance(grave[1], Line)
    assert grave[1].y1 == grave[1].y2 > max(y for _, y in grave[0].points)


def test_what_is_not_held_any_more_has_no_mark_and_the_key_owns_up_to_it() -> None:
    drawing = lay([Event(Lane.BEHAVIOUR, DAY, "Threat", Sign.NONE), Event(Lane.BEHAVIOUR, DAY, "Threat")])
    assert of_event(drawing, 0) == []
    assert "no mark: 1 told in the table alone" in texts(drawing)


def test_each_kind_of_act_and_each_order_has_a_named_row() -> None:
    drawing = lay(
        [Event(Lane.BEHAVIOUR, DAY, "Watching"), Event(Lane.BEHAVIOUR, DAY, "Threat")],
        [Span("Licence", DAY, ending="end not known")],
    )
    rows = [text(drawing, words) for words in ("Watching", "Threat", "Licence")]
    assert [one.x for one in rows] == [0, 0, 0]
    assert sorted({one.y for one in rows}) == [one.y for one in rows]
    assert not any(one.bold for one in drawing.primitives if isinstance(one, Text))


def test_today_is_a_line_with_its_word_and_month_names_give_way() -> None:
    """Fault 14: there was no line for today."""
    drawing = lay([], [Span("Licence", DAY, ending="end not known")])
    line, word = today_line(drawing), text(drawing, "today, 28-Nov")
    left, _, right, low = text_box(word, wide)
    assert left <= line.x1 <= right
    assert line.y1 >= low - 0.01
    assert "Nov" not in texts(drawing)
    assert {"Jan 2026", "Oct"} <= set(texts(drawing))


@pytest.mark.parametrize("today", [date(2025, 5, 1), date(2027, 5, 1)])
def test_today_out_of_sight_has_no_line(today: date) -> None:
    drawing = lay([], [Span("Licence", DAY, date(2026, 7, 1))], today=today)
    assert not any(isinstance(one, Line) and one.stroke is Role.TODAY for one in drawing.primitives)


def test_what_lies_after_today_is_outlined_on_a_band() -> None:
    drawing = lay([], [Span("Licence", DAY, date(2026, 12, 11), ending="to 11-Dec-2026")])
    x = today_line(drawing).x1
    (band,) = (one for one in drawing.primitives if isinstance(one, Rect) and one.fill is Role.BAND)
    assert band.x == pytest.approx(x)
    done, rest = (one for one in of_event(drawing, 0) if isinstance(one, Rect))
    assert (done.fill, rest.fill) == (Role.ORDER, Role.PAPER)
    assert done.x + done.width == pytest.approx(x) == pytest.approx(rest.x)
    assert all(one.dash or one.x1 == one.x2 for one in of_event(drawing, 0) if isinstance(one, Line))
    assert "outlined: still to come" in texts(drawing)


def test_a_bar_ends_where_the_thing_ended_and_says_so() -> None:
    """Fault 14: an order or licence went on past its end."""
    drawing = lay(
        [], [Span("Community order", DAY, date(2026, 7, 23), ending="discharged or revoked 23-Jul-2026")]
    )
    (bar,) = (one for one in of_event(drawing, 0) if isinstance(one, Rect))
    right = max(one.x1 for one in drawing.primitives if isinstance(one, Line) and one.stroke is Role.TODAY)
    assert bar.x + bar.width < right - 40
    beside = text(drawing, "discharged or revoked 23-Jul-2026")
    assert bar.x + bar.width < beside.x < bar.x + bar.width + 12
    assert abs(beside.y - (bar.y + bar.height / 2)) < beside.size


@pytest.mark.parametrize("end", [None, date(2028, 3, 31)])
def test_what_goes_on_beyond_the_axis_has_an_arrow_and_its_end_in_words(end: date | None) -> None:
    ending = "to 31-Mar-2028" if end else "until further order"
    drawing = lay([], [Span("Protection order", DAY, end, ending=ending)])
    bars = [one for one in of_event(drawing, 0) if isinstance(one, Rect)]
    right = max(one.x + one.width for one in bars)
    slanted = [
        one for one in of_event(drawing, 0) if isinstance(one, Line) and one.y1 != one.y2 and one.x1 != one.x2
    ]
    assert len(slanted) == 2
    assert all(max(one.x1, one.x2) > right - 0.01 for one in slanted)
    assert text(drawing, ending).x > right
    assert not any(isinstance(one, Line) and one.x1 == one.x2 for one in of_event(drawing, 0))


RATED = Series("Urge", tuple(map(Point, [date(2026, m, 1) for m in (2, 4, 6, 8)], (4, None, 2, 1))))


def test_a_gap_in_ratings_is_not_bridged() -> None:
    """No line leads over an assessment that did not take place, and no figure stands there."""
    whole = replace(RATED, points=tuple(replace(one, value=one.value or 3) for one in RATED.points))
    joined = [
        sum(
            isinstance(one, Line) and one.stroke is Role.SERIES_1
            for one in lay([], [], [each], style=Style(plot=27)).primitives
        )
        for each in (RATED, whole)
    ]
    assert joined == [1, 3]
    figures = [of_event(lay([], [], [each]), 1) for each in (RATED, whole)]
    assert [len(each) for each in figures] == [0, 1]


@pytest.mark.parametrize("style", [Style(), Style(plot=27)])
def test_the_latest_rating_is_largest_and_what_was_before_is_said(style: Style) -> None:
    drawing = lay([], [], [RATED], style=style)
    latest = max((one for one in drawing.primitives if isinstance(one, Text)), key=lambda one: one.size)
    assert latest.text == "1"
    assert {"now 1, was 2", "down from 2"} & set(texts(drawing))


def test_a_rating_that_was_not_rated_last_time_is_not_shown_as_the_latest() -> None:
    """An old value never passes for the present one; never assessed is not zero."""
    gap = Series("Narrowing", (Point(date(2026, 2, 1), 0), Point(date(2026, 9, 1), None)))
    assert "not rated, was 0" in texts(lay([], [], [gap]))
    assert "–" in texts(lay([], [], [gap], style=Style(plot=27)))
    assert "not rated" in texts(lay([], [], [Series("Urge", (Point(date(2026, 2, 1), None),))]))


def test_series_differ_by_colour_and_by_shape() -> None:
    drawing = lay([], [], [replace(RATED, name=f"Rating {n}") for n in range(4)], style=Style(plot=27))
    firsts = [of_event(drawing, 4 * n)[0] for n in range(4)]
    assert len({getattr(one, "fill", None) for one in firsts}) == 4
    assert len({len(one.points) if isinstance(one, Polygon) else 0 for one in firsts}) >= 3
    assert {f"Rating {n}" for n in range(4)} <= set(texts(drawing))


def test_an_empty_case_is_an_empty_axis() -> None:
    """Nothing recorded still has its months."""
    drawing = lay()
    assert drawing.height > 0
    assert any("2026" in words for words in texts(drawing))


def test_five_thousand_events_are_laid_out_and_all_drawn() -> None:
    """A long case loses no marker."""
    chance = random.Random(7)
    many = [
        Event(Lane.BEHAVIOUR, START + timedelta(days=chance.randrange(365)), "Some label", Sign.ADMITTED)
        for _ in range(5000)
    ]
    drawn = [one for one in lay(many).primitives if isinstance(one, Circle) and one.event is not None]
    assert len({many[one.event or 0].first for one in drawn}) == len({one.first for one in many})


def test_ticks_are_first_days_of_months_inside_the_range() -> None:
    """An axis never shows a date outside itself."""
    assert month_ticks(date(2026, 1, 15), date(2026, 7, 1), 3) == [date(2026, 4, 1), date(2026, 7, 1)]
    assert month_ticks(date(9999, 11, 1), date(9999, 12, 31), 1) == [date(9999, 11, 1), date(9999, 12, 1)]


def test_an_order_from_before_the_axis_has_no_edge_at_the_left() -> None:
    """An edge stands only where something began or ended."""
    drawing = lay([], [Span("Order", date(2025, 3, 1), date(2026, 5, 1), uncertain=True)])
    (bar,) = (one for one in of_event(drawing, 0) if isinstance(one, Rect))
    assert bar.x > 0
    assert all(one.x1 >= bar.x - 0.01 for one in of_event(drawing, 0) if isinstance(one, Line))


# --- dose and response ---------------------------------------------------------------------------------------

DOSE_STYLE = Style(plot=27, shaded=True)


def total(**said: object) -> Series:
    """A total from 0 to 27 that was 16 and then 8."""
    points = (Point(date(2026, 3, 1), 16), Point(date(2026, 9, 1), 8))
    return Series("PHQ-9: total", points, lane=Lane.GOALS, least=0, most=27, **said)  # type: ignore[arg-type]


def test_what_is_within_error_of_the_first_value_is_a_band_seen_by_its_edges_too() -> None:
    drawing = lay(series=[total(error=6.0)], style=DOSE_STYLE)
    (band,) = (each for each in of_event(drawing, None) if isinstance(each, Rect) and each.x < 400)  # type: ignore[arg-type]
    assert band.fill is Role.BAND
    first, last = (each for each in drawing.primitives if isinstance(each, Circle) and each.event is not None)
    # 10 to 22 about 16; 8 lies below it.
    middle, step = band.y + band.height / 2, band.height / 12
    assert first.y == pytest.approx(middle)
    assert last.y == pytest.approx(middle + 8 * step)
    edges = {
        each.y1 for each in drawing.primitives if isinstance(each, Line) and each.dash and each.y1 == each.y2
    }
    assert {round(band.y, 6), round(band.y + band.height, 6)} <= {round(y, 6) for y in edges}
    assert "between dotted lines: no more than error from the first value" in texts(drawing)


def test_a_band_ends_where_its_scale_does_and_there_is_none_without_a_rule() -> None:
    low = Series("x", (Point(START, 2),), least=0, most=27, error=6.0)
    assert (low.band, total().band, Series("x", (Point(START, None),), error=2.0).band) == (
        (0, 8),
        None,
        None,
    )


def test_what_is_aimed_at_is_a_dashed_line_at_its_value() -> None:
    drawing = lay(series=[total(aim=5.0, told="16 to 8, beyond error")], style=DOSE_STYLE)
    first, last = (each for each in drawing.primitives if isinstance(each, Circle) and each.event is not None)
    (aim,) = (
        each
        for each in drawing.primitives
        if isinstance(each, Line) and each.stroke is Role.TODAY and each.dash
    )
    assert aim.y1 == aim.y2 == pytest.approx(last.y + (last.y - first.y) * 3 / 8)
    assert "dashed across: what is aimed at" in texts(drawing)
    assert " ".join(texts(drawing)).count("beyond error") == 1


def test_custody_is_shaded_through_all_rows_under_a_bar_until_today() -> None:
    spell = Span("Remand", date(2026, 6, 1), date(2026, 8, 1), custody=True)
    still = Span("Sentence", date(2026, 10, 1), custody=True)
    order = Span("Order", date(2026, 1, 1))
    drawing = lay(spans=[spell, still, order], series=[total()], style=DOSE_STYLE)
    tall = [each for each in drawing.primitives if isinstance(each, Rect) and each.fill is Role.BAND]
    shaded = [each for each in tall if each.x + each.width <= 600]
    bars = [each for each in drawing.primitives if isinstance(each, Rect) and each.height == 2.4]
    assert len(bars) == 2
    assert all(any((each.x, each.width) == (bar.x, bar.width) for each in shaded) for bar in bars)
    assert "shaded under a bar: in custody" in texts(drawing)
    assert "shaded under a bar: in custody" not in texts(lay(spans=[spell]))


def test_every_series_has_its_own_numbers_whatever_lane_it_stands_in() -> None:
    fixation = Series("Urge", (Point(date(2026, 5, 1), 3),), "Fixation on V1")
    drawing = lay(series=[fixation, total()], style=DOSE_STYLE)
    told = [
        each.event
        for each in drawing.primitives
        if isinstance(each, Circle | Polygon) and each.event is not None
    ]
    assert sorted(told) == [0, 1, 2]
    order = [each.text for each in drawing.primitives if isinstance(each, Text)]
    assert order.index("PHQ-9: total") < order.index("Fixation on V1") < order.index("Urge")
