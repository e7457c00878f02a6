"""Whatever is done in a narrative, its caret is in view with a line of air, and the page scrolls and not the box."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QRect, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from app.services.records.drafts import Drafts
from app.services.vault.open_vault import OpenVault
from app.views.editor.editor_page import EditorPage
from app.views.forms.growing_box import GrowingBox
from app.views.theme.theme import Theme
from tests.views.editor.conftest import Table, writing_of
from tests.views.settling import settle

LINE = "He waited at the gate until she had gone, and then he went home by the other way."


def narrative(page: EditorPage) -> GrowingBox:
    """What the session note is written for, with the keyboard."""
    form = writing_of(page).form
    form.focus_field("done")
    settle(page)
    box = form.body.fields.boxes["done"].editor.target()
    assert isinstance(box, GrowingBox)
    return box


def air(page: EditorPage, box: GrowingBox) -> tuple[float, float]:
    """How many lines of what is in view stand above and under the caret."""
    settle(page)
    area = writing_of(page).form.viewport()
    place = box.cursorRect()
    caret = QRect(box.viewport().mapTo(area, place.topLeft()), place.size())
    line = box.fontMetrics().lineSpacing()
    return caret.top() / line, (area.height() - 1 - caret.bottom()) / line


def assert_in_view(page: EditorPage, box: GrowingBox) -> None:
    above, under = air(page, box)
    # Where there is no room for three lines, what there is stands half above and half under it.
    room = writing_of(page).form.viewport().height() / box.fontMetrics().lineSpacing()
    least = min(0.95, (room - 1) / 2 - 0.05)
    assert above >= least, (above, under, room)
    assert under >= least, (above, under, room)
    assert box.verticalScrollBar().maximum() == 0


_BETWEEN = pytest.mark.slow
SIZES = (
    pytest.param((1280, 800, 100)),
    pytest.param((1024, 640, 100), marks=_BETWEEN),
    pytest.param((1280, 800, 200), marks=_BETWEEN),
    pytest.param((1024, 640, 200)),
)


@pytest.fixture(params=SIZES, ids=str)
def page(
    table: Table, vault: OpenVault, case_id: str, theme: Theme, request: pytest.FixtureRequest
) -> EditorPage:
    width, height, size = request.param
    theme.use("light", size)
    # As much as the banner, the strip and the tabs of a case leave of the window.
    return table.editor(Drafts(vault).begin(case_id, "session_note").id, width - 52, height - 220)


def test_the_caret_stays_in_view_whatever_is_done(page: EditorPage) -> None:
    box = narrative(page)
    for n in range(40):
        QTest.keyClicks(box, f"{n} line")
        QTest.keyClick(box, Qt.Key.Key_Return)
        if n % 7 == 0:
            assert_in_view(page, box)
    assert_in_view(page, box)
    pasted = QMimeData()
    pasted.setText("\n".join([LINE] * 60))
    box.insertFromMimeData(pasted)
    assert_in_view(page, box)
    for key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Up):
        before = box.textCursor().position()
        QTest.keyClick(box, key)
        assert box.textCursor().position() != before
        assert_in_view(page, box)
    for key in (Qt.Key.Key_Home, Qt.Key.Key_End):
        QTest.keyClick(box, key, Qt.KeyboardModifier.ControlModifier)
        assert_in_view(page, box)
    box.undo()
    assert_in_view(page, box)
    box.redo()
    assert_in_view(page, box)


def test_a_page_is_what_is_in_view_and_with_shift_it_is_chosen(page: EditorPage) -> None:
    box = narrative(page)
    box.insertPlainText("\n".join(["row"] * 200))
    QTest.keyClick(box, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    seen = writing_of(page).form.viewport().height() // box.fontMetrics().lineSpacing()
    QTest.keyClick(box, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ShiftModifier)
    settle(page)
    assert 1 <= box.textCursor().blockNumber() < seen
    assert box.textCursor().hasSelection()
    assert_in_view(page, box)
    for _ in range(200):
        QTest.keyClick(box, Qt.Key.Key_PageDown)
    assert box.textCursor().atEnd()
    assert_in_view(page, box)


def test_what_is_found_is_in_view(page: EditorPage) -> None:
    box = narrative(page)
    box.insertPlainText("\n".join([LINE] * 80 + ["the heron"] + [LINE] * 80))
    QTest.keyClick(box, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    finding = writing_of(page).finding
    finding.open_bar()
    QTest.keyClicks(finding.field, "heron")
    QTest.keyClick(finding.field, Qt.Key.Key_Return)
    settle(page)
    assert box.textCursor().selectedText() == "heron"
    assert_in_view(page, box)
    assert [each.cursor.selectedText() for each in box.extraSelections()] == ["heron"]


def test_a_click_at_the_edge_does_not_move_the_page_under_the_mouse(page: EditorPage) -> None:
    box = narrative(page)
    box.insertPlainText("\n".join([LINE] * 80))
    settle(page)
    area = writing_of(page).form
    place = box.viewport().mapFrom(area.viewport(), QPoint(box.mapTo(area.viewport(), QPoint(40, 0)).x(), 6))
    before = area.verticalScrollBar().value()
    QTest.mousePress(box.viewport(), Qt.MouseButton.LeftButton, pos=place)
    held = area.verticalScrollBar().value()
    QTest.mouseRelease(box.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert abs(held - before) <= box.fontMetrics().lineSpacing()
    cursor = box.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.Down)
    box.setTextCursor(cursor)
    assert_in_view(page, box)
