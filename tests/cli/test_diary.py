"""The command that writes appointments for a calendar."""

from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.values.dates import ClinicalDate
from app.errors import Exit
from app.services.cases.cases import Cases
from tests.appointments import book
from tests.cli.desk import CASE, GUARDED, VICTIM, as_lead, unlocked
from tests.reports.test_icalendar import parts


@pytest.fixture
def booked(desk: Path) -> Path:
    """The desk's vault with an appointment today and one in ten days."""
    with closing(unlocked(desk)) as vault:
        case_id = Cases(vault).find(CASE)
        for days in (0, 10):
            book(vault, case_id, day=ClinicalDate.of(vault.today() + timedelta(days=days)))
    return desk


def test_a_week_of_ones_own_is_written_with_the_reference_and_no_name(booked: Path) -> None:
    ended = as_lead("diary", booked / "team.vault", booked / "week.ics")
    assert (ended.code, ended.out) == (Exit.DONE, "Saved 1 appointment, without a name: week.ics.\n")
    content = (booked / "week.ics").read_bytes()
    assert [(each["DESCRIPTION"], each["LOCATION"]) for each in parts(content)] == [(CASE, "Room 4")]
    for name in (b"Quillbeck", b"Rowan", b"Ashdown", b"Northmoor", b"talking"):
        assert name not in content
    assert as_lead("diary", booked / "team.vault", booked / "more.ics", "--days", "11").out.startswith(
        "Saved 2 appointments"
    )


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (("--from", "2019"), Exit.NOT_ACCEPTABLE),
        (("--from", "yesterweek"), Exit.NOT_ACCEPTABLE),
        (("--from", "01-Jan-2020"), Exit.NOT_ACCEPTABLE),
        (("--days", "0"), Exit.CANNOT_TELL),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_written(
    booked: Path, asked: tuple[str, ...], code: Exit
) -> None:
    ended = as_lead("diary", booked / "team.vault", booked / "week.ics", *asked)
    assert ended.code == code
    assert not (booked / "week.ics").exists()


def test_a_victims_detail_withholds_it_and_a_file_that_is_there_stays(booked: Path) -> None:
    (booked / "there.ics").write_bytes(b"mine")
    assert as_lead("diary", booked / "team.vault", booked / "there.ics").code == Exit.STORAGE
    assert (booked / "there.ics").read_bytes() == b"mine"
    with closing(unlocked(booked)) as vault:
        today = ClinicalDate.of(vault.today())
        book(vault, Cases(vault).find(GUARDED), day=today, place=f"With {VICTIM}")
    ended = as_lead("diary", booked / "team.vault", booked / "week.ics")
    assert ended.code == Exit.WITHHELD
    assert not (booked / "week.ics").exists()
