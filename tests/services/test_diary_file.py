"""Appointments as a calendar's file: what leaves, what stays, who looked, and what is remembered of it."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from app.domain.cases.victim import VictimIdentity
from app.domain.fields.compartments import Compartment
from app.domain.fields.rights import Grade, Right
from app.domain.values.dates import ClinicalDate
from app.errors import AlreadyThere, DiaryWithheld, NameNotLookedAt, NotAdmitted, NotFound
from app.models.tables import LedgerRow
from app.services.cases.diary import Diary
from app.services.cases.victims import Victims
from app.services.sharing.diary_file import file_name, save_days, save_one
from app.services.vault.open_vault import OpenVault
from tests.appointments import CANCELLED, agreed, book
from tests.builders import add_case, signed
from tests.confirmed import enrol
from tests.reports.test_icalendar import parts
from tests.services.conftest import Desk
from tests.services.test_rights import PASSPHRASE, TEAM

FIRST, LAST = date(2026, 11, 23), date(2026, 11, 29)
NAME = "appointments 2026-11-25.ics"
IDENTITY = VictimIdentity(
    name="Kerensa Polwarth", addresses="14 Quarry Lane, Aldercross", reason="A letter has to reach her"
)


def noted(vault: OpenVault) -> list[tuple[str | None, dict[str, object]]]:
    """What the ledger says was saved: of which case, and what."""
    with vault.reading(Right.CHECK) as act:
        rows = select(LedgerRow).where(LedgerRow.action == "diary.save").order_by(LedgerRow.seq)
        return [(row.case_id, json.loads(row.detail)) for row in act.session.scalars(rows)]


def test_a_week_is_my_own_with_reference_time_and_place(desk: Desk, tmp_path: Path) -> None:
    vault = desk.lead()
    case_id = add_case(vault)
    first, team = book(vault, case_id), book(vault, purpose="team", clock="", minutes=None, place="")
    book(vault, case_id, members=(desk.colleague_id,))
    saved = save_days(vault, FIRST, LAST, tmp_path / NAME)
    found = parts((tmp_path / NAME).read_bytes())
    reference = Diary(vault).read(first).entry.reference
    assert {each["UID"] for each in found} == {first, team}
    by_id = {each["UID"]: each for each in found}
    assert (by_id[first]["DESCRIPTION"], by_id[first]["LOCATION"]) == (reference, "Room 4")
    assert by_id[first]["DTSTART"] == "20261125T100000Z"
    assert ("DESCRIPTION" in by_id[team], by_id[team]["LOCATION"]) == (False, "Clinic")
    assert (saved.appointments, saved.without_places) == (2, False)
    told = {"appointments": 1, "sha256": saved.sha256}
    assert noted(vault) == [(None, told), (case_id, told)]


def test_one_says_that_it_was_moved_and_that_it_is_off(desk: Desk, tmp_path: Path) -> None:
    vault = desk.lead()
    case_id = add_case(vault)
    made = book(vault, case_id)
    Diary(vault).book(agreed(vault, case_id, clock="11:00"), made, "Asked by the person")
    Diary(vault).say(made, CANCELLED)
    save_one(vault, made, tmp_path / NAME)
    (only,) = parts((tmp_path / NAME).read_bytes())
    assert (only["SEQUENCE"], only["STATUS"], only["DTSTART"]) == ("2", "CANCELLED", "20261125T110000Z")


def test_a_summer_time_is_an_hour_earlier_in_utc(desk: Desk, tmp_path: Path) -> None:
    vault = desk.lead()
    made = book(vault, add_case(vault), day=ClinicalDate(2027, 7, 1))
    save_one(vault, made, tmp_path / "a.ics")
    (only,) = parts((tmp_path / "a.ics").read_bytes())
    assert only["DTSTART"] == "20270701T090000Z"


def test_where_the_person_lives_is_not_in_it(desk: Desk, tmp_path: Path) -> None:
    vault = desk.lead()
    save_one(vault, book(vault, add_case(vault), setting="home", place=""), tmp_path / NAME)
    (only,) = parts((tmp_path / NAME).read_bytes())
    assert "LOCATION" not in only


def test_of_a_restricted_case_there_is_no_reference(desk: Desk, tmp_path: Path) -> None:
    vault = desk.lead()
    case_id = add_case(vault)
    signed(vault, case_id, "Sealed", compartment=Compartment.RESTRICTED)
    made = book(vault, case_id)
    save_one(vault, made, tmp_path / NAME)
    (only,) = parts((tmp_path / NAME).read_bytes())
    assert ("DESCRIPTION" in only, only["LOCATION"]) == (False, "Room 4")
    with pytest.raises(NotAdmitted):
        save_one(desk.colleague(), made, tmp_path / "other.ics")
    assert [each.name for each in tmp_path.iterdir() if each.suffix == ".ics"] == [NAME]


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("The café below 14 Quarry Lane", NAME),
        ("With Kerensa Polwarth’s advocate", NAME),
        ("Room 4", "Polwarth.ics"),
    ],
)
def test_a_victims_detail_stops_it_and_no_file_is_left(
    desk: Desk, tmp_path: Path, place: str, name: str
) -> None:
    vault = desk.lead()
    case_id = add_case(vault)
    Victims(vault).identify(case_id, Victims(vault).add(case_id, "ex_intimate"), IDENTITY)
    book(vault, case_id, place=place)
    with pytest.raises(DiaryWithheld) as stopped:
        save_days(vault, FIRST, LAST, tmp_path / name)
    where = "the file name" if place == "Room 4" else "the place on 25-Nov-2026 10:00"
    assert stopped.value.places == (where,)
    assert "Quarry" not in str(stopped.value)
    assert [each for each in tmp_path.iterdir() if each.suffix == ".ics"] == []
    assert noted(vault) == []


def test_two_at_one_time_are_both_looked_at(desk: Desk, tmp_path: Path) -> None:
    vault = desk.lead()
    case_id = add_case(vault)
    Victims(vault).identify(case_id, Victims(vault).add(case_id, "ex_intimate"), IDENTITY)
    for place in ("14 Quarry Lane", "Room 4"):
        book(vault, case_id, place=place)
    with pytest.raises(DiaryWithheld):
        save_days(vault, FIRST, LAST, tmp_path / NAME)


@pytest.mark.parametrize("grade", [Grade.TRAINEE, Grade.ADMINISTRATOR])
def test_where_nobody_could_look_no_typed_word_leaves(desk: Desk, tmp_path: Path, grade: Grade) -> None:
    vault = desk.lead()
    member = enrol(vault, TEAM[grade], PASSPHRASE)
    case_id = add_case(vault)
    Victims(vault).identify(case_id, Victims(vault).add(case_id, "ex_intimate"), IDENTITY)
    made = book(vault, case_id, place="14 Quarry Lane", members=(member,))
    vault = desk.sit(TEAM[grade].login, PASSPHRASE)
    with pytest.raises(NameNotLookedAt, match=re.escape(NAME)):
        save_one(vault, made, tmp_path / "Polwarth.ics")
    saved = save_one(vault, made, tmp_path / NAME)
    (only,) = parts((tmp_path / NAME).read_bytes())
    assert (only["LOCATION"], saved.without_places) == ("Clinic", True)
    assert b"Quarry" not in (tmp_path / NAME).read_bytes()


def test_nothing_is_written_over_and_of_nothing_no_file_is_made(desk: Desk, tmp_path: Path) -> None:
    vault = desk.lead()
    with pytest.raises(NotFound, match="no appointment of yours"):
        save_days(vault, FIRST, LAST, tmp_path / NAME)
    book(vault, add_case(vault))
    (tmp_path / NAME).write_bytes(b"mine")
    with pytest.raises(AlreadyThere):
        save_days(vault, FIRST, LAST, tmp_path / NAME)
    assert (tmp_path / NAME).read_bytes() == b"mine"


def test_the_file_is_called_by_its_first_day_alone() -> None:
    assert file_name(date(2026, 11, 25)) == NAME
