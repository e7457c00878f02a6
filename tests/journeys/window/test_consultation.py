"""A consultation about somebody who does not know of it; and a phrase of two years ago, found again."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain.kinds.session_note.content import SessionNote
from app.domain.values.dates import ClinicalDate
from app.services.cases.cases import CaseQuery
from app.services.desk import Desk
from app.services.vault.machine import Machine
from app.views.palette.palette import Palette
from tests.builders import LEAD_PASSPHRASE, add_case, complete, draft_with, open_as_lead
from tests.confirmed import sign
from tests.views.driver import Driver
from tests.views.stalls import not_counted


@pytest.fixture
def desk(folder: Path, machine: Machine, driver: Driver) -> Desk:
    """The window over a vault with a case about somebody who does not know of it."""
    with not_counted():
        vault = open_as_lead(folder, machine)
        add_case(vault, "Fairweather")
    driver.window.start.opened.emit(vault, str(folder))
    driver.rest()
    assert driver.window.open_desk is not None
    return driver.window.open_desk.desk


def find(driver: Driver, words: str) -> None:
    """Go to the first thing that the palette finds."""
    driver.key(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    driver.keys(words)
    driver.wait(lambda: "result" in driver.texts())
    driver.rest()
    driver.key(Qt.Key.Key_Return)
    driver.rest()


def test_a_consultation_about_somebody_who_does_not_know(desk: Desk, driver: Driver) -> None:
    find(driver, "fairweather")
    assert "Does not know of this case: no contact, letter or call" in driver.texts()
    driver.press("New record: choose its kind")
    driver.choose("Consultation")
    driver.rest()
    write_a_consultation(driver)
    driver.press("Sign…")
    driver.rest()
    driver.press("Sign consultation…")
    driver.type("Your passphrase", LEAD_PASSPHRASE)
    driver.press("Sign this consultation")
    driver.rest()
    assert "Genuine and unaltered" in driver.texts()
    with not_counted():
        (case,) = desk.cases.page(CaseQuery()).rows
        sheet = desk.casefile.open(case.id)
        entries = desk.chronology.page(case.id).rows
    assert [entry.kind for entry in entries] == ["consultation"]
    assert any("before anybody contacts the person" in caution.words for caution in sheet.cautions)


def write_a_consultation(driver: Driver) -> None:
    """Write every answer that signing needs, and what the question is about."""
    driver.type("Answer, in two sentences", "Begin with his grievance, not with the letters.")
    driver.type("Asked by", "DC Alex Hartwell, stalking unit")
    driver.answer("Agency", "Police")
    driver.press("Interviewing the person")
    driver.type("Question", "How should he be interviewed?")
    driver.type("Information seen", "Two statements of October 2026.")
    driver.answer("Person seen by health", "Not seen")
    driver.answer("What the person knows", "Does not know")
    driver.type("Before anybody contacts the person", "Do not say that health was asked.")
    driver.type("Limits of this opinion", "Nobody of health has seen him.")
    driver.press_like("Scenarios in brief, 0")
    driver.answer("Course", "Repeat", within="Scenario 1 of 1")
    driver.type("What might happen", "More letters to V1.")
    driver.press_like("Advice by agency, 0")
    driver.answer("Agency", "Police", within="Advice 1 of 1")
    driver.type("Advice", "One interviewer, one topic at a time.")
    driver.type("Good until", "+3m")
    driver.press_like("Given to, 0")
    driver.type("Who", "DC Alex Hartwell, stalking unit")
    driver.answer("Agency", "Police", within="Telling 1 of 1")
    driver.type("On", "today")
    driver.answer("How", "E-mail", within="Telling 1 of 1")
    driver.answer("Ground", "Consent", within="Telling 1 of 1")
    driver.answer("Person told of it", "Not safe to tell", within="Telling 1 of 1")
    driver.answer("Follow-up", "None: advice is complete")


def sign_many(desk: Desk) -> None:
    """A note of two years ago, and thirty after it."""
    (case,) = desk.cases.page(CaseQuery()).rows
    note = replace(complete(SessionNote), done="He kept the brass compass on the window sill.")
    draft = draft_with(desk.vault, case.id, "session_note", note)
    opened = desk.drafts.open(draft)
    long_ago = replace(opened.sheet, event=ClinicalDate(2024, 11, 20))
    desk.drafts.save(draft, long_ago, opened.revision)
    sign(desk.vault, draft)
    for number in range(30):
        sign(
            desk.vault,
            draft_with(desk.vault, case.id, "session_note", complete(SessionNote, f"Note {number}.")),
        )


def test_a_phrase_of_two_years_ago_is_found_and_marked(desk: Desk, driver: Driver) -> None:
    with not_counted():
        sign_many(desk)
    driver.key(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    driver.keys("brass compass")
    driver.wait(lambda: "result" in driver.texts())
    driver.rest()
    palette = QApplication.activeModalWidget()
    assert isinstance(palette, Palette)
    first = palette.rows.found(0)
    assert first is not None
    assert [piece.text for piece in first.under if piece.hit] == ["brass", "compass"]
    assert "20-Nov-2024" in first.right
    driver.key(Qt.Key.Key_Return)
    driver.wait(lambda: "brass compass" in driver.texts())
    assert "Genuine and unaltered" in driver.texts()
