"""Clinical dates: read as clinicians type them, refused when they cannot be, and the same after every round trip."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.domain.values.dates import ClinicalDate, add_months, age, parse, show_instant
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


@given(any_date)
def test_reads_back_what_it_shows(day: ClinicalDate) -> None:
    assert parse(day.show(), TODAY) == day


@given(single_dates(), single_dates())
def test_sorts_as_the_calendar_does(one: ClinicalDate, other: ClinicalDate) -> None:
    first, second = one.earliest(), other.earliest()
    assert first is not None
    assert second is not None
    assert (one.sort_key() < other.sort_key()) == (first < second)


@pytest.mark.parametrize(
    ("typed", "wire"),
    [
        ("14-Aug-2026", "2026-08-14"),
        ("14/8/26", "2026-08-14"),
        ("14.08.2026", "2026-08-14"),
        ("14th August 2026", "2026-08-14"),
        ("14 sept 2026", "2026-09-14"),
        ("2026-8-14", "2026-08-14"),
        ("Aug 2026", "2026-08"),
        ("8/2026", "2026-08"),
        ("2026-08", "2026-08"),
        ("2026", "2026"),
        ("1/2/80", "1980-02-01"),
        ("1/2/36", "2036-02-01"),
        ("1/2/37", "1937-02-01"),
        ("Monday 23 Nov 2026", "2026-11-23"),
        ("mon, 23-Nov-2026", "2026-11-23"),
        ("today", "2026-11-23"),
        ("T", "2026-11-23"),
        ("yesterday", "2026-11-22"),
        ("tomorrow", "2026-11-24"),
        ("+3m", "2027-02-23"),
        ("-2d", "2026-11-21"),
        ("3w", "2026-12-14"),
        ("-1y", "2025-11-23"),
        ("about 2019", "2019~"),
        ("c. Mar 2019", "2019-03~"),
        ("2019?", "2019~"),
        ("Mar 2019 to about Jun 2020", "2019-03/2020-06~"),
        ("between 1 Feb 2026 and 3 Feb 2026", "2026-02-01/2026-02-03"),
        ("unknown", "unknown"),
        ("N/K", "unknown"),
        ("  14-AUG-2026 ", "2026-08-14"),
        ("14\N{NON-BREAKING HYPHEN}Aug\N{NON-BREAKING HYPHEN}2026", "2026-08-14"),
    ],
)
def test_reads_what_a_clinician_types(typed: str, wire: str) -> None:
    assert parse(typed, TODAY).to_wire() == wire


@pytest.mark.parametrize(
    "typed",
    [
        "31 Feb 2026",
        "29/2/2025",
        "8/13/2026",
        "0/1/2026",
        "1899",
        "31-Dec-1899",
        "2201",
        "Tuesday 23 Nov 2026",
        "Mon Nov 2026",
        "Friend 20 Nov 2026",
        "next tuesday",
        "ma 2026",
        "Aug",
        "14 Aug",
        "",
        " ",
        "2026 to 2025",
        "3-Mar-2026 to 3-Mar-2026",
        "2026 to unknown",
        "2024 to 2025 to 2026",
        "+9999y",
        "-9999y",
        "2026-08-14T10:00",
        "9" * 5000,
        "about " * 2000 + "2019",
        "?" * 3000,
        "mon " * 3000,
    ],
)
def test_refuses_a_date_that_cannot_be(typed: str) -> None:
    with pytest.raises(NotADate):
        parse(typed, TODAY)


@given(st.text(max_size=40))
def test_answers_any_typing_with_a_date_or_a_sentence(typed: str) -> None:
    try:
        read = parse(typed, TODAY)
    except NotADate:
        return
    assert ClinicalDate.from_wire(read.to_wire()) == read


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


def test_refuses_a_weekday_that_contradicts_the_date_and_says_so() -> None:
    with pytest.raises(NotADate, match="day of the week"):
        parse("Sunday 23 Nov 2026", TODAY)


def test_refuses_a_span_that_runs_backwards_and_says_so() -> None:
    with pytest.raises(NotADate, match="after its beginning"):
        parse("14 Aug 2026 to 13 Aug 2026", TODAY)


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
    ("born", "years"),
    [
        (ClinicalDate(1980, 11, 23), 46),
        (ClinicalDate(1980, 11, 24), 45),
        (ClinicalDate(1980, 11), None),
        (ClinicalDate(1980, 11, 3, about=True), None),
        (ClinicalDate(2026, 11, 24), None),
        (ClinicalDate(), None),
    ],
)
def test_gives_an_age_only_from_a_certain_birthday(born: ClinicalDate, years: int | None) -> None:
    assert age(born, TODAY) == years
