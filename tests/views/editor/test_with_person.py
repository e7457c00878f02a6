"""What is written with the person beside the screen: their name, the questions, and nothing else of the case."""

from dataclasses import replace

from PySide6.QtWidgets import QLabel, QPushButton

from app.domain.kinds.check_in.content import CheckIn
from app.domain.kinds.session_note.content import SessionNote
from app.domain.values.dates import ClinicalDate
from app.services.vault.open_vault import OpenVault
from app.views.context.places import CaseAt, Place, WithPerson
from app.views.editor.editor_page import EditorPage
from app.views.editor.with_person import WithPersonPage
from tests.builders import LEAD_PASSPHRASE, complete, draft_with
from tests.confirmed import sign
from tests.views.desk_ground import places_of, settled
from tests.views.editor.conftest import Table

WEEK = CheckIn(time="4", urge="6", acted="no", confidence="7")


def opened(table: Table, case_id: str, draft_id: str = "", code: str = "check_in") -> WithPersonPage:
    """The page of a check-in, or of another kind, ready."""
    draft_id = draft_id or table.desk.drafts.begin(case_id, code).id
    page = WithPersonPage(table.desk, table.context, case_id, draft_id)
    table.qtbot.addWidget(page)
    page.resize(1000, 800)
    page.show()
    page.activateWindow()
    page.arrive()
    settled(table.qtbot, page)
    table.qtbot.waitUntil(lambda: page.form is not None and page.form.is_ready)
    settled(table.qtbot, page)
    return page


def keys(table: Table, page: WithPersonPage, typed: str) -> None:
    """Type at whatever has the keyboard."""
    for each in typed:
        held = page.focusWidget()
        assert held is not None
        table.qtbot.keyClicks(held, each)
    settled(table.qtbot, page)


def content(page: WithPersonPage) -> CheckIn:
    """What stands on the page."""
    assert page.form is not None
    said = page.form.body.content()
    assert isinstance(said, CheckIn)
    return said


def asked(page: WithPersonPage) -> list[str]:
    """The fields in sight."""
    assert page.form is not None
    return [name for name, box in page.form.body.fields.boxes.items() if box.isVisible()]


def in_sight(page: WithPersonPage) -> str:
    """Every word in sight."""
    words = [each.text() for each in page.findChildren(QLabel) if each.isVisible()]
    return "\n".join([*words, *(each.text() for each in page.findChildren(QPushButton) if each.isVisible())])


def test_four_keys_answer_it(table: Table, case_id: str) -> None:
    page = opened(table, case_id)
    assert asked(page) == ["time", "urge", "acted", "confidence"]
    assert content(page) == CheckIn()
    keys(table, page, "4xn7")
    assert content(page) == CheckIn(time="4", urge="10", acted="no", confidence="7")
    assert page.focusWidget() is page.sign


def test_what_is_declined_or_not_asked_has_a_key_too(table: Table, case_id: str) -> None:
    page = opened(table, case_id)
    keys(table, page, "d-d-")
    assert content(page) == CheckIn(
        time="declined", urge="not_asked", acted="declined", confidence="not_asked"
    )


def test_the_page_has_the_name_and_nothing_else_of_the_case(
    table: Table, vault: OpenVault, case_id: str
) -> None:
    flagged = replace(complete(SessionNote), admission="none")
    sign(vault, draft_with(vault, case_id, "session_note", flagged))
    page = opened(table, case_id)
    sheet = table.desk.casefile.open(case_id)
    assert page.heading.text() == sheet.person.details.sort_name
    told = in_sight(page)
    assert not any(each.words in told for each in sheet.cautions)
    assert not any(each.sign in told for each in sheet.flags)
    for word in (sheet.case.reference, "flag", "Victim", "NHS", "Case", sheet.case.lead):
        assert word not in told


def test_plus_asks_more_and_never_what_is_for_the_clinician_alone(table: Table, case_id: str) -> None:
    page = opened(table, case_id)
    keys(table, page, "4+")
    assert asked(page) == ["time", "urge", "acted", "confidence", "distress", "contact", "note"]


def test_an_answer_that_moved_asks_more(table: Table, vault: OpenVault, case_id: str) -> None:
    sign(vault, draft_with(vault, case_id, "check_in", WEEK))
    page = opened(table, case_id)
    keys(table, page, "4")
    assert "distress" not in asked(page)
    keys(table, page, "9")
    assert "distress" in asked(page)


