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
from app.services.cases.today import Sort, ToDo
from app.services.desk import Desk
from app.services.facts.history import Change, of_case
from app.services.vault.open_vault import OpenVault
from app.views.cases.changing import ChangeCase, ChangePerson, MoveCase
from app.views.cases.new_case import NewCase
from app.views.context.context import Context
from app.views.context.places import CaseAt, CaseList
from app.views.context.tasks import Tasks
from app.views.forms.form_page import FormPage
from app.views.forms.form_view import FormView
from app.views.theme.theme import Theme
from tests.builders import KNOWS, LEAD_PASSPHRASE, add_case
from tests.journeys.window.ground import nothing_taken
from tests.views.answers import Answers
from tests.views.desk_ground import arrived, context_of, places_of, settled
from tests.views.exchange_ground import Offers
from tests.views.settling import settle


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


def open_it(page: NewCase) -> None:
    """Say what came in, and sign it."""
    fill(
        page.referral,
        question="What drives this?",
        agency="police",
        referrer="DS Marlowe",
        urgency="week",
        person_knows="no",
        advocate="not_asked",
    )
    answers = page.context.asks
    assert isinstance(answers, Answers)
    answers.passphrases.append(LEAD_PASSPHRASE)
    press(page, "Open the case")


def next_step(page: QWidget) -> None:
    """Go on from who it is about: who is there already is looked for first."""
    press(page, "Next: the case")
    settle(page)


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, context: Context) -> Iterator[NewCase]:
    page = NewCase(desk, context)
    arrived(qtbot, page)
    yield page
    # What was typed last would be looked for after the worker has gone.
    page.person.settled.disconnect()


def total(desk: Desk) -> int:
    return desk.cases.page(CaseQuery()).total


def begun(desk: Desk) -> tuple[ToDo, ...]:
    """The forms that Today leads back to."""
    return desk.today.page(sorts=(Sort.FORM,)).rows


def test_opens_a_case_about_somebody_new(qtbot: QtBot, desk: Desk, page: NewCase) -> None:
    asked = places_of(page)
    fill(page.person, family_name="Quill", given_names="Ada", awareness="unaware", **KNOWS)
    next_step(page)
    assert "About QUILL, Ada" in text_of(page)
    fill(page.name, reference="NM-0500")
    fill(page.facts, pathway="consultation", stage="assessment")
    open_it(page)
    settled(qtbot, page)
    case_id = desk.cases.find("NM-0500")
    assert asked == [CaseAt(case_id)]
    facts = desk.casefile.open(case_id).case.facts
    assert facts == CaseFacts(
        pathway="consultation", stage="assessment", opened=ClinicalDate.of(desk.today_date())
    )


def test_the_keyboard_begins_in_the_first_field(qtbot: QtBot, page: NewCase) -> None:
    page.focus_first()
    qtbot.waitUntil(lambda: page.focusWidget() is page.person.fields.boxes["family_name"].editor.target())


def test_what_is_missing_is_said_only_when_they_go_on(qtbot: QtBot, page: NewCase) -> None:
    page.person.finish()
    fill(page.person, given_names="Ada")
    assert not page.summary.isVisible()
    next_step(page)
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
    open_it(page)
    settled(qtbot, page)
    second = desk.casefile.open(desk.cases.find("NM-0501")).case
    assert second.person_id == desk.casefile.open(first).case.person_id


SAME = {
    "family_name": "Quill",
    "given_names": "Ada",
    "born": ClinicalDate(1980, 8, 14),
    "nhs_number": "9434765919",
}


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"family_name": "Other", "nhs_number": "9434765919"}, "same NHS number"),
        (
            {"family_name": "Quill", "given_names": "Ada", "born": ClinicalDate(1980, 8, 14)},
            "same name and date of birth",
        ),
    ],
)
def test_nobody_gets_a_second_case_unawares(
    qtbot: QtBot, vault: OpenVault, desk: Desk, page: NewCase, typed: dict[str, Any], why: str
) -> None:
    there = add_case(vault, **SAME)
    reference = desk.casefile.open(there).case.reference
    asked = places_of(page)
    # Somebody who types fast is at the button before anything was looked for.
    fill(page.person, awareness="unaware", **KNOWS, **typed)
    next_step(page)
    assert page.person.isVisible()
    assert page.bar.text.startswith("This person is already in the vault.")
    assert why in text_of(page.alike)
    assert page.focusWidget() is not None
    assert page.focusWidget().accessibleName() == f"Open case {reference} instead"
    press(page.alike, f"Open case {reference} instead")
    assert asked == [CaseAt(there)]
    press(page.alike, "It is somebody else")
    next_step(page)
    assert page.name.isVisible()
    assert page.bar.text == ""


