"""An age is as exact as the date of birth it follows from."""

from datetime import date

import pytest

from app.domain.values.ages import age
from app.domain.values.dates import ClinicalDate

TODAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("born", "years"),
    [
        (ClinicalDate(1980, 11, 28), "46"),
        (ClinicalDate(1980, 11, 29), "45"),
        (ClinicalDate(1980), "45 or 46"),
        (ClinicalDate(1980, 5), "46"),
        (ClinicalDate(1980, 11), "45 or 46"),
        (ClinicalDate(1980, 12), "45"),
        (ClinicalDate(1980, about=True), "about 46"),
        (ClinicalDate(1980, 5, 1, about=True), "about 46"),
        (ClinicalDate(1975, until=ClinicalDate(1980)), "45 to 51"),
        (ClinicalDate(1975, about=True, until=ClinicalDate(1980)), "about 45 to 51"),
        (ClinicalDate(2026), "0"),
        (ClinicalDate(2026, 11, 28), "0"),
        (ClinicalDate(2004, 2, 29), "22"),
    ],
)
def test_an_age_is_shown_as_well_as_it_is_known(born: ClinicalDate, years: str) -> None:
    found = age(born, TODAY)
    assert found is not None
    assert found.show() == years


@pytest.mark.parametrize("born", [ClinicalDate(), ClinicalDate(2027), ClinicalDate(2026, 11, 29)])
def test_who_is_not_born_yet_or_nobody_knows_when_has_no_age(born: ClinicalDate) -> None:
    assert age(born, TODAY) is None


def test_a_birthday_on_29_february_counts_from_1_march_in_other_years() -> None:
    born = ClinicalDate(2004, 2, 29)
    assert [found.show() for day in (date(2026, 2, 28), date(2026, 3, 1)) if (found := age(born, day))] == [
        "21",
        "22",
    ]
