"""The forms that open a case, correct a person and change a case."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.cases.case import CaseFacts
from app.domain.cases.person import PersonDetails
from app.domain.values.dates import ClinicalDate
from app.services.cases.cases import CaseQuery
from app.services.desk import Desk
from app.services.facts.history import Change, of_case
from app.services.vault.open_vault import OpenVault
from app.views.cases.changing import ChangeCase, ChangePerson
from app.views.cases.new_case import NewCase
from app.views.context.context import Context
from app.views.context.places import CaseAt
from app.views.context.tasks import Tasks
from app.views.forms.form_page import FormPage
from app.views.forms.form_view import FormView
from app.views.look.look import Look
from tests.builders import add_case
from tests.journeys.window.ground import nothing_taken
from tests.views.desk_ground import arrived, context_of, places_of, settled
from tests.views.exchange_ground import Offers


def press(page: QWidget, name: str) -> None:
    QApplication.processEvents()
    next(e for e in page.findChildren(QPushButton) if e.accessibleName() == name and e.isVisible()).click()


def text_of(page: QWidget) -> str:
    # What was just laid out is shown at the next turn of the event loop.
    QApplication.processEvents()
    return "\n".join(each.text() for each in page.findChildren(QLabel) if each.isVisible())


def fill(form: FormView, **values: Any) -> None:
    """Answer fields as a person would: each editor tells that it was edited."""
    form.finish()
    for name, value in values.items():
        editor = form.fields.boxes[name].editor
        editor.show_value(value)
        editor.edited.emit()


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, context: Context) -> Iterator[NewCase]:
    page = NewCase(desk, context)
    arrived(qtbot, page)
    yield page
    # What was typed last would be looked for after the worker has gone.
    page.person.settled.disconnect()


def total(desk: Desk) -> int:
    return desk.cases.page(CaseQuery()).total


def test_opens_a_case_about_somebody_new(qtbot: QtBot, desk: Desk, page: NewCase) -> None:
    asked = places_of(page)
    fill(page.person, family_name="Quill", given_names="Ada", awareness="unaware")
    press(page, "Next: the case")
    assert "About QUILL, Ada" in text_of(page)
    fill(page.name, reference="NM-0500")
    fill(page.facts, pathway="consultation", stage="open")
    press(page, "Open the case")
    settled(qtbot, page)
    case_id = desk.cases.find("NM-0500")
    assert asked == [CaseAt(case_id)]
    facts = desk.cases.open(case_id).facts
    assert facts == CaseFacts(pathway="consultation", stage="open", opened=ClinicalDate.of(desk.today_date()))


def test_the_keyboard_begins_in_the_first_field(qtbot: QtBot, page: NewCase) -> None:
    page.focus_first()
    qtbot.waitUntil(lambda: page.focusWidget() is page.person.fields.boxes["family_name"].editor.target())


def test_what_is_missing_is_said_only_when_they_go_on(qtbot: QtBot, page: NewCase) -> None:
    page.person.finish()
    fill(page.person, given_names="Ada")
    assert not page.summary.isVisible()
    press(page, "Next: the case")
    assert page.summary.isVisible()
    assert page.summary.hasFocus()
    assert "Write “Family name”" in text_of(page.summary)
    page.summary.picked.emit("family_name")
    assert page.focusWidget() is page.person.fields.boxes["family_name"].editor.target()
    assert page.person.content().given_names == "Ada"


def test_somebody_alike_is_shown_while_the_name_is_typed(
    qtbot: QtBot, vault: OpenVault, desk: Desk, page: NewCase
) -> None:
    add_case(vault, "Quill", given_names="Ada", born=ClinicalDate(1980, 8, 14))
    fill(page.person, family_name="Quill", given_names="Ada", born=ClinicalDate(1980, 8, 14))
    qtbot.waitUntil(page.alike.isVisible)
    assert "Somebody like this is already in the vault" in text_of(page.alike)
    assert "same name and date of birth" in text_of(page.alike)


def test_the_case_can_be_about_the_person_already_there(
    qtbot: QtBot, vault: OpenVault, desk: Desk, page: NewCase
) -> None:
    first = add_case(vault, "Quill", given_names="Ada")
    fill(page.person, family_name="Quill", given_names="Ada")
    qtbot.waitUntil(page.alike.isVisible)
    press(page.alike, "Use this person")
    settled(qtbot, page)
    fill(page.name, reference="NM-0501")
    fill(page.facts, pathway="assessment", stage="referred")
    press(page, "Open the case")
    settled(qtbot, page)
    second = desk.cases.open(desk.cases.find("NM-0501"))
    assert second.person_id == desk.cases.open(first).person_id


def test_somebody_said_to_be_another_is_not_shown_again(
    qtbot: QtBot, vault: OpenVault, page: NewCase
) -> None:
    add_case(vault, "Quill", given_names="Ada")
    fill(page.person, family_name="Quill", given_names="Ada")
    qtbot.waitUntil(page.alike.isVisible)
    press(page.alike, "It is somebody else")
    assert not page.alike.isVisible()
    fill(page.person, nhs_number="9434765919")
    settled(qtbot, page)
    assert not page.alike.isVisible()


def test_a_reference_that_is_taken_leaves_nobody_behind_and_everything_typed(
    qtbot: QtBot, vault: OpenVault, desk: Desk, page: NewCase
) -> None:
    taken = desk.cases.open(add_case(vault, "Farrow")).reference
    fill(page.person, family_name="Quill", awareness="aware")
    press(page, "Next: the case")
    fill(page.name, reference=taken)
    fill(page.facts, pathway="consultation", stage="open")
    press(page, "Open the case")
    settled(qtbot, page)
    assert "There is already a case of that reference" in page.bar.text
    assert "What you typed is still here." in page.bar.text
    assert total(desk) == 1
    assert desk.people.likenesses(PersonDetails(family_name="Quill")) == ()
    fill(page.name, reference="NM-0502")
    press(page, "Open the case")
    settled(qtbot, page)
    assert total(desk) == 2


def test_back_keeps_what_was_typed(page: NewCase) -> None:
    fill(page.person, family_name="Quill", awareness="aware")
    press(page, "Next: the case")
    fill(page.name, reference="NM-0503")
    press(page, "Back")
    assert page.person.isVisible()
    assert page.person.content().family_name == "Quill"
    press(page, "Next: the case")
    assert page.name.content().reference == "NM-0503"


def test_pressing_twice_opens_one_case(qtbot: QtBot, desk: Desk, page: NewCase) -> None:
    fill(page.person, family_name="Quill", awareness="aware")
    press(page, "Next: the case")
    fill(page.name, reference="NM-0504")
    fill(page.facts, pathway="consultation", stage="open")
    press(page, "Open the case")
    press(page, "Open the case")
    settled(qtbot, page)
    assert total(desk) == 1


def test_hidden_names_take_the_form_away_and_bring_it_back(page: NewCase) -> None:
    fill(page.person, family_name="Quill")
    page.hide_names(hidden=True)
    assert not page.area.isVisible()
    page.hide_names(hidden=False)
    assert page.area.isVisible()
    assert page.person.content().family_name == "Quill"


def changing(
    qtbot: QtBot, desk: Desk, context: Context, case_id: str, cls: type[Any]
) -> tuple[FormPage, FormView]:
    page = cls(desk, context, case_id)
    arrived(qtbot, page)
    page.form.finish()
    return page, page.form


def test_a_correction_shows_what_is_known_and_keeps_the_earlier_version(
    qtbot: QtBot, desk: Desk, context: Context, case_id: str
) -> None:
    page, form = changing(qtbot, desk, context, case_id, ChangePerson)
    asked = places_of(page)
    assert form.content().family_name == "Fairweather"
    fill(form, family_name="Fairweather-Quill")
    press(page, "Save the correction")
    settled(qtbot, page)
    newest = of_case(desk.vault, case_id, 1).rows[0]
    assert newest.changes == (Change("Family name", "Fairweather", "Fairweather-Quill"),)
    assert asked == [CaseAt(case_id)]


def test_a_case_is_closed_by_changing_it(qtbot: QtBot, desk: Desk, context: Context, case_id: str) -> None:
    page, form = changing(qtbot, desk, context, case_id, ChangeCase)
    fill(form, stage="closed", closed=ClinicalDate(2026, 11, 23))
    press(page, "Save the change")
    settled(qtbot, page)
    facts = desk.cases.open(case_id).facts
    assert (facts.stage, facts.closed) == ("closed", ClinicalDate(2026, 11, 23))
    assert facts.pathway == "consultation"


def test_arriving_again_does_not_load_over_what_is_typed(
    qtbot: QtBot, desk: Desk, context: Context, case_id: str
) -> None:
    page, form = changing(qtbot, desk, context, case_id, ChangePerson)
    fill(form, family_name="Half typed")
    page.arrive()
    settled(qtbot, page)
    assert form.content().family_name == "Half typed"


def test_everything_in_the_form_can_be_reached_by_tab(qtbot: QtBot, page: NewCase) -> None:
    page.person.finish()
    settled(qtbot, page)
    page.person.fields.boxes["family_name"].editor.target().setFocus()
    seen: set[QWidget] = set()
    for _ in range(80):
        held = page.focusWidget()
        assert held is not None
        if held in seen:
            break
        seen.add(held)
        qtbot.keyClick(held, Qt.Key.Key_Tab)
    names = {each.accessibleName() for each in seen}
    assert {"Next: the case", "Cancel"} <= names


def kept(qtbot: QtBot, page: FormPage) -> None:
    """Leave a page as the shell does, and wait until what is in it is kept."""
    page.leave()
    settled(qtbot, page)


def again(qtbot: QtBot, desk: Desk, context: Context) -> NewCase:
    other = NewCase(desk, context)
    arrived(qtbot, other)
    settled(qtbot, other)
    return other


def test_a_new_case_that_was_left_comes_back_as_typed(
    qtbot: QtBot, desk: Desk, context: Context, page: NewCase
) -> None:
    fill(page.person, family_name="Quill", given_names="Ada")
    fill(page.name, reference="NM-0510")
    kept(qtbot, page)
    assert total(desk) == 0
    other = again(qtbot, desk, context)
    other.person.finish()
    assert other.person.content() == PersonDetails(family_name="Quill", given_names="Ada")
    assert other.name.content().reference == "NM-0510"
    assert "What you typed here is back" in other.bar.text
    assert "It is not saved yet." in other.bar.text


def test_to_start_afresh_can_be_undone(qtbot: QtBot, desk: Desk, look: Look, tasks: Tasks) -> None:
    offered = Offers()
    context = replace(context_of(look, tasks), undo_offered=offered)
    page = again(qtbot, desk, context)
    fill(page.person, family_name="Quill")
    kept(qtbot, page)
    other = again(qtbot, desk, context)
    press(other, "Start afresh")
    settled(qtbot, other)
    assert other.person.content() == PersonDetails()
    assert other.bar.text == ""
    assert "Start afresh" not in [e.text() for e in other.findChildren(QPushButton) if e.isVisible()]
    assert desk.today.page().forms == ()
    offered.take_back()
    settled(qtbot, other)
    assert other.person.content().family_name == "Quill"
    assert desk.today.page().forms != ()


def test_what_was_given_up_can_be_kept_all_the_same(
    qtbot: QtBot, desk: Desk, look: Look, tasks: Tasks
) -> None:
    offered = Offers()
    page = again(qtbot, desk, replace(context_of(look, tasks), undo_offered=offered))
    fill(page.person, family_name="Quill")
    press(page, "Cancel")
    settled(qtbot, page)
    assert desk.today.page().forms == ()
    offered.take_back()
    settled(qtbot, page)
    assert [each.place.form for each in desk.today.page().forms] == ["new-case"]
    assert offered.told == [
        "What you typed was discarded.",
        "What you typed is kept: you find it under Today.",
    ]


def test_what_is_typed_is_kept_after_a_pause_without_leaving(
    qtbot: QtBot, desk: Desk, context: Context, page: NewCase
) -> None:
    fill(page.person, family_name="Quill")
    qtbot.waitUntil(lambda: desk.today.page().forms != (), timeout=3_000)
    fill(page.person, family_name="")
    qtbot.waitUntil(lambda: desk.today.page().forms == (), timeout=3_000)


def test_a_case_that_was_opened_or_given_up_leaves_nothing_unfinished(
    qtbot: QtBot, desk: Desk, context: Context, page: NewCase
) -> None:
    fill(page.person, family_name="Quill", awareness="aware")
    kept(qtbot, page)
    assert desk.today.page().forms != ()
    press(page, "Next: the case")
    fill(page.name, reference="NM-0511")
    fill(page.facts, pathway="consultation", stage="open")
    press(page, "Open the case")
    settled(qtbot, page)
    kept(qtbot, page)
    assert desk.today.page().forms == ()
    other = again(qtbot, desk, context)
    fill(other.person, family_name="Farrow")
    kept(qtbot, other)
    press(other, "Cancel")
    kept(qtbot, other)
    assert desk.today.page().forms == ()
    assert other.last_words() is None


def test_a_correction_that_was_left_comes_back_over_what_is_known_now(
    qtbot: QtBot, vault: OpenVault, desk: Desk, context: Context
) -> None:
    case_id = add_case(vault, "Quill", given_names="Ada")
    page = ChangePerson(desk, context, case_id)
    arrived(qtbot, page)
    settled(qtbot, page)
    assert page.form is not None
    fill(page.form, given_names="Adele")
    kept(qtbot, page)
    person_id = desk.cases.open(case_id).person_id
    known = desk.people.read(person_id).details
    desk.people.correct(person_id, replace(known, family_name="Quillbeck"))
    other = ChangePerson(desk, context, case_id)
    arrived(qtbot, other)
    settled(qtbot, other)
    assert other.form is not None
    assert (other.form.content().family_name, other.form.content().given_names) == ("Quillbeck", "Adele")


def test_a_disk_that_takes_nothing_says_so_and_what_is_typed_is_last_words(
    qtbot: QtBot, desk: Desk, look: Look, tasks: Tasks
) -> None:
    told: list[str] = []
    page = NewCase(desk, context_of(look, tasks, told))
    arrived(qtbot, page)
    fill(page.person, family_name="Quill")
    with nothing_taken():
        kept(qtbot, page)
    assert told[-1].startswith("What you typed into the form you left could not be kept.")
    last = page.last_words()
    assert last is not None
    assert last() is None
    assert desk.today.page().forms != ()