@pytest.mark.parametrize(
    "typed",
    [
        {"family_name": "Quill", "given_names": "Ada"},
        {"family_name": "Quill", "given_names": "Ada", "born": ClinicalDate(1980, 8, 15)},
        {"family_name": "Other", "given_names": "Ada", "born": ClinicalDate(1980, 8, 14)},
    ],
)
def test_who_only_looks_alike_stands_in_nobody_s_way(
    vault: OpenVault, page: NewCase, typed: dict[str, Any]
) -> None:
    add_case(vault, **SAME)
    fill(page.person, awareness="unaware", **KNOWS, **typed)
    next_step(page)
    assert page.name.isVisible()


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
    taken = desk.casefile.open(add_case(vault, "Farrow")).case.reference
    fill(page.person, family_name="Quill", awareness="aware", **KNOWS)
    next_step(page)
    fill(page.name, reference=taken)
    fill(page.facts, pathway="consultation", stage="assessment")
    open_it(page)
    settled(qtbot, page)
    assert "There is already a case of that reference" in page.bar.text
    assert "What you typed is still here." in page.bar.text
    assert total(desk) == 1
    assert desk.people.likenesses(PersonDetails(family_name="Quill")) == ()
    fill(page.name, reference="NM-0502")
    # Why it was not saved goes with what stood in its way.
    assert page.bar.text == ""
    open_it(page)
    settled(qtbot, page)
    assert total(desk) == 2


def test_back_keeps_what_was_typed(page: NewCase) -> None:
    fill(page.person, family_name="Quill", awareness="aware", **KNOWS)
    next_step(page)
    fill(page.name, reference="NM-0503")
    press(page, "Back")
    assert page.person.isVisible()
    assert page.person.content().family_name == "Quill"
    next_step(page)
    assert page.name.content().reference == "NM-0503"


def test_pressing_twice_opens_one_case(qtbot: QtBot, desk: Desk, page: NewCase) -> None:
    fill(page.person, family_name="Quill", awareness="aware", **KNOWS)
    next_step(page)
    fill(page.name, reference="NM-0504")
    fill(page.facts, pathway="consultation", stage="assessment")
    open_it(page)
    open_it(page)
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


def test_nobody_is_given_the_number_of_somebody_else_unawares(
    qtbot: QtBot, vault: OpenVault, desk: Desk, context: Context, case_id: str
) -> None:
    other = add_case(vault, **SAME)
    reference = desk.casefile.open(other).case.reference
    page, form = changing(qtbot, desk, context, case_id, ChangePerson)
    assert isinstance(page, ChangePerson)
    asked = places_of(page)
    before = desk.casefile.open(case_id).person
    fill(form, nhs_number=SAME["nhs_number"])
    press(page, "Save the correction")
    settled(qtbot, page)
    assert page.bar.text.startswith("These are the details of somebody else in the vault")
    assert "QUILL, Ada" in text_of(page.alike)
    assert not [each for each in page.alike.findChildren(QPushButton) if each.text() == "Use this person"]
    assert desk.casefile.open(case_id).person == before
    press(page, f"Open case {reference} instead")
    assert asked == [CaseAt(other)]
    press(page, "It is somebody else")
    press(page, "Save the correction")
    settled(qtbot, page)
    assert desk.casefile.open(case_id).person.details.nhs_number == SAME["nhs_number"]


def test_a_person_is_not_warned_of_as_themself(
    qtbot: QtBot, vault: OpenVault, desk: Desk, context: Context
) -> None:
    own = add_case(vault, **SAME)
    page, form = changing(qtbot, desk, context, own, ChangePerson)
    fill(form, given_names="Ada Mary")
    press(page, "Save the correction")
    settled(qtbot, page)
    assert desk.casefile.open(own).person.details.given_names == "Ada Mary"


def test_a_case_is_changed_and_stays_in_its_stage(
    qtbot: QtBot, desk: Desk, context: Context, case_id: str
) -> None:
    page, form = changing(qtbot, desk, context, case_id, ChangeCase)
    assert "stage" not in form.fields.specs
    fill(form, holder="Probation", justice_stage="charged")
    press(page, "Save the change")
    settled(qtbot, page)
    facts = desk.casefile.open(case_id).case.facts
    assert (facts.holder, facts.justice_stage) == ("Probation", "charged")
    assert (facts.stage, facts.pathway) == ("assessment", "consultation")


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


def test_to_start_afresh_can_be_undone(qtbot: QtBot, desk: Desk, theme: Theme, tasks: Tasks) -> None:
    offered = Offers()
    context = replace(context_of(theme, tasks), undo_offered=offered)
    page = again(qtbot, desk, context)
    fill(page.person, family_name="Quill")
    kept(qtbot, page)
    other = again(qtbot, desk, context)
    press(other, "Start afresh")
    settled(qtbot, other)
    assert other.person.content() == PersonDetails()
    assert other.bar.text == ""
    assert "Start afresh" not in [e.text() for e in other.findChildren(QPushButton) if e.isVisible()]
    assert begun(desk) == ()
    offered.take_back()
    settled(qtbot, other)
    assert other.person.content().family_name == "Quill"
    assert begun(desk) != ()