def test_it_is_signed_by_one_passphrase_and_nothing_comes_into_sight_by_itself(
    table: Table, case_id: str
) -> None:
    page = opened(table, case_id)
    places = places_of(page)
    keys(table, page, "46n7")
    table.asks.passphrases.append(LEAD_PASSPHRASE)
    page.sign.click()
    settled(table.qtbot, page)
    assert table.asks.asked == ["Sign this check-in"]
    (entry,) = table.desk.chronology.page(case_id).rows
    assert entry.title == "Check-in: time 4, urge 6, acted no, confidence 7"
    assert table.desk.casefile.open(case_id).case.reference not in table.asks.details[0]
    assert places == []
    assert "Turn the screen away before you go back" in in_sight(page)
    page.back.click()
    assert places == [CaseAt(case_id, "sessions")]


def test_what_was_acted_on_is_followed_up_once_the_screen_is_turned_away(table: Table, case_id: str) -> None:
    page = opened(table, case_id)
    keys(table, page, "46y7")
    assert not {"victims", "flag", "no_flag_why"} & set(asked(page))
    page.sign.click()
    settled(table.qtbot, page)
    assert table.asks.asked == []
    assert "flag" not in in_sight(page)
    page.turned.click()
    settled(table.qtbot, page)
    assert asked(page) == ["how", "victims", "flag", "no_flag_why"]
    page.sign.click()
    settled(table.qtbot, page)
    assert "Why no red flag is raised" in in_sight(page)
    assert table.asks.asked == []


def test_a_missing_answer_is_named_and_nothing_is_signed(table: Table, case_id: str) -> None:
    page = opened(table, case_id)
    keys(table, page, "46n")
    page.sign.click()
    settled(table.qtbot, page)
    assert table.asks.asked == []
    assert page.form is not None
    assert [each.path for each in page.form.summary.problems] == ["confidence"]


def test_the_answers_are_in_the_vault_when_it_is_left(table: Table, case_id: str) -> None:
    page = opened(table, case_id)
    keys(table, page, "46")
    page.leave()
    settled(table.qtbot, page)
    assert table.desk.drafts.open(page.draft_id).sheet.content == CheckIn(time="4", urge="6")


def test_hidden_names_take_the_answers_along(table: Table, case_id: str) -> None:
    page = opened(table, case_id)
    page.hide_names(True)
    assert page.heading.text() == "Name hidden"
    assert asked(page) == []


def test_no_draft_of_it_is_opened_under_the_banner_of_its_case(table: Table, case_id: str) -> None:
    draft = table.desk.drafts.begin(case_id, "check_in")
    page = EditorPage(table.desk, table.context, case_id, draft.id)
    table.qtbot.addWidget(page)
    went: list[Place] = places_of(page)
    page.arrive()
    settled(table.qtbot, page)
    assert went == [WithPerson(case_id, draft.id)]
    assert page.writing is None
    assert page.is_over


def test_date_and_how_come_from_the_appointment_that_is_being_noted(
    table: Table, vault: OpenVault, case_id: str
) -> None:
    day = ClinicalDate.from_wire("2026-11-02")
    note = table.desk.drafts.begin(case_id, "session_note")
    sheet = replace(note.sheet, event=day, content=SessionNote(mode="video"))
    table.desk.drafts.save(note.id, sheet, note.revision)
    begun = table.desk.drafts.begin(case_id, "check_in")
    assert (begun.sheet.event, begun.sheet.content) == (day, CheckIn(how="video"))


def test_without_an_appointment_it_is_of_today(table: Table, case_id: str) -> None:
    begun = table.desk.drafts.begin(case_id, "check_in")
    assert begun.sheet.event == ClinicalDate.of(table.desk.today_date())
    assert begun.sheet.content == CheckIn()


def test_it_can_be_left_for_the_sections_of_the_case(table: Table, case_id: str) -> None:
    page = opened(table, case_id)
    places = places_of(page)
    page.back.click()
    # The case comes into sight at the second press alone, and not at a slip of the hand.
    assert places == []
    assert "turn the screen away first" in page.bar.text
    keys(table, page, "4")
    assert page.bar.text == ""
    page.back.click()
    page.back.click()
    assert places == [CaseAt(case_id, "sessions")]
