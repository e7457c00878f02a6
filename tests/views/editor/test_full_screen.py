"""F11 gives what is written all of the screen; Escape, going elsewhere, hiding names and a lock give all back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QWidget

from app.services.records.drafts import Drafts
from app.services.vault.open_vault import OpenVault
from app.views.editor.editor_page import EditorPage
from tests.views.desk_ground import settled
from tests.views.editor.conftest import Table, writing_of
from tests.views.editor.test_editor_page import box

Placed = tuple[QWidget, QLabel, EditorPage]


@pytest.fixture
def placed(table: Table, vault: OpenVault, case_id: str) -> Placed:
    """An editor in a window, beside what stands round every screen."""
    page = table.editor(Drafts(vault).begin(case_id, "session_note").id, goes=True)
    window, rail, stack = QWidget(), QLabel("Parts"), QStackedWidget()
    table.qtbot.addWidget(window)
    row = QHBoxLayout(window)
    row.addWidget(rail)
    row.addWidget(stack)
    stack.addWidget(page)
    stack.addWidget(QLabel("Another screen"))
    window.resize(1280, 800)
    window.show()
    page.show()
    settled(table.qtbot, page)
    box(page, "done").setFocus()
    table.qtbot.waitUntil(box(page, "done").hasFocus)
    return window, rail, page


def test_f11_leaves_nothing_but_what_is_written_and_escape_gives_all_back(
    table: Table, placed: Placed
) -> None:
    window, rail, page = placed
    writing, done = writing_of(page), box(page, "done")
    table.qtbot.keyClicks(done, "He waited")
    at = done.textCursor().position()
    before = {each for each in window.findChildren(QWidget) if each.isVisible()}
    table.qtbot.keyClick(done, Qt.Key.Key_F11)
    settled(table.qtbot, page)
    assert window.isFullScreen()
    assert not rail.isVisible()
    assert not writing.outline.isVisible()
    assert not writing.beside.isVisible()
    assert writing.foot.isVisible()
    assert done.hasFocus()
    table.qtbot.keyClicks(done, " at the gate")
    assert done.toPlainText() == "He waited at the gate"
    table.qtbot.keyClick(done, Qt.Key.Key_Escape)
    settled(table.qtbot, page)
    assert not window.isFullScreen()
    assert {each for each in before if not each.isVisible()} == set()
    assert done.hasFocus()
    assert done.textCursor().position() == at + len(" at the gate")


def test_escape_closes_the_search_first(table: Table, placed: Placed) -> None:
    window, _, page = placed
    table.qtbot.keyClick(box(page, "done"), Qt.Key.Key_F11)
    writing_of(page).finding.open_bar()
    table.qtbot.keyClick(writing_of(page).finding.field, Qt.Key.Key_Escape)
    assert (writing_of(page).finding.isVisible(), window.isFullScreen()) == (False, True)
    table.qtbot.keyClick(box(page, "done"), Qt.Key.Key_F11)
    assert not window.isFullScreen()


@pytest.mark.parametrize(
    "act", [lambda page: page.leave(), lambda page: page.hide_names(True)], ids=["leave", "hide"]
)
def test_going_elsewhere_and_hiding_names_give_all_back(table: Table, placed: Placed, act: object) -> None:
    window, rail, page = placed
    table.qtbot.keyClick(box(page, "done"), Qt.Key.Key_F11)
    assert not rail.isVisible()
    assert callable(act)
    act(page)
    assert (rail.isVisible(), window.isFullScreen()) == (True, False)
