"""The people round the person: drawn for who can use a picture, and in the same words for who cannot."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.domain.cases.around import PersonCircle
from app.services.cases.pathway import Pathway
from app.services.desk import Desk
from app.services.vault.open_vault import OpenVault
from app.views.case.circle_page import CirclePage
from app.views.case.referral import Referral
from app.views.context.context import Context
from app.views.context.places import CaseAt, CircleAt, StateFact
from app.views.widgets.link import Link
from tests.charts.test_circle import SISTER, VICTIM
from tests.views.desk_ground import arrived, places_of, settled

AROUND = PersonCircle(people=(SISTER, VICTIM, replace(SISTER, name="Mr Oram", role="friend", safe="unknown")))


def text_of(widget: QWidget) -> str:
    QApplication.processEvents()
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())


def test_it_is_gone_through_by_keyboard_and_read_as_a_list(
    qtbot: QtBot, vault: OpenVault, desk: Desk, context: Context, case_id: str
) -> None:
    page = CirclePage(desk, context, case_id)
    arrived(qtbot, page)
    assert "Nobody is recorded yet." in text_of(page)
    Pathway(vault).state(case_id, "person.circle", AROUND)
    page.renew(frozenset())
    settled(qtbot, page)
    assert page.picture.isVisible()
    assert page.picture.height() > 0
    page.picture.setFocus()
    QTest.keyClick(page.picture, Qt.Key.Key_Down)
    assert page.picture.accessibleDescription().startswith(
        "Ines Fairweather, family: sister; not safe to contact"
    )
    QTest.keyClick(page.picture, Qt.Key.Key_Right)
    assert page.picture.accessibleDescription().startswith("V1, partner: partner; not known whether safe")
    QTest.keyClick(page.picture, Qt.Key.Key_End)
    assert page.picture.at == 1
    QTest.keyClick(page.picture, Qt.Key.Key_Up)
    QTest.keyClick(page.picture, Qt.Key.Key_Up)
    assert page.picture.at == 0
    assert "Ines Fairweather" not in text_of(page)
    page.ways.parts[0].setFocus()
    QTest.keyClick(page.ways.parts[0], Qt.Key.Key_Right)
    settled(qtbot, page)
    listed = text_of(page)
    assert not page.picture.isVisible()
    assert "V1, partner: partner; not known whether safe to contact; knows of the case." in listed
    assert "Mr Oram, friend: sister; not known whether safe to contact" in listed
    # Hidden, no name stands there in any form.
    for at in (1, 0):
        page.ways.choose(at)
        page.hide_names(True)
        shown = text_of(page)
        assert not page.picture.isVisible()
        assert "Oram" not in shown
        assert "Names are hidden" in shown
        page.hide_names(False)
    asked = places_of(page)
    page.change.click()
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert asked[0] == StateFact(case_id, "person.circle")
    assert asked[1:] in ([], [CaseAt(case_id, "referral")])


def test_without_room_the_list_stands_in_its_place_and_says_why(
    qtbot: QtBot, vault: OpenVault, desk: Desk, context: Context, case_id: str
) -> None:
    Pathway(vault).state(case_id, "person.circle", AROUND)
    page = CirclePage(desk, context, case_id)
    arrived(qtbot, page, width=300)
    assert "There is no room for the picture at this size" in text_of(page)
    assert "Mr Oram, friend" in text_of(page)
    page.resize(1000, 800)
    settled(qtbot, page)
    assert "There is no room" not in text_of(page)
    assert "Mr Oram, friend" not in text_of(page)
    assert page.picture.is_whole


def test_the_line_of_a_case_that_names_them_leads_there(
    qtbot: QtBot, vault: OpenVault, desk: Desk, context: Context, case_id: str
) -> None:
    Pathway(vault).state(case_id, "person.circle", AROUND)
    tab = Referral(desk, context, case_id)
    tab.show_sheet(desk.casefile.open(case_id))
    arrived(qtbot, tab)
    asked = places_of(tab)
    (shown,) = (each for each in tab.findChildren(Link) if each.accessibleName() == "Show: People round them")
    shown.click()
    assert asked == [CircleAt(case_id)]
