"""What is shown never leaves what there is, whatever is done to it."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from app.views.axis.extent import LEAST_DAYS, Extent

first = st.dates(date(1990, 1, 1), date(2026, 12, 31))
wholes = st.builds(
    lambda day, days: Extent.whole(day, day + timedelta(days=days)), first, st.integers(0, 9000)
)
steps = st.lists(
    st.tuples(st.just("zoom"), st.floats(0.1, 10), st.floats(0, 1))
    | st.tuples(st.just("move"), st.floats(-2, 2), st.just(0.0))
    | st.tuples(st.just("show"), st.floats(0, 1), st.just(0.0)),
    max_size=20,
)


def _after(extent: Extent, done: list[tuple[str, float, float]]) -> Extent:
    for what, amount, about in done:
        if what == "zoom":
            extent = extent.zoomed(amount, about)
        elif what == "move":
            extent = extent.moved(amount)
        else:
            extent = extent.showing(extent.first + (extent.last - extent.first) * amount)
    return extent


@settings(max_examples=200, deadline=None)
@given(wholes, steps)
def test_nothing_leads_beyond_what_there_is_or_below_three_weeks(
    whole: Extent, done: list[tuple[str, float, float]]
) -> None:
    extent = _after(whole, done)
    assert whole.first <= extent.start < extent.end <= whole.last
    assert LEAST_DAYS <= extent.days <= whole.days
    assert (extent.first, extent.last) == (whole.first, whole.last)


@settings(max_examples=200, deadline=None)
@given(wholes, steps, st.floats(0, 1))
def test_a_day_asked_for_is_shown_and_the_zoom_stays(
    whole: Extent, done: list[tuple[str, float, float]], share: float
) -> None:
    extent = _after(whole, done)
    day = whole.first + (whole.last - whole.first) * share
    assert extent.showing(day).start <= day <= extent.showing(day).end
    assert extent.showing(day).days == extent.days


@settings(max_examples=200, deadline=None)
@given(wholes, st.floats(1.1, 3), st.floats(0.2, 0.8))
def test_what_lies_under_the_mouse_stays_there(whole: Extent, times: float, about: float) -> None:
    zoomed = whole.zoomed(times, about)
    still = whole.start + (whole.end - whole.start) * about
    after = (still - zoomed.start).days / zoomed.days
    assert abs(after - about) <= 2 / zoomed.days


def test_zooming_out_far_enough_shows_all_again() -> None:
    whole = Extent.whole(date(2025, 1, 1), date(2026, 1, 1))
    assert whole.zoomed(5).zoomed(0.01).is_whole


def test_it_is_told_in_months() -> None:
    assert Extent.whole(date(2025, 8, 3), date(2026, 9, 30)).in_words == "Aug-2025 to Sep-2026"