def test_what_was_given_up_can_be_kept_all_the_same(
    qtbot: QtBot, desk: Desk, theme: Theme, tasks: Tasks
) -> None:
    offered = Offers()
    page = again(qtbot, desk, replace(context_of(theme, tasks), undo_offered=offered))
    fill(page.person, family_name="Quill")
    press(page, "Cancel")
    settled(qtbot, page)
    assert begun(desk) == ()
    offered.take_back()
    settled(qtbot, page)
    assert [each.what for each in begun(desk)] == ["new-case"]
    assert offered.message == [
        "What you typed was discarded.",
        "What you typed is kept: you find it under Today.",
    ]


def test_what_is_typed_is_kept_after_a_pause_without_leaving(
    qtbot: QtBot, desk: Desk, context: Context, page: NewCase
) -> None:
    fill(page.person, family_name="Quill")
    qtbot.waitUntil(lambda: begun(desk) != ())
    fill(page.person, family_name="")
    qtbot.waitUntil(lambda: begun(desk) == ())


def test_a_case_that_was_opened_or_given_up_leaves_nothing_unfinished(
    qtbot: QtBot, desk: Desk, context: Context, page: NewCase
) -> None:
    fill(page.person, family_name="Quill", awareness="aware", **KNOWS)
    kept(qtbot, page)
    assert begun(desk) != ()
    next_step(page)
    fill(page.name, reference="NM-0511")
    fill(page.facts, pathway="consultation", stage="assessment")
    open_it(page)
    settled(qtbot, page)
    kept(qtbot, page)
    assert begun(desk) == ()
    other = again(qtbot, desk, context)
    fill(other.person, family_name="Farrow")
    kept(qtbot, other)
    press(other, "Cancel")
    kept(qtbot, other)
    assert begun(desk) == ()
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
    person_id = desk.casefile.open(case_id).case.person_id
    known = desk.people.read(person_id).details
    desk.people.correct(person_id, replace(known, family_name="Quillbeck"))
    other = ChangePerson(desk, context, case_id)
    arrived(qtbot, other)
    settled(qtbot, other)
    assert other.form is not None
    assert (other.form.content().family_name, other.form.content().given_names) == ("Quillbeck", "Adele")


def test_a_disk_that_takes_nothing_says_so_and_what_is_typed_is_last_words(
    qtbot: QtBot, desk: Desk, theme: Theme, tasks: Tasks
) -> None:
    told: list[str] = []
    page = NewCase(desk, context_of(theme, tasks, told))
    arrived(qtbot, page)
    fill(page.person, family_name="Quill")
    with nothing_taken():
        kept(qtbot, page)
    assert told[-1].startswith("What you typed into the form you left could not be kept.")
    last = page.last_words()
    assert last is not None
    assert last() == ()
    assert begun(desk) != ()


def test_a_move_asks_the_stage_and_the_reason_and_goes_back_to_the_board(
    qtbot: QtBot, vault: OpenVault, desk: Desk, context: Context
) -> None:
    case_id = add_case(vault)
    page = MoveCase(desk, context, case_id)
    asked = places_of(page)
    arrived(qtbot, page)
    settled(qtbot, page)
    assert page.form is not None
    assert "is now in: Assessment" in text_of(page)
    press(page, "Move the case")
    assert "Why" in text_of(page.summary)
    fill(page.form, stage="assessment", reason="Screened in")
    press(page, "Move the case")
    settled(qtbot, page)
    assert page.bar.text.startswith("The case is in that stage already: choose another.")
    fill(page.form, stage="panel")
    press(page, "Move the case")
    settled(qtbot, page)
    assert asked == [CaseList()]
    assert desk.casefile.open(case_id).case.facts.stage == "panel"
    line = of_case(vault, case_id, 1).rows[0]
    assert (line.reason, line.changes) == (
        "Screened in",
        (Change("Stage", "Assessment", "Before the panel"),),
    )


def buttons_of(page: FormPage) -> list[str]:
    """What can be done, from left to right."""
    assert page.foot is not None
    foot = page.foot
    shown = [each for each in foot.findChildren(QPushButton) if each.isVisible()]
    return [each.text() for each in sorted(shown, key=lambda each: each.mapTo(foot, each.pos()).x())]


def test_the_acts_of_a_form_stand_at_its_foot_the_first_one_last(
    qtbot: QtBot, desk: Desk, context: Context, case_id: str
) -> None:
    page = NewCase(desk, context)
    arrived(qtbot, page)
    assert page.foot is not None
    assert buttons_of(page) == ["Cancel", "Next: the case"]
    assert page.foot.text == "Kept for you alone until you open the case, even if Casework locks"
    assert page.foot.mapTo(page, page.foot.rect().bottomLeft()).y() >= page.height() - 2
    page._show_step(at_case=True)
    settled(qtbot, page)
    assert buttons_of(page) == ["Cancel", "Back", "Open the case"]
    change = ChangeCase(desk, context, case_id)
    arrived(qtbot, change)
    assert buttons_of(change) == ["Cancel", "Save the change"]
