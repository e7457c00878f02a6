"""Who reads what is restricted in a case: said on its page, and changed there by whoever leads it."""

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.domain.fields.compartments import Compartment
from app.services.desk import Desk
from app.services.vault.open_vault import OpenVault
from app.views.case.access import Access
from app.views.context.context import Context
from tests.builders import COLLEAGUE, LEAD, LEAD_PASSPHRASE, enrol_colleague, signed
from tests.views.answers import Answers
from tests.views.desk_ground import arrived, settled


@pytest.fixture
def tab(qtbot: QtBot, desk: Desk, context: Context, vault: OpenVault, case_id: str) -> Access:
    """The page of a case in which the lead wrote something restricted, with a colleague in the team."""
    enrol_colleague(vault)
    signed(vault, case_id, "Words", compartment=Compartment.RESTRICTED)
    made = Access(desk, context, case_id)
    arrived(qtbot, made)
    return made


def told(tab: Access) -> list[str]:
    return [each.text() for each in tab.findChildren(QLabel) if each.isVisible() and each.text()]


def answers(tab: Access) -> Answers:
    made = tab.context.asks
    assert isinstance(made, Answers)
    return made


def test_a_case_in_which_nothing_is_restricted_says_who_would_read_it(
    qtbot: QtBot, desk: Desk, context: Context, case_id: str
) -> None:
    tab = Access(desk, context, case_id)
    arrived(qtbot, tab)
    assert "Nothing is restricted in this case" in told(tab)
    assert not tab.let_in.isVisible()
    tab.focus_first()
    qtbot.waitUntil(tab.area.hasFocus)


def test_somebody_is_let_in_with_a_reason_and_the_passphrase(qtbot: QtBot, tab: Access) -> None:
    assert LEAD.name in told(tab)
    assert "Leads the case." in told(tab)
    assert COLLEAGUE.name not in told(tab)
    answers(tab).passphrases.append(LEAD_PASSPHRASE)
    tab.who.setCurrentIndex(1)
    tab.why.setText("Covers the clinic")
    tab.let_in.click()
    settled(qtbot, tab)
    assert answers(tab).asked == [f"Let {COLLEAGUE.name} in"]
    assert "cannot be taken back" in answers(tab).details[0]
    assert COLLEAGUE.name in told(tab)
    assert any(text.startswith(f"Let in by {LEAD.name}") for text in told(tab))
    assert "Why: Covers the clinic" in told(tab)
    assert not tab.let_in.isVisible()
    tab.hide_names(hidden=True)
    settled(qtbot, tab)
    assert "Why: hidden" in told(tab)


def test_what_is_left_out_is_said_at_its_field_and_takes_the_keyboard(qtbot: QtBot, tab: Access) -> None:
    tab.let_in.click()
    assert "Error: Choose a colleague." in told(tab)
    assert "Error: Say why they need to read it." in told(tab)
    qtbot.waitUntil(tab.who.hasFocus)
    tab.who.setCurrentIndex(1)
    tab.let_in.click()
    assert "Error: Choose a colleague." not in told(tab)
    qtbot.waitUntil(tab.why.hasFocus)
    assert answers(tab).asked == []


def test_a_wrong_passphrase_lets_nobody_in(qtbot: QtBot, tab: Access) -> None:
    answers(tab).passphrases.append("not the lead's own words")
    tab.who.setCurrentIndex(1)
    tab.why.setText("Covers the clinic")
    tab.let_in.click()
    qtbot.waitUntil(lambda: tab.bar.text == "That is not your passphrase: nothing was done.")
    assert len(tab.desk.restricted.page(tab.case_id).readers) == 1
    assert tab.why.text() == "Covers the clinic"
