"""What is typed into the small forms of a case is never thrown away: another tab, another screen, a lock keep it."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app.domain.cases.victim import VictimIdentity
from app.domain.fields.compartments import Compartment
from app.models.tables import UnfinishedRow
from app.services.cases.today import Sort
from app.services.desk import Desk
from app.services.vault.open_vault import OpenVault
from app.services.writing.unfinished import Place
from app.views.case.access import Access
from app.views.case.case_page import CasePage
from app.views.case.identity import IdentityForm
from app.views.case.victims import VictimSafety
from app.views.context.context import Context
from app.views.context.places import CaseAt
from app.views.context.tasks import Tasks
from app.views.theme.theme import Theme
from app.views.today.today_page import TodayPage
from tests.builders import LEAD_PASSPHRASE, enrol_colleague, signed
from tests.views.answers import Answers
from tests.views.desk_ground import arrived, places_of, settled

Open = Callable[[], CasePage]


def text_of(widget: QWidget) -> str:
    QApplication.processEvents()
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())


def press(widget: QWidget, name: str) -> None:
    QApplication.processEvents()
    next(e for e in widget.findChildren(QPushButton) if e.accessibleName() == name and e.isVisible()).click()


@pytest.fixture
def code(desk: Desk, case_id: str) -> str:
    return desk.victims.add(case_id, "stranger")


@pytest.fixture
def case(qtbot: QtBot, desk: Desk, context: Context, case_id: str) -> CasePage:
    """A case at its victims."""
    page = CasePage(desk, context, case_id)
    arrived(qtbot, page)
    at(qtbot, page, "victims")
    return page


def at(qtbot: QtBot, page: CasePage, tab: str) -> None:
    """Choose another tab."""
    page.show_tab(tab)
    settled(qtbot, page)


def safety(page: CasePage) -> VictimSafety:
    found = page.findChild(VictimSafety)
    assert found is not None
    return found


def form_of(page: CasePage) -> IdentityForm:
    form = safety(page)._form
    assert form is not None
    form.form.finish()
    return form


def typed(qtbot: QtBot, page: CasePage, code: str, name: str, reason: str = "A letter") -> IdentityForm:
    """Type who a code stands for."""
    press(page, f"Keep who {code} is")
    form = form_of(page)
    for field, said in (("name", name), ("reason", reason)):
        qtbot.keyClicks(form.form.fields.boxes[field].editor.target(), said)
    return form


def kept(desk: Desk) -> list[Place]:
    with desk.vault.database.read() as session:
        return [Place.of(place) for place in session.scalars(select(UnfinishedRow.place))]


def test_what_was_typed_of_a_victim_comes_back_when_another_tab_was_chosen(
    qtbot: QtBot, desk: Desk, code: str, case: CasePage, case_id: str
) -> None:
    typed(qtbot, case, code, "Marigold Thistlewood")
    at(qtbot, case, "overview")
    assert safety(case)._form is None
    assert kept(desk) == [Place("identity", case_id, code)]
    at(qtbot, case, "victims")
    assert f"What you typed of {code} is kept since" in text_of(case)
    # Nothing of an identity is on the screen before somebody goes on with it.
    assert "Marigold" not in text_of(case)
    press(case, f"Go on with who {code} is")
    settled(qtbot, case)
    content = form_of(case).form.content()
    assert (content.name, content.reason) == ("Marigold Thistlewood", "A letter")
    assert "What you typed here is back" in form_of(case).bar.text


def test_it_comes_back_after_a_lock_and_is_sealed_then(
    qtbot: QtBot, desk: Desk, context: Context, code: str, case: CasePage, case_id: str
) -> None:
    typed(qtbot, case, code, "Marigold Thistlewood")
    last = case.last_words()
    assert last is not None
    assert last() == ()
    other = CasePage(desk, context, case_id)
    arrived(qtbot, other)
    at(qtbot, other, "victims")
    press(other, f"Go on with who {code} is")
    settled(qtbot, other)
    assert form_of(other).form.content().name == "Marigold Thistlewood"
    press(other, "Seal and save")
    settled(qtbot, other)
    assert desk.victims.page(case_id).victims[0].is_identified
    assert kept(desk) == []
    assert other.last_words() is None


def test_a_reason_for_not_looking_is_kept_with_it(
    qtbot: QtBot, desk: Desk, code: str, case: CasePage, case_id: str
) -> None:
    form = typed(qtbot, case, code, "Kerensa Polwarth")

    def chip(name: str) -> QPushButton | None:
        QApplication.processEvents()
        found = (e for e in safety(case).findChildren(QPushButton) if e.accessibleName() == name)
        return next((e for e in found if e.isVisible()), None)

    for state in ("alone", "only beside another"):
        qtbot.waitUntil(lambda state=state: chip(f"Polwarth: {state}") is not None)
        chip(f"Polwarth: {state}").click()  # type: ignore[union-attr] # it is there
    qtbot.waitUntil(lambda: bool(form.looked_for._whys))
    (why,) = form.looked_for._whys.values()
    qtbot.keyClicks(why.target, "The clerk is called so")
    at(qtbot, case, "overview")
    at(qtbot, case, "victims")
    press(case, f"Go on with who {code} is")
    settled(qtbot, case)
    qtbot.waitUntil(lambda: chip("Polwarth: not looked for") is not None)
    press(case, "Seal and save")
    settled(qtbot, case)
    assert desk.victims.exposed(case_id, {"a": "about Kerensa", "b": "about Polwarth"}) == ("a",)


def test_a_change_of_an_identity_comes_back_over_what_is_sealed_and_only_where_it_is_shown(
    qtbot: QtBot, desk: Desk, code: str, case: CasePage, case_id: str
) -> None:
    desk.victims.identify(case_id, code, VictimIdentity(name="Marigold Thistlewood", reason="Advocate asks"))
    asks = case.context.asks
    assert isinstance(asks, Answers)

    def change() -> IdentityForm:
        asks.passphrases.append(LEAD_PASSPHRASE)
        press(case, f"Show who {code} is")
        qtbot.keyClicks(safety(case).reveal.reason, "To mend it")
        press(case, f"Show for {safety(case).reveal.seconds} seconds")
        settled(qtbot, case)
        press(case, "Change")
        settled(qtbot, case)
        return form_of(case)

    at(qtbot, case, "overview")
    at(qtbot, case, "victims")
    case.arrive()
    settled(qtbot, case)
    form = change()
    qtbot.keyClicks(form.form.fields.boxes["addresses"].editor.target(), "12 Elm Road")
    at(qtbot, case, "overview")
    at(qtbot, case, "victims")
    assert "choose Change" in text_of(case)
    content = change().form.content()
    assert (content.name, content.addresses) == ("Marigold Thistlewood", "12 Elm Road")


def test_what_is_given_up_is_kept_no_longer(qtbot: QtBot, desk: Desk, code: str, case: CasePage) -> None:
    form = typed(qtbot, case, code, "Marigold Thistlewood")
    form.leave()
    settled(qtbot, case)
    assert len(kept(desk)) == 1
    press(case, "Cancel")
    settled(qtbot, case)
    assert kept(desk) == []


def test_names_that_are_hidden_hide_what_is_typed_of_a_victim(
    qtbot: QtBot, code: str, case: CasePage
) -> None:
    form = typed(qtbot, case, code, "Marigold Thistlewood")
    settled(qtbot, case)
    assert form.form.isVisible()
    case.hide_names(hidden=True)
    settled(qtbot, case)
    assert not form.form.isVisible()
    case.hide_names(hidden=False)
    settled(qtbot, case)
    assert form.form.isVisible()


# --- letting somebody in --------------------------------------------------------------------------


@pytest.fixture
def restricted(qtbot: QtBot, vault: OpenVault, case: CasePage, case_id: str) -> Access:
    enrol_colleague(vault)
    signed(vault, case_id, "Words", compartment=Compartment.RESTRICTED)
    at(qtbot, case, "access")
    found = case.findChild(Access)
    assert found is not None
    return found


def test_why_somebody_is_let_in_is_kept_over_another_tab_and_a_lock(
    qtbot: QtBot, desk: Desk, context: Context, case: CasePage, restricted: Access, case_id: str
) -> None:
    restricted.who.setCurrentIndex(1)
    qtbot.keyClicks(restricted.why, "Covers the clinic")
    at(qtbot, case, "overview")
    at(qtbot, case, "access")
    assert (restricted.why.text(), restricted.who.currentIndex()) == ("Covers the clinic", 1)
    assert kept(desk) == [Place("access", case_id)]
    other = Access(desk, context, case_id)
    arrived(qtbot, other)
    settled(qtbot, other)
    assert (other.why.text(), other.who.currentIndex()) == ("Covers the clinic", 1)
    asks = other.context.asks
    assert isinstance(asks, Answers)
    asks.passphrases.append(LEAD_PASSPHRASE)
    press(other, "Let somebody in…")
    settled(qtbot, other)
    assert other.why.text() == ""
    assert kept(desk) == []


# --- today ----------------------------------------------------------------------------------------


@pytest.fixture
def today(qtbot: QtBot, desk: Desk, theme: Theme, tasks: Tasks, context: Context) -> Iterator[TodayPage]:
    made = TodayPage(desk, context)
    qtbot.addWidget(made)
    made.show()
    yield made
    tasks.finish()


def test_today_leads_to_what_was_left_and_names_nobody(
    qtbot: QtBot, code: str, case: CasePage, today: TodayPage, case_id: str
) -> None:
    typed(qtbot, case, code, "Marigold Thistlewood")
    at(qtbot, case, "overview")
    today.arrive()
    settled(qtbot, today)
    asked = places_of(today)
    rows = [today.table.row(n) for n in range(today.table.rowCount())]
    (at_form,) = (n for n, row in enumerate(rows) if row.sort == Sort.FORM)
    what = [column.key for column in today.table.columns].index("what")
    assert today.table.index(at_form, what).data() == "Who a victim is, not sealed yet"
    assert rows[at_form].reference.startswith("NM-")
    assert "Marigold" not in text_of(today)
    today.view.selectRow(at_form)
    qtbot.keyClick(today.view, Qt.Key.Key_Return)
    assert asked == [CaseAt(case_id, "victims")]
