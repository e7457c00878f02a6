"""The page that imports a list of referrals: what is wrong is seen before anything is opened, and nothing is joined."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from app.domain.cases.person import PersonDetails
from app.domain.referral_list.cells import NO_DATE, NOT_OFFERED
from app.domain.values.dates import ClinicalDate
from app.services.cases import importing
from app.services.cases.cases import CaseQuery
from app.services.cases.importing import ANOTHER
from app.services.cases.list_shown import Stands
from app.services.desk import Desk
from app.services.vault.open_vault import OpenVault
from app.views.cases.import_page import ImportPage
from app.views.context.context import Context
from app.views.context.places import CaseList
from tests import referral_lists as lists
from tests.builders import KNOWS, LEAD_PASSPHRASE, add_person
from tests.referral_lists import HEADINGS, as_csv, listed
from tests.views.answers import Answers
from tests.views.desk_ground import arrived, places_of, settled
from tests.views.exchange_ground import press, texts
from tests.views.settling import settle


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, context: Context) -> Iterator[ImportPage]:
    made = ImportPage(desk, context)
    arrived(qtbot, made)
    yield made
    made.context.tasks.finish()


def _rows() -> list[list[str]]:
    rows = listed(6)
    rows[1][lists.BORN] = "31/02/1990"
    rows[4][lists.AGENCY] = "NHP"
    return rows


def _read(page: ImportPage, place: Path, rows: list[list[str]], headings: tuple[str, ...] = HEADINGS) -> None:
    file = place / "list.csv"
    file.write_bytes(as_csv(rows, headings))
    answers = page.context.asks
    assert isinstance(answers, Answers)
    answers.files.append(file)
    press(page, "Choose a file…" if page.wizard.at == 0 else "Another file…")
    settle(page, lambda: page.wizard.at == 1)


def _shown(page: ImportPage, column: int) -> list[str]:
    model: QAbstractItemModel = page.check.rows.table
    return [model.data(model.index(n, column)) for n in range(model.rowCount())]


def _total(desk: Desk) -> int:
    return desk.cases.page(CaseQuery()).total


def _unlock(page: ImportPage, *passphrases: str) -> None:
    answers = page.context.asks
    assert isinstance(answers, Answers)
    answers.passphrases += passphrases


def _choose(page: ImportPage, heading: str, field: str) -> None:
    box = page.check.columns.boxes[heading]
    at = box.findData(field)
    box.setCurrentIndex(at)
    box.activated.emit(at)
    settle(page)


def test_bad_rows_come_first_each_with_what_is_wrong(page: ImportPage, tmp_path: Path, desk: Desk) -> None:
    QAbstractItemModelTester(page.check.rows.table, QAbstractItemModelTester.FailureReportingMode.Fatal, page)
    _read(page, tmp_path, _rows())
    assert _shown(page, 0) == ["3", "6", "2", "4", "5", "7"]
    assert _shown(page, 2)[0] == f"DOB: {NO_DATE}"
    assert _shown(page, 2)[1] == f"Agency: {NOT_OFFERED}"
    assert _shown(page, 2)[2:] == ["Good"] * 4
    assert page.on.text() == "Open 4 cases…"
    assert "2 of 6 rows are left out" in page._bar.text
    assert _total(desk) == 0


def test_f8_goes_from_one_bad_row_to_the_next(page: ImportPage, qtbot: QtBot, tmp_path: Path) -> None:
    _read(page, tmp_path, _rows())
    found = []
    for _ in range(3):
        qtbot.keyClick(page, Qt.Key.Key_F8)
        settle(page)
        found.append(page.check.rows.view.current.number)
        assert f"Row {found[-1]}, " in texts(page.check.rows.about)
    assert found in ([3, 6, 3], [6, 3, 6])


def test_the_good_rows_are_opened_with_one_passphrase(
    page: ImportPage, tmp_path: Path, desk: Desk, vault: OpenVault, qtbot: QtBot
) -> None:
    headings = tuple("Day zero" if each == "DOB" else each for each in HEADINGS)
    _read(page, tmp_path, _rows(), headings)
    _choose(page, "Day zero", "born")
    went = places_of(page)
    _unlock(page, LEAD_PASSPHRASE)
    page.on.click()
    settle(page, lambda: page.wizard.at == 2)
    assert _total(desk) == 4
    said = texts(page.done)
    assert "4 cases were opened" in said
    assert "Rows 2, 4, 5 and 7: IM-00001 to IM-00006." in said
    assert f"Row 3, Day zero: {NO_DATE}" in said
    page.on.click()
    assert went == [CaseList()]
    # Another list with these headings is read as this one was.
    settle(page)
    again = ImportPage(desk, page.context)
    arrived(qtbot, again)
    _read(again, tmp_path, _rows(), headings)
    assert again.check.columns.boxes["Day zero"].currentData() == "born"


def test_a_wrong_passphrase_opens_nothing_and_loses_nothing(
    page: ImportPage, tmp_path: Path, desk: Desk
) -> None:
    _read(page, tmp_path, _rows())
    _unlock(page, "not that one at all")
    page.on.click()
    settle(page)
    assert "That is not your passphrase: nothing was opened." in page.bar.text
    assert (page.wizard.at, page.on.isEnabled(), _total(desk)) == (1, True, 0)


def test_a_word_is_given_an_answer_and_the_row_is_good(page: ImportPage, tmp_path: Path) -> None:
    _read(page, tmp_path, _rows())
    box = page.check.columns.words["agency", "NHP"]
    at = box.findData("police")
    box.setCurrentIndex(at)
    box.activated.emit(at)
    settle(page)
    assert page.on.text() == "Open 5 cases…"
    # It can be said otherwise.
    assert list(page.check.columns.words) == [("agency", "NHP")]


def test_a_column_is_taken_for_another_field(page: ImportPage, tmp_path: Path) -> None:
    _read(page, tmp_path, _rows())
    _choose(page, "Agency", "holder")
    assert page.check.columns.columns.taken["holder"] == "Agency"
    assert "Say what fills in: From" in page._bar.text
    assert not page.on.isEnabled()
    assert _shown(page, 0) == []
    _choose(page, "Pathway", "agency")
    assert page.check.columns.boxes["Pathway"].currentData() == "agency"
    assert "Say what fills in: Pathway" in page._bar.text


def test_what_no_column_holds_is_said_once_and_references_are_counted_on(
    page: ImportPage, tmp_path: Path, desk: Desk
) -> None:
    rows = [row[1:-2] for row in listed(2)]
    _read(page, tmp_path, rows, HEADINGS[1:-2])
    asked = page.check.columns.same
    assert list(asked) == ["awareness", "reference", "pathway", "stage", "opened"]
    assert "Say what fills in: Knows of this case, Case reference, Pathway" in page._bar.text
    for name, code in (("awareness", "unaware"), ("pathway", "consultation")):
        box = asked[name].box
        at = box.findData(code)  # type: ignore[attr-defined] # a list that drops down
        box.setCurrentIndex(at)  # type: ignore[attr-defined]
        box.activated.emit(at)  # type: ignore[attr-defined]
    reference = asked["reference"].box
    reference.setText("NM-0500")  # type: ignore[attr-defined] # a line
    reference.textEdited.emit("NM-0500")  # type: ignore[attr-defined]
    settle(page)
    assert page.on.text() == "Open 2 cases…"
    _unlock(page, LEAD_PASSPHRASE)
    page.on.click()
    settle(page, lambda: page.wizard.at == 2)
    assert desk.cases.find("NM-0501")


def test_who_may_be_here_is_left_out_until_it_is_said_as_whom(
    page: ImportPage, tmp_path: Path, desk: Desk, vault: OpenVault
) -> None:
    rows = listed(2)
    details = PersonDetails(
        family_name=rows[0][lists.FAMILY],
        given_names="Robin",
        born=ClinicalDate(1951, 3, 2),
        awareness="unaware",
        **KNOWS,
    )
    person_id = add_person(vault, details)
    _read(page, tmp_path, rows)
    assert page.on.text() == "Open 1 case…"
    assert _shown(page, 2)[0].endswith("left out")
    assert _shown(page, 2)[0].startswith("Same name and date of birth as NM-")
    page.check.rows.view.setCurrentIndex(page.check.rows.table.index(0, 0))
    settle(page)
    box = page.check.rows._as
    assert [box.itemText(n)[:22] for n in range(box.count())] == [
        "Leave this row out", "Open it as another per", "A further case of DENB",
    ]  # fmt: skip
    box.activated.emit(1)
    assert page.check.rows.decisions == {2: ANOTHER}
    assert page.on.text() == "Open 2 cases…"
    box.activated.emit(0)
    assert page.on.text() == "Open 1 case…"
    box.activated.emit(2)
    _unlock(page, LEAD_PASSPHRASE)
    page.on.click()
    settle(page, lambda: page.wizard.at == 2)
    further = desk.cases.find("IM-00001")
    assert desk.casefile.open(further).case.person_id == person_id


def test_stopped_between_two_parts_it_says_which_rows_are_open(
    page: ImportPage, tmp_path: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "AT_ONCE", 2)
    _read(page, tmp_path, listed(6))
    # Asked to stop while the first part is under way.
    page.desk.vault.told = lambda done: setattr(page, "_is_stopping", "case.open" in done)
    _unlock(page, LEAD_PASSPHRASE)
    page.on.click()
    settle(page, lambda: page.wizard.at == 2)
    assert _total(desk) == 2
    said = texts(page.done)
    assert "2 of 6 cases were opened" in said
    assert "Rows 2 and 3: IM-00001 to IM-00002. It was stopped. Rows 4 to 7 were not opened." in said
    _read(page, tmp_path, listed(6))
    assert page.on.text() == "Open 4 cases…"


def test_a_file_that_is_no_list_is_said_and_another_can_be_chosen(page: ImportPage, tmp_path: Path) -> None:
    file = tmp_path / "picture.png"
    file.write_bytes(b"\x89PNG\r\n\0")
    page.read(file)
    settle(page)
    assert "That file holds no table" in page.bar.text
    assert page.wizard.at == 0
    _read(page, tmp_path, listed(1))
    assert page.bar.text == ""


def test_rows_of_one_sort_alone(page: ImportPage, tmp_path: Path) -> None:
    _read(page, tmp_path, _rows())
    page.check.rows.chips[Stands.WRONG].click()
    settle(page)
    assert _shown(page, 0) == ["3", "6"]
    page.check.rows.chips[Stands.WRONG].click()
    settle(page)
    assert len(_shown(page, 0)) == 6


def test_while_names_are_hidden_rows_have_numbers(page: ImportPage, qtbot: QtBot, tmp_path: Path) -> None:
    _read(page, tmp_path, _rows())
    page.hide_names(True)
    settled(qtbot, page)
    view, word = page.check.rows.view, page.check.columns.words["agency", "NHP"]
    assert view.isColumnHidden(1)
    assert not word.isVisibleTo(page)
    page.hide_names(False)
    settled(qtbot, page)
    assert not view.isColumnHidden(1)
    assert word.isVisibleTo(page)


def test_five_thousand_bad_rows_are_looked_at_and_not_opened(
    page: ImportPage, tmp_path: Path, desk: Desk
) -> None:
    rows = listed(5000)
    for row in rows:
        row[lists.RECEIVED] = "30/02/2026"
    _read(page, tmp_path, rows)
    settle(page, lambda: page.check.rows.table.rowCount() == 5000, patience=60)
    assert page.check.rows.chips[Stands.WRONG].text() == "Cannot be opened: 5,000"
    assert not page.on.isEnabled()
    assert _total(desk) == 0
