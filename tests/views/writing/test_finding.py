"""What is looked for is found in all boxes, counted, and marked."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.views.theme.theme import Theme
from app.views.writing.find_bar import FindBar
from app.views.writing.text_box import TextBox
from app.views.writing.text_view import TextView


class Form(QWidget):
    """Boxes with a bar over them."""

    def __init__(self, qtbot: QtBot, theme: Theme, *texts: str) -> None:
        super().__init__()
        qtbot.addWidget(self)
        column = QVBoxLayout(self)
        self.bar = FindBar(theme, self)
        column.addWidget(self.bar)
        self.boxes = [TextBox() for _ in texts]
        for box, text in zip(self.boxes, texts, strict=True):
            box.show_text(text)
            column.addWidget(box)
        self.resize(600, 500)
        self.show()
        self.boxes[0].setFocus()
        qtbot.waitUntil(self.boxes[0].hasFocus)


def test_it_goes_through_all_boxes_and_round(qtbot: QtBot, theme: Theme) -> None:
    form = Form(qtbot, theme, "\U0001f600 a Letter", "no", "letters and a letter")
    qtbot.keyClick(form.boxes[0], Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert form.bar.isVisible()
    qtbot.keyClicks(form.bar.field, "letter")
    qtbot.waitUntil(lambda: form.bar.found.text() == "3 places")
    seen = []
    for _ in range(4):
        qtbot.keyClick(form.bar.field, Qt.Key.Key_Return)
        seen.append([box.textCursor().selectedText() for box in form.boxes])
    assert seen[0] == ["Letter", "", ""]
    assert seen[1] == ["Letter", "", "letter"]
    assert form.bar.found.text() == "1 of 3 places"
    assert [len(box.extraSelections()) for box in form.boxes] == [1, 0, 2]


def test_escape_closes_it_and_goes_back_to_what_was_found(qtbot: QtBot, theme: Theme) -> None:
    form = Form(qtbot, theme, "one", "two")
    form.bar.open_bar()
    qtbot.keyClicks(form.bar.field, "two")
    qtbot.keyClick(form.bar.field, Qt.Key.Key_Return)
    qtbot.keyClick(form.bar.field, Qt.Key.Key_Escape)
    assert not form.bar.isVisible()
    assert form.boxes[1].hasFocus()
    assert form.boxes[1].extraSelections() == []


def test_what_is_written_meanwhile_is_found_too(qtbot: QtBot, theme: Theme) -> None:
    form = Form(qtbot, theme, "one", "two")
    form.bar.open_bar()
    form.bar.field.setText("two")
    qtbot.waitUntil(lambda: form.bar.found.text() == "1 place")
    form.boxes[0].insertPlainText("two ")
    qtbot.waitUntil(lambda: form.bar.found.text() == "2 places")
    form.bar.field.setText("three")
    qtbot.waitUntil(lambda: form.bar.found.text() == "Nothing found")


def test_a_view_marks_each_word_and_goes_from_place_to_place(qtbot: QtBot, theme: Theme) -> None:
    view = TextView(theme)
    qtbot.addWidget(view)
    view.resize(500, 200)
    view.show()
    view.show_text("**Letters** to her\n\n- a letter\n- \U0001f600 her letter")
    view.mark("letter her")
    plain = view.toPlainText()
    assert plain.startswith("Letters to her")
    assert len(view.hits()) == 4
    assert len(view.extraSelections()) == 4
    first = view.textCursor().position()
    view.go_to_next()
    assert view.textCursor().position() > first
    theme.use("dark", 130)
    assert len(view.extraSelections()) == 4
    view.mark("")
    assert view.extraSelections() == []


@pytest.mark.parametrize(
    ("text", "typed", "marked"),
    [
        ("Mrs O\u2019Dowd and \U0001f600 ODowd", "O'Dowd", ["O\u2019Dowd", "ODowd"]),
        ("Call 07700 900123 or +44 (0)7700 900123.", "07700900123", ["07700 900123", "44 (0)7700 900123"]),
        ("Met \u0141ukasz, not Lukas", "lukasz", ["\u0141ukasz"]),
        ("Another letter to her", '"letter to', ["letter", "to"]),
        ("Another letter to her", '"letter to"', ["letter to"]),
        ("other", "her", []),
    ],
)
def test_a_view_marks_what_a_search_finds(
    qtbot: QtBot, theme: Theme, text: str, typed: str, marked: list[str]
) -> None:
    view = TextView(theme)
    qtbot.addWidget(view)
    view.show_text(text)
    view.mark(typed)
    units = view.toPlainText().encode("utf-16-le")
    assert [units[2 * start : 2 * end].decode("utf-16-le") for start, end in view.hits()] == marked
