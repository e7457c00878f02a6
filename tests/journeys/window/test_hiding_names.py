"""F12 takes every name off the screen, wherever one is and wherever one goes."""

import pytest
from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from app.views.cases.case_list import CaseList as CaseListPage
from app.views.context.places import CaseAt, CaseList, DraftAt, RecordAt, Today
from tests.journeys.window.ground import FAMILY, GIVEN, WORDS, Desk, Place


def shown_texts(desk: Desk) -> str:
    """What a person can read on the screen: as a screen reader would, and the cells of tables and lists too."""
    texts = [desk.texts()]
    for view in desk.window.findChildren(QAbstractItemView):
        model = view.model()
        if not view.isVisible() or model is None or isinstance(view, QHeaderView):
            continue
        columns = [0]
        if isinstance(view, QTableView) and isinstance(model, QAbstractTableModel):
            columns = [n for n in range(model.columnCount()) if not view.isColumnHidden(n)]
        for row in range(min(model.rowCount(QModelIndex()), 50)):
            for column in columns:
                cell = model.index(row, column)
                roles = (
                    Qt.ItemDataRole.DisplayRole,
                    Qt.ItemDataRole.ToolTipRole,
                    Qt.ItemDataRole.AccessibleTextRole,
                )
                texts += [str(cell.data(role)) for role in roles if cell.data(role)]
    return "\n".join(texts)


NAMES = (FAMILY, FAMILY.upper(), GIVEN, "Fairweather")


@pytest.mark.parametrize("where", ["today", "cases", "case", "chronology", "record", "draft", "tabs"])
def test_f12_hides_the_name_on_every_screen_and_shows_it_again(desk: Desk, place: Place, where: str) -> None:
    places = {
        "today": (Today(),),
        "cases": (CaseList(),),
        "case": (CaseAt(place.case_id),),
        "chronology": (CaseAt(place.case_id, "chronology"),),
        "record": (RecordAt(place.case_id, place.record_id),),
        "draft": (DraftAt(place.case_id, place.draft_id),),
        "tabs": tuple(
            CaseAt(place.case_id, tab)
            for tab in ("assessment", "formulation", "sessions", "victims", "sharing")
        ),
    }[where]
    for each in places:
        desk.open_desk.shell.go(each)
        desk.rest()
        shown = shown_texts(desk)
        assert FAMILY in shown or FAMILY.upper() in shown, shown
        desk.key(Qt.Key.Key_F12)
        desk.rest()
        hidden = shown_texts(desk)
        assert not [name for name in NAMES if name in hidden], hidden
        desk.key(Qt.Key.Key_F12)
        desk.rest()
        assert [name for name in NAMES if name in shown_texts(desk)] == [
            name for name in NAMES if name in shown
        ]


def test_hidden_names_stay_hidden_wherever_one_goes(desk: Desk, place: Place) -> None:
    desk.key(Qt.Key.Key_F12)
    for each in (CaseList(), CaseAt(place.case_id), RecordAt(place.case_id, place.record_id), Today()):
        desk.open_desk.shell.go(each)
        desk.rest()
        assert not [name for name in NAMES if name in shown_texts(desk)], each


def test_no_sentence_of_a_record_stands_in_a_list_while_names_are_hidden(desk: Desk, place: Place) -> None:
    for tab in ("overview", "chronology", "sessions"):
        desk.open_desk.shell.go(CaseAt(place.case_id, tab))
        desk.rest()
        assert WORDS in shown_texts(desk), tab
        desk.key(Qt.Key.Key_F12)
        desk.rest()
        assert WORDS not in shown_texts(desk), tab
        desk.key(Qt.Key.Key_F12)
        desk.rest()


@pytest.mark.parametrize("hides_first", [True, False])
def test_the_board_tells_no_name_while_names_are_hidden(desk: Desk, place: Place, hides_first: bool) -> None:  # noqa: FBT001
    desk.open_desk.shell.go(CaseList())
    desk.rest()
    page = desk.open_desk.shell.front
    assert isinstance(page, CaseListPage)
    steps = [lambda: page.ways.choose(1), lambda: desk.key(Qt.Key.Key_F12)]
    for step in reversed(steps) if hides_first else steps:
        step()
        desk.rest()
    assert not [name for name in NAMES if name in shown_texts(desk)]
    desk.key(Qt.Key.Key_F12)
    desk.rest()
    assert FAMILY.upper() in shown_texts(desk)
