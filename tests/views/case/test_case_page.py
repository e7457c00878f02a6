"""The case page: the banner by its rules, what must be seen before acting, and the way through its tabs."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from app.domain.kinds.order.content import Order
from app.domain.kinds.registry import KINDS, OFFERED
from app.domain.records.kind import SECTIONS
from app.domain.values.dates import ClinicalDate
from app.services.desk import Desk
from app.services.vault.open_vault import OpenVault
from app.views.case.case_page import CasePage
from app.views.case.parts import PARTS
from app.views.case.referral import Referral
from app.views.case.warnings import Flag
from app.views.cases.changing import ChangeCase
from app.views.context.context import Context
from app.views.context.places import CaseAt, NewRecord, RecordAt
from app.views.widgets.flow import Wide
from app.views.widgets.layouts import horizontal
from app.views.widgets.page import Page
from app.views.widgets.words import HYPHEN
from tests.builders import add_case, complete, draft_with, raise_flag
from tests.confirmed import sign
from tests.views.desk_ground import arrived, places_of, settled


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, context: Context, case_id: str) -> Iterator[CasePage]:
    page = CasePage(desk, context, case_id)
    page.show_tab("overview")
    # As in the rail: in a window beside the page.
    window = QWidget()
    horizontal(window, page.sections, (page, 1))
    qtbot.addWidget(window)
    window.resize(1246, 800)
    window.show()
    page.arrive()
    settled(qtbot, page)
    yield page
    window.hide()


def seen(page: CasePage) -> list[str]:
    """The banner as it is read, left to right and down."""
    labels = [each for each in page.banner.findChildren(QLabel) if each.isVisible()]
    labels.sort(
        key=lambda each: (each.mapTo(page, each.rect().center()).y() // 12, each.mapTo(page, each.pos()).x())
    )
    return [each.text().replace("\N{NON-BREAKING HYPHEN}", "-") for each in labels]


def test_the_banner_names_the_person_in_the_order_of_the_rules(page: CasePage) -> None:
    labels = [label for label, _ in page.banner.facts()]
    assert labels == ["", "Born", "Sex", "NHS No.", "Case", "PNC ID", "Lead"]
    assert seen(page)[0] == "FAIRWEATHER, Colm"
    assert seen(page)[1:7] == ["Born", "14-Aug-1980 (46y)", "Sex", "Male", "NHS No.", "943 476 5919"]


@pytest.mark.parametrize(
    ("born", "said"),
    [
        (ClinicalDate(1980), "1980 (45 or 46y)"),
        (ClinicalDate(1980, 5), "May-1980 (46y)"),
        (ClinicalDate(1980, 5, 1, about=True), "about 01-May-1980 (about 46y)"),
        (ClinicalDate(), "Not known"),
    ],
)
def test_the_age_is_as_exact_as_the_date_of_birth(
    qtbot: QtBot, vault: OpenVault, desk: Desk, context: Context, born: ClinicalDate, said: str
) -> None:
    page = CasePage(desk, context, add_case(vault, "Eldred", born=born))
    arrived(qtbot, page)
    assert dict(page.banner.facts())["Born"].replace("\N{NON-BREAKING HYPHEN}", "-") == said


def test_the_banner_is_drawn_anew_in_another_size_and_only_once_for_the_same(page: CasePage) -> None:
    before = page.banner.findChildren(Wide)[0]
    assert page.sheet is not None
    page.banner.show_case(page.sheet)
    page.banner.hide_names(False)
    assert page.banner.findChildren(Wide)[0] is before
    gaps = [each.layout().spacing() for each in page.banner.findChildren(QWidget) if each.layout()]
    page.context.theme.use("light", 200)
    fresh = [each for each in page.banner.findChildren(Wide) if each is not before and each.isVisible()]
    assert fresh[0].parentWidget().layout().spacing() == 2 * min(gap for gap in gaps if gap)


def test_the_keyboard_goes_through_the_banner_in_the_order_it_is_read(qtbot: QtBot, page: CasePage) -> None:
    values = [each for each in page.banner.findChildren(Wide) if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
    values[0].setFocus()
    for expected in values[1:]:
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
        assert page.focusWidget() is expected
    assert values[0].text() == "FAIRWEATHER, Colm"


def test_what_is_not_known_is_said_so(qtbot: QtBot, vault: OpenVault, desk: Desk, context: Context) -> None:
    page = CasePage(desk, context, add_case(vault, "Quill"))
    arrived(qtbot, page)
    facts = dict(page.banner.facts())
    assert (facts["Born"], facts["Sex"], facts["NHS No."]) == ("Not known", "Not known", "Not known")
    assert "PNC ID" not in facts


def test_a_long_name_is_never_cut_off(qtbot: QtBot, vault: OpenVault, desk: Desk, context: Context) -> None:
    page = CasePage(desk, context, add_case(vault, "Featherstonehaugh-" * 8 + "Ley"))
    arrived(qtbot, page, width=600)
    name = page.banner.findChildren(Wide)[0]
    assert name.height() >= name.heightForWidth(name.width())
    assert name.mapTo(page, name.rect().bottomRight()).x() <= page.width()


def test_a_name_with_markup_is_shown_as_it_is(
    qtbot: QtBot, vault: OpenVault, desk: Desk, context: Context
) -> None:
    page = CasePage(desk, context, add_case(vault, "<b>Bold</b>"))
    arrived(qtbot, page)
    assert page.banner.findChildren(Wide)[0].textFormat() is Qt.TextFormat.PlainText


def test_says_before_anything_else_that_the_person_does_not_know(qtbot: QtBot, page: CasePage) -> None:
    label = next(each for each in said(page) if each.text().startswith("Does not know of this case"))
    # Whole: what forbids an act is never cut.
    assert label.width() >= label.sizeHint().width()
    page.warnings.turn()
    settled(qtbot, page)
    assert any(each.text().startswith("The person does not know about this case.") for each in said(page))


def test_the_state_says_what_records_say_of_the_law_and_when_the_rest_was_stated(
    qtbot: QtBot, vault: OpenVault, desk: Desk, page: CasePage
) -> None:
    facts = desk.casefile.open(page.case_id).case.facts
    desk.cases.change(page.case_id, replace(facts, justice_stage="trial"))
    made = ClinicalDate(2026, 4, 1)
    for kind in ("restraining_conviction", "non_molestation", "spo"):
        order = Order(
            order_type=kind, court="Northmoor", made=made, served=made, starts=made, duration="further_order"
        )
        order = replace(order, route="police_application" if kind == "spo" else "")
        sign(vault, draft_with(vault, page.case_id, "order", order))
    page.arrive()
    settled(qtbot, page)
    told = page.banner.state.accessibleName().replace(HYPHEN, "-").split(" · ")
    assert told[-4:] == [
        "Stalking protection order, until further order",
        "Non-molestation order, until further order",
        "1 more",
        f"Before the court, stated {ClinicalDate.of(vault.today()).show()}",
    ]


@pytest.mark.parametrize("size", [(1280, 800), (1024, 640)])
def test_banner_state_and_safety_leave_the_page_its_room(
    qtbot: QtBot, vault: OpenVault, desk: Desk, page: CasePage, size: tuple[int, int]
) -> None:
    raise_flag(vault, page.case_id, seen="A knife was seen")
    page.window().resize(*size)
    page.show_tab("chronology")
    page.arrive()
    settled(qtbot, page)
    head = page.banner.height() + page.warnings.height()
    assert head <= (128 if size[0] == 1280 else 76)
    assert page.warnings.height() == 40
    page.banner.set_folded(True)
    settled(qtbot, page)
    assert page.banner.height() + page.warnings.height() <= 76


def test_the_banner_folds_as_the_page_is_scrolled_and_comes_back_at_its_top(
    qtbot: QtBot, desk: Desk, page: CasePage
) -> None:
    for _ in range(25):
        draft = desk.drafts.begin(page.case_id, "session_note")
        content = complete(KINDS["session_note"].content)
        desk.drafts.save(draft.id, replace(draft.sheet, content=content), draft.revision)
        sign(desk.vault, draft.id)
    page.show_tab("chronology")
    settled(qtbot, page)
    bar = page._area.verticalScrollBar()
    assert not page.banner.is_folded
    bar.setValue(bar.maximum())
    assert page.banner.is_folded
    bar.setValue(0)
    assert not page.banner.is_folded


@pytest.mark.parametrize("width", range(720, 1500, 50))
def test_a_red_flag_stands_in_the_strip_whole_or_without_its_date(
    qtbot: QtBot, vault: OpenVault, desk: Desk, page: CasePage, width: int
) -> None:
    for _ in range(2):
        raise_flag(vault, page.case_id, seen="A knife was seen")
    page.arrive()
    page.window().resize(width, 800)
    settled(qtbot, page)
    shown = [each for each in page.warnings.findChildren(Flag) if each.isVisible()]
    assert shown
    for each in shown:
        words = each.findChild(QLabel)
        assert words.width() >= words.sizeHint().width() or "2026" not in words.text()
        assert "2026" in each.toolTip()
    assert "2 red flags" in [each.text() for each in said(page)]


def said(page: CasePage) -> list[QLabel]:
    """What the strip and what it opens to say."""
    return [each for each in page.warnings.findChildren(QLabel) if each.isVisible()]


def test_a_red_flag_is_counted_and_opens_its_record(
    qtbot: QtBot, vault: OpenVault, desk: Desk, context: Context, case_id: str
) -> None:
    record = raise_flag(vault, case_id, seen="A knife was seen")
    page = CasePage(desk, context, case_id)
    asked = places_of(page)
    arrived(qtbot, page)
    assert "1 red flag" in [each.text() for each in page.warnings.findChildren(QLabel)]
    link = page.warnings.findChild(Flag)
    assert "knife" not in link.accessibleName()
    link.click()
    # The sign is looked for there, so that the row that raised the flag is marked and in sight.
    assert asked == [RecordAt(case_id, record, '"Weapon sought, held or spoken of"')]


def test_a_small_window_counts_what_does_not_forbid_an_act(
    qtbot: QtBot, vault: OpenVault, desk: Desk, context: Context, case_id: str
) -> None:
    raise_flag(vault, case_id, seen="A knife was seen")
    page = CasePage(desk, context, case_id)
    arrived(qtbot, page, width=620, height=420)
    stop = next(each for each in said(page) if each.text().startswith("Does not know of this case"))
    assert stop.width() >= stop.sizeHint().width()
    assert "1 red flag" in [each.text() for each in said(page)]
    assert page.warnings.height() == 40
    page.warnings.turn()
    settled(qtbot, page)
    assert any("Weapon" in each.text() for each in said(page))


def test_hidden_names_leave_only_the_reference(page: CasePage) -> None:
    page.hide_names(hidden=True)
    facts = dict(page.banner.facts())
    assert facts[""] == "Name hidden"
    assert {facts[label] for label in ("Born", "NHS No.", "PNC ID")} == {"Hidden"}
    assert facts["Case"].startswith("NM-")
    assert "FAIRWEATHER" not in " ".join(seen(page))
    page.hide_names(hidden=False)
    assert dict(page.banner.facts())[""] == "FAIRWEATHER, Colm"


def test_ctrl_page_down_and_up_go_through_the_tabs_and_tell_the_place(qtbot: QtBot, page: CasePage) -> None:
    asked = places_of(page)
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(page.sections, Qt.Key.Key_PageDown, control)
    qtbot.keyClick(page.sections, Qt.Key.Key_PageUp, control)
    qtbot.keyClick(page.sections, Qt.Key.Key_PageUp, control)
    assert [place.tab for place in asked if isinstance(place, CaseAt)] == [
        "referral",
        "overview",
        "documents",
    ]


def test_arrows_go_from_tab_to_tab(qtbot: QtBot, page: CasePage) -> None:
    page.focus_first()
    qtbot.keyClick(page.sections, Qt.Key.Key_Down)
    settled(qtbot, page)
    assert page.tab == "referral"
    assert any(isinstance(each, Referral) and each.isVisible() for each in page.findChildren(Page))


def test_every_tab_loads_without_a_record(qtbot: QtBot, page: CasePage) -> None:
    failures: list[object] = []
    page.context.tasks.failed.connect(failures.append)
    for part in PARTS:
        page.show_tab(part.name)
        settled(qtbot, page)
        tab = page._tabs[part.name]
        assert tab.isVisible()
        assert not tab.bar.text
        assert [each.text() for each in tab.findChildren(QLabel) if each.isVisible() and each.text()]
    assert failures == []


def test_every_tab_loads_with_records_of_every_kind(
    qtbot: QtBot, vault: OpenVault, desk: Desk, context: Context, case_id: str
) -> None:
    for code in (
        "referral",
        "screening",
        "fixation_profile",
        "formulation",
        "session_note",
        "incident",
        "order",
        "custody",
    ):
        draft = desk.drafts.begin(case_id, code)
        sheet = replace(draft.sheet, content=complete(KINDS[code].content))
        desk.drafts.save(draft.id, sheet, draft.revision)
        sign(desk.vault, draft.id)
    page = CasePage(desk, context, case_id)
    failures: list[object] = []
    context.tasks.failed.connect(failures.append)
    arrived(qtbot, page)
    for part in PARTS:
        page.show_tab(part.name)
        settled(qtbot, page)
        assert not page._tabs[part.name].bar.text, part.name
    assert failures == []


def test_opening_is_noted_once_for_all_tabs(qtbot: QtBot, vault: OpenVault, page: CasePage) -> None:
    def opened() -> int:
        with vault.database.read() as session:
            count = "select count(*) from ledger where action = 'case.open'"
            return int(session.connection().exec_driver_sql(count).scalar() or 0)

    before = opened()
    page.asked_for.connect(lambda place: (page.show_tab(place.tab), page.arrive()))
    for part in PARTS[1:]:
        page.sections.setCurrentRow(PARTS.index(part))
        settled(qtbot, page)
    assert opened() == before


def test_the_banner_stays_when_something_of_the_case_is_shown(qtbot: QtBot, page: CasePage) -> None:
    inside = ChangeCase(page.desk, page.context, page.case_id)
    page.show_inside(inside)
    assert inside.isVisible()
    assert page.banner.isVisible()
    assert page.banner.is_folded
    with qtbot.waitSignal(inside.destroyed):
        page.show_tab("sessions")
    assert not page.banner.is_folded
    assert page.tab == "sessions"


def test_a_case_that_is_not_there_says_so(qtbot: QtBot, desk: Desk, context: Context) -> None:
    page = CasePage(desk, context, "01a20000-0000-7000-8000-000000000001")
    arrived(qtbot, page)
    assert page.bar.text


def test_begins_a_record_of_a_kind(page: CasePage, case_id: str) -> None:
    asked = places_of(page)
    menu = page._tabs["overview"].offers()  # type: ignore[attr-defined]
    assert menu.actions()[0].text() == "Red flag"
    below = {action.text(): made for action in menu.actions() if isinstance(made := action.menu(), QMenu)}
    assert set(below) == {SECTIONS[kind.section] for kind in OFFERED if kind.code != "red_flag"}
    titles = [action.text() for made in below.values() for action in made.actions()]
    assert sorted(titles) == sorted(kind.title for kind in OFFERED if kind.code != "red_flag")
    next(each for each in below["Sessions"].actions() if each.text() == "Session note").trigger()
    assert asked == [NewRecord(case_id, "session_note")]
