"""Marks that cannot be told apart share a spot, and spots do not depend on where the axis stands."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from app.charts.axis import TimeScale
from app.charts.crowd import Crowd, InTime
from app.charts.marks import Event, Lane, Sign

START = date(2020, 1, 1)
events = st.lists(
    st.builds(
        lambda day, sign, length: Event(
            Lane.BEHAVIOUR,
            START + timedelta(day),
            "",
            sign,
            START + timedelta(day + length) if length else None,
        ),
        st.integers(0, 2000),
        st.sampled_from([Sign.ADMITTED, Sign.DENIED, Sign.FOUND]),
        st.sampled_from([0, 0, 0, 30]),
    ),
    max_size=120,
)


def crowds(some: list[Event], first: int, days: int) -> list[Crowd]:
    """What is drawn of events over so many days, on 400 units."""
    scale = TimeScale(START + timedelta(first), START + timedelta(first + days), 0, 400)
    made = InTime.of(some)
    return [crowd for row in made.rows for crowd, _ in made.crowds(row, scale, 10, 3, 1, 400)]


@settings(max_examples=100, deadline=None)
@given(events, st.integers(0, 1500), st.integers(30, 900))
def test_every_event_in_sight_is_in_one_spot_and_no_other(some: list[Event], first: int, days: int) -> None:
    seen = sorted(one for crowd in crowds(some, first, days) for spot in crowd.spots for one in spot)
    start, end = START + timedelta(first), START + timedelta(first + days)
    there = [n for n, one in enumerate(some) if one.first <= end and (one.last or one.first) >= start]
    assert seen == there


@settings(max_examples=100, deadline=None)
@given(events, st.integers(0, 900), st.integers(1, 300))
def test_moving_the_axis_joins_and_parts_nothing_that_stays_in_sight(
    some: list[Event], first: int, by: int
) -> None:
    exact = [one for one in some if one.last is None]
    spots = {tuple(spot) for crowd in crowds(exact, first, 1000) for spot in crowd.spots}
    for crowd in crowds(exact, first + by, 1000):
        for spot, x in zip(crowd.spots, crowd.xs, strict=True):
            if 2 < x < 398 - 400 * by / 1000:
                assert tuple(spot) in spots


def test_points_that_lie_apart_are_drawn_apart() -> None:
    days = (0, 10, 20)
    (crowd,) = crowds([Event(Lane.BEHAVIOUR, START + timedelta(day)) for day in days], 0, 400)
    assert list(crowd.xs) == [0, 10, 20]


def test_what_is_surer_lies_over_what_is_less() -> None:
    signs = (Sign.FOUND, Sign.ADMITTED, Sign.DENIED, Sign.ALLEGED)
    some = [Event(Lane.BEHAVIOUR, START, sign=sign) for sign in signs]
    assert [crowd.look.sign for crowd in crowds(some, 0, 100)] == list(reversed(signs))
