"""Dates are read as they are typed and pasted, refused when they cannot be or could be two, and never misread."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.values.dates import ClinicalDate
from app.domain.values.typed_dates import Direction, nearest, parse, read
from app.errors import NotADate, NoYear
from tests.domain.test_dates import any_date

TODAY = date(2026, 11, 23)  # a Monday


@given(any_date)
def test_reads_back_what_it_shows(day: ClinicalDate) -> None:
    assert parse(day.show(), TODAY) == day


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


def test_refuses_a_weekday_that_contradicts_the_date_and_says_so() -> None:
    with pytest.raises(NotADate, match="day of the week"):
        parse("Sunday 23 Nov 2026", TODAY)


def test_refuses_a_span_that_runs_backwards_and_says_so() -> None:
    with pytest.raises(NotADate, match="after its beginning"):
        parse("14 Aug 2026 to 13 Aug 2026", TODAY)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        # Word's and other programs' signs
        ("14–Aug–2026", "14-Aug-2026"),
        ("14—08—2026", "14-Aug-2026"),
        ("14‑08‑2026", "14-Aug-2026"),
        ("14−8−26", "14-Aug-2026"),
        ("1 Mar ’25", "01-Mar-2025"),
        ("1/3/'25", "01-Mar-2025"),
        ("Mar ’25", "Mar-2025"),
        # logs and other programs
        ("2025/03/01", "01-Mar-2025"),
        ("2025.3.1", "01-Mar-2025"),
        ("20250301", "01-Mar-2025"),
        ("2026-08-14 15:02", "14-Aug-2026"),
        ("2026-08-14T15:02:00", "14-Aug-2026"),
        ("2026-08-14T15:02:00.123+01:00", "14-Aug-2026"),
        ("2026-08-14 15:02:11Z", "14-Aug-2026"),
        ("14/08/2026 15:02", "14-Aug-2026"),
        ("14/08/2026 1502hrs", "14-Aug-2026"),
        ("1502 hrs on 14/08/2026", "14-Aug-2026"),
        ("15:02, 14 Aug 2026", "14-Aug-2026"),
        ("[14/08/2026, 15:02:11]", "14-Aug-2026"),
        ("14 August 2026 at 3.02pm", "14-Aug-2026"),
        ("14 August 2026, 3 p.m.", "14-Aug-2026"),
        ("Friday, 14 August 2026 15:02", "14-Aug-2026"),
        ("14AUG2026", "14-Aug-2026"),
        ("14/Aug/2026", "14-Aug-2026"),
        # letters
        ("1st of March 2025", "01-Mar-2025"),
        ("the 1st of March, 2025", "01-Mar-2025"),
        ("on 1 March 2025", "01-Mar-2025"),
        ("dated 1 March 2025.", "01-Mar-2025"),
        ("March 1, 2025", "01-Mar-2025"),
        ("March 1st 2025", "01-Mar-2025"),
        ("Sept. 3, 2025", "03-Sep-2025"),
        ("Saturday March 1, 2025", "01-Mar-2025"),
        # spans
        ("3-5 March 2025", "03-Mar-2025 to 05-Mar-2025"),
        ("3rd – 5th March 2025", "03-Mar-2025 to 05-Mar-2025"),
        ("3 to 5 March 2025", "03-Mar-2025 to 05-Mar-2025"),
        ("between 3 and 5 March 2025", "03-Mar-2025 to 05-Mar-2025"),
        ("from 3 to 5 March 2025", "03-Mar-2025 to 05-Mar-2025"),
        ("Mon 3 - Wed 5 March 2025", "03-Mar-2025 to 05-Mar-2025"),
        ("about 3-5 March 2025", "about 03-Mar-2025 to 05-Mar-2025"),
        ("28 Feb - 3 Mar 2025", "28-Feb-2025 to 03-Mar-2025"),
        ("5-6/3/2025", "05-Mar-2025 to 06-Mar-2025"),
        ("1/3 - 5/3/2025", "01-Mar-2025 to 05-Mar-2025"),
        ("1/3/25 - 5/3/25", "01-Mar-2025 to 05-Mar-2025"),
        ("1-3-25 - 5-3-25", "01-Mar-2025 to 05-Mar-2025"),
        ("2025-03-01 - 2025-03-05", "01-Mar-2025 to 05-Mar-2025"),
        ("2019-2020", "2019 to 2020"),
        ("2019 – 2020", "2019 to 2020"),
        ("Mar–Apr 2025", "Mar-2025 to Apr-2025"),
        ("March to April 2025", "Mar-2025 to Apr-2025"),
        ("Dec 2024 - Jan 2025", "Dec-2024 to Jan-2025"),
        # as well as it is known
        ("c2019", "about 2019"),
        ("ca. 2019", "about 2019"),
        ("approximately March 2019", "about Mar-2019"),
        ("??/03/2025", "Mar-2025"),
        ("xx/03/2025", "Mar-2025"),
        ("?/3/25", "Mar-2025"),
        ("??/??/2025", "2025"),
        ("??/??/????", "Not known"),
        # days before months
        ("03/04/2025", "03-Apr-2025"),
        ("3.4.25", "03-Apr-2025"),
        ("14 / 8 / 2026", "14-Aug-2026"),
    ],
)
def test_reads_what_is_pasted(typed: str, shown: str) -> None:
    assert parse(typed, TODAY).show() == shown


@pytest.mark.parametrize(
    "typed",
    [
        "2010/11",  # a financial year, or November
        "2019/20",
        "2019-20",
        "10-12/2025",
        "1-2 2025",
        "14-8",
        "01032025",
        "20251301",
        "20250230",
        "1-2-2025-3",
        "2019-2020-2021",
        "3-5 years",
        "5-3 March 2025",
        "28 Dec - 3 Jan 2025",
        "14/08/2026 25:02",
        "14/08/2026 15:72",
        "Aug 2026 15:02",
        "2026 15:02",
        "15:02",
        "3 pm",
        "1/3/25 15:02 - 5/3/25",
        "early March 2025",
        "Smarch 1, 2025",
        "2026-02-30 15:02",
    ],
)
def test_refuses_what_could_be_two_dates_or_is_none(typed: str) -> None:
    with pytest.raises(NotADate):
        parse(typed, TODAY)


@pytest.mark.parametrize(
    "typed", ["2026-08-14T23:30:00Z", "14/08/2026 11:30 pm UTC", "2026-08-14 15:02 -05:00"]
)
def test_a_time_that_may_be_another_day_here_is_refused(typed: str) -> None:
    with pytest.raises(NotADate, match="another day"):
        parse(typed, TODAY)


def test_says_whether_a_time_was_left_out() -> None:
    assert read("14/08/2026 15:02", TODAY).time_left_out
    assert not read("14/08/2026", TODAY).time_left_out


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("29/2/2023", "February 2023 has 28 days."),
        ("30 Feb 2024", "February 2024 has 29 days."),
        ("31/4/2025", "April 2025 has 30 days."),
        ("2025-06-31", "June 2025 has 30 days."),
        ("28 Feb 2023 to 29 Feb 2023", "February 2023 has 28 days."),
        ("45 March 2025", "March 2025 has 31 days."),
    ],
)
def test_says_how_many_days_a_month_has(typed: str, sentence: str) -> None:
    with pytest.raises(NotADate) as refused:
        parse(typed, TODAY)
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("typed", "past", "coming"),
    [
        ("14 Aug", "14-Aug-2026", "14-Aug-2027"),
        ("14th of August", "14-Aug-2026", "14-Aug-2027"),
        ("14/8", "14-Aug-2026", "14-Aug-2027"),
        ("August 1st", "01-Aug-2026", "01-Aug-2027"),
        ("1 Dec", "01-Dec-2025", "01-Dec-2026"),
        ("23 Nov", "23-Nov-2026", "23-Nov-2026"),
        ("29 Feb", "29-Feb-2024", "29-Feb-2028"),
        ("Fri 14 Aug", "14-Aug-2026", ""),
        ("14 Aug 15:02", "14-Aug-2026", "14-Aug-2027"),
    ],
)
def test_a_day_without_its_year_is_refused_and_the_nearest_offered(
    typed: str, past: str, coming: str
) -> None:
    with pytest.raises(NoYear):
        parse(typed, TODAY)
    for direction, shown in ((Direction.PAST, past), (Direction.COMING, coming)):
        found = nearest(typed, TODAY, direction)
        assert (found.show() if found else "") == shown


@pytest.mark.parametrize("typed", ["31 Feb", "14/13", "Aug", "nonsense", "", "14-Aug-2026", "x" * 5000])
def test_nothing_is_offered_for_what_is_no_day_without_a_year(typed: str) -> None:
    assert nearest(typed, TODAY, Direction.PAST) is None


@given(
    st.dates(date(1900, 1, 1), date(2200, 12, 31)),
    st.sampled_from(
        (
            "%d/%m/{0}",
            "%d.%m.{0}",
            "%d-%m-{0}",
            "{0}-%m-%d",
            "{0}/%m/%d",
            "%d %B {0}",
            "%B %d, {0}",
            "%A %d %b {0}",
        )
    ),
    st.sampled_from(("", " 15:02", ", 15:02:11", " at 3.02 pm", " 1502hrs")),
)
def test_whatever_the_form_the_day_is_never_another(day: date, form: str, time: str) -> None:
    typed = day.strftime(form).format(f"{day.year:04}") + time
    assert parse(typed, TODAY) == ClinicalDate.of(day)


@given(st.text("0123456789-/. –'’,?:tpmacx JanMrAug", max_size=24))
def test_what_looks_like_a_date_is_a_date_or_refused(typed: str) -> None:
    try:
        found = parse(typed, TODAY)
    except NotADate:
        return
    assert parse(found.show(), TODAY) == found
