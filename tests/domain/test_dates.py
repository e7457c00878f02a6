"""Clinical dates: read as clinicians type them, refused when they cannot be, and the same after every round trip."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.domain.values.dates import ClinicalDate, add_months, show_instant, show_signing
from app.errors import NotADate

TODAY = date(2026, 11, 23)  # a Monday


@st.composite
def single_dates(draw: st.DrawFn) -> ClinicalDate:
    """A date without an end, as well known as it happens to be."""
    day = draw(st.dates(date(1900, 1, 1), date(2200, 12, 31)))
    known = draw(st.sampled_from(("day", "month", "year")))
    whole = ClinicalDate.of(day)
    if known != "day":
        whole = replace(whole, day=None, month=day.month if known == "month" else None)
    return replace(whole, about=draw(st.booleans()))


@st.composite
def spans(draw: st.DrawFn) -> ClinicalDate:
    """A span that ends after it begins."""
    begin, end = draw(single_dates()), draw(single_dates())
    first, last = begin.earliest(), end.latest()
    assume(first is not None and last is not None and first < last)
    return replace(begin, until=end)


any_date = st.one_of(single_dates(), spans(), st.just(ClinicalDate()))


@given(any_date)
def test_reads_back_from_the_wire_what_it_wrote(day: ClinicalDate) -> None:
    assert ClinicalDate.from_wire(day.to_wire()) == day


@given(single_dates(), single_dates())
def test_sorts_as_the_calendar_does(one: ClinicalDate, other: ClinicalDate) -> None:
    first, second = one.earliest(), other.earliest()
    assert first is not None
    assert second is not None
    assert (one.sort_key() < other.sort_key()) == (first < second)


@pytest.mark.parametrize(
    "wire",
    [
        "2026-8-14",
        "2026-02-31",
        "2026/",
        "/2026",
        "2026~~",
        "2025/2024",
        "2024/2025/2026",
        "Unknown",
        "",
        "٢٠٢٦",
        "2026\n",
    ],
)
def test_refuses_another_spelling_on_the_wire(wire: str) -> None:
    with pytest.raises(NotADate):
        ClinicalDate.from_wire(wire)


@pytest.mark.parametrize(
    "parts",
    [
        {"year": 2026, "day": 3},
        {"year": 2026, "month": 0},
        {"year": 2026, "month": 2, "day": 0},
        {"month": 2},
        {"about": True},
        {"until": ClinicalDate(2026)},
        {"year": 2026, "until": ClinicalDate()},
    ],
)
def test_refuses_parts_that_do_not_make_a_date(parts: dict[str, int]) -> None:
    with pytest.raises(NotADate):
        ClinicalDate(**parts)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
    ],
)
def test_months_end_where_a_shorter_month_ends(day: date, months: int, expected: date) -> None:
    assert add_months(day, months) == expected


@given(st.dates(date(1950, 1, 1), date(2150, 12, 31)), st.integers(-500, 500))
def test_adding_months_lands_in_that_month_and_never_later_in_it(day: date, months: int) -> None:
    moved = add_months(day, months)
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months
    assert moved.day <= day.day
    assert moved.day == day.day or add_months(moved, 0).month != date.fromordinal(moved.toordinal() + 1).month


def test_adding_months_refuses_to_leave_the_calendar() -> None:
    with pytest.raises(NotADate):
        add_months(date(2200, 12, 31), 1)


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        (ClinicalDate(2024, 2), date(2024, 2, 1), date(2024, 2, 29)),
        (ClinicalDate(2026), date(2026, 1, 1), date(2026, 12, 31)),
        (ClinicalDate(2026, 3, 4, until=ClinicalDate(2026, 4)), date(2026, 3, 4), date(2026, 4, 30)),
        (ClinicalDate(), None, None),
    ],
)
def test_knows_the_first_and_last_day_it_can_be(
    day: ClinicalDate, first: date | None, last: date | None
) -> None:
    assert (day.earliest(), day.latest()) == (first, last)


def test_the_undated_sort_below_every_date() -> None:
    assert ClinicalDate().sort_key() < ClinicalDate(1900, 1, 1).sort_key()


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        (ClinicalDate(2026, 8, 4), "04-Aug-2026"),
        (ClinicalDate(2026, 9), "Sep-2026"),
        (ClinicalDate(2019, about=True), "about 2019"),
        (ClinicalDate(2019, until=ClinicalDate(2020, 3)), "2019 to Mar-2020"),
        (ClinicalDate(), "Not known"),
    ],
)
def test_shows_as_much_as_is_known(day: ClinicalDate, shown: str) -> None:
    assert day.show() == shown


def test_shows_a_time_at_the_offset_it_was_entered_in() -> None:
    assert show_instant(datetime(2026, 8, 14, 23, 2, tzinfo=UTC), 60) == "15-Aug-2026 00:02"


@pytest.mark.parametrize(
    ("minutes", "shown"),
    [
        (0, "14-Jul-2026 23:30 UTC"),
        (60, "15-Jul-2026 00:30 UTC+01:00 (14-Jul-2026 23:30 UTC)"),
        (-30, "14-Jul-2026 23:00 UTC-00:30 (23:30 UTC)"),
        (345, "15-Jul-2026 05:15 UTC+05:45 (14-Jul-2026 23:30 UTC)"),
    ],
)
def test_a_signing_time_names_the_hour_there_and_in_utc(minutes: int, shown: str) -> None:
    at = datetime(2026, 7, 14, 23, 30, tzinfo=UTC)
    assert show_signing(at.astimezone(timezone(timedelta(minutes=minutes)))) == shown
