"""Choices: seen at once or dropping down, none chosen beforehand, and never changed by the wheel."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.fields.declare import Choice, FieldSpec, choice, choices
from app.domain.fields.sharing import Share
from app.views.forms.choice_editors import FIRST, ChecksEditor, ComboEditor, RadioEditor, choice_editor
from app.views.forms.editor import FieldContext
from app.views.forms.option import CheckOption, RadioOption

LETTERS = tuple(Choice(letter, f"Answer {letter}", f"Hint {letter}") for letter in "abcdefgh")
FEW, MANY = LETTERS[:3], LETTERS


def declared(made: object) -> FieldSpec:
    spec: FieldSpec = made.metadata["spec"]  # type: ignore[attr-defined]
    return spec


def radio_editor(qtbot: QtBot, context: FieldContext) -> RadioEditor:
    editor = RadioEditor(declared(choice("Answer", FEW, share=Share.CONTEXT)), context)
    qtbot.addWidget(editor)
    editor.show()
    return editor


def options(editor: RadioEditor) -> list[RadioOption]:
    return editor.findChildren(RadioOption)


def clear(editor: RadioEditor) -> QPushButton:
    return editor.findChildren(QPushButton)[0]


def test_up_to_six_choices_are_seen_at_once_and_more_drop_down(qtbot: QtBot, context: FieldContext) -> None:
    few = choice_editor(declared(choice("Few", LETTERS[:6], share=Share.CONTEXT)), context)
    many = choice_editor(declared(choice("Many", LETTERS[:7], share=Share.CONTEXT)), context)
    for each in (few, many):
        qtbot.addWidget(each)
    assert isinstance(few, RadioEditor)
    assert isinstance(many, ComboEditor)


def test_nothing_is_chosen_beforehand(qtbot: QtBot, context: FieldContext) -> None:
    editor = radio_editor(qtbot, context)
    assert editor.value() == ""
    assert not any(option.isChecked() for option in options(editor))
    combo = ComboEditor(declared(choice("Many", MANY, share=Share.CONTEXT)), context)
    qtbot.addWidget(combo)
    assert (combo.value(), combo.combo.currentText()) == ("", FIRST)
    assert not combo.combo.isEditable()


@pytest.mark.parametrize("text_size", [100, 200])
def test_a_list_that_drops_down_shows_all_of_its_choices(
    qtbot: QtBot, context: FieldContext, text_size: int
) -> None:
    context.screen.theme.use("light", text_size)
    editor = ComboEditor(declared(choice("Many", LETTERS[:5], share=Share.CONTEXT)), context)
    qtbot.addWidget(editor)
    editor.resize(600, 400)
    editor.show()
    editor.combo.showPopup()
    view = editor.combo.view()
    qtbot.waitUntil(view.hasFocus)
    rows = [view.visualRect(view.model().index(n, 0)) for n in range(6)]
    assert all(view.viewport().rect().contains(row) for row in rows)
    assert min(row.height() for row in rows) >= 24
    editor.combo.hidePopup()


def test_a_click_anywhere_on_the_words_chooses(qtbot: QtBot, context: FieldContext) -> None:
    editor = radio_editor(qtbot, context)
    option = options(editor)[1]
    with qtbot.waitSignal(editor.edited):
        qtbot.mouseClick(
            option, Qt.MouseButton.LeftButton, pos=QPoint(option.width() - 3, option.height() - 3)
        )
    assert editor.value() == "b"


def test_an_answer_can_be_taken_back_and_only_then_is_that_offered(
    qtbot: QtBot, context: FieldContext
) -> None:
    editor = radio_editor(qtbot, context)
    assert not clear(editor).isVisible()
    options(editor)[0].click()
    assert clear(editor).isVisible()
    with qtbot.waitSignal(editor.edited):
        clear(editor).click()
    assert editor.value() == ""
    assert not clear(editor).isVisible()
    options(editor)[2].click()
    assert editor.value() == "c"


def test_choosing_moves_nothing_on_the_screen(qtbot: QtBot, context: FieldContext) -> None:
    editor = radio_editor(qtbot, context)
    before = editor.sizeHint()
    options(editor)[0].click()
    assert editor.sizeHint() == before


def test_a_group_is_one_stop_of_the_tab_key(qtbot: QtBot, context: FieldContext) -> None:
    editor = radio_editor(qtbot, context)
    assert [bool(option.focusPolicy() & Qt.FocusPolicy.TabFocus) for option in options(editor)] == [
        True,
        False,
        False,
    ]
    options(editor)[2].click()
    assert [bool(option.focusPolicy() & Qt.FocusPolicy.TabFocus) for option in options(editor)] == [
        False,
        False,
        True,
    ]
    assert editor.target().focusProxy() is options(editor)[2]


def test_arrow_keys_go_through_the_answers_and_delete_clears(qtbot: QtBot, context: FieldContext) -> None:
    editor = radio_editor(qtbot, context)
    options(editor)[0].click()
    options(editor)[0].setFocus()
    qtbot.keyClick(options(editor)[0], Qt.Key.Key_Down)
    assert editor.value() == "b"
    qtbot.keyClick(options(editor)[1], Qt.Key.Key_Delete)
    assert editor.value() == ""


def test_a_screen_reader_hears_name_hint_and_group(qtbot: QtBot, context: FieldContext) -> None:
    editor = radio_editor(qtbot, context)
    option = QAccessible.queryAccessibleInterface(options(editor)[0])
    assert option.text(QAccessible.Text.Name) == "Answer a"
    assert option.text(QAccessible.Text.Description) == "Hint a"
    assert option.role() == QAccessible.Role.RadioButton
    group = QAccessible.queryAccessibleInterface(editor.target())
    assert (group.role(), group.text(QAccessible.Text.Name)) == (QAccessible.Role.Grouping, "Answer")


def test_words_with_an_ampersand_are_shown_as_they_are(qtbot: QtBot, context: FieldContext) -> None:
    spec = declared(choice("Answer", (Choice("x", "Q & A"),), share=Share.CONTEXT))
    editor = RadioEditor(spec, context)
    qtbot.addWidget(editor)
    assert options(editor)[0].accessibleName() == "Q & A"
    assert options(editor)[0].text() == "Q && A"


def test_long_words_wrap_and_are_never_cut_off(qtbot: QtBot, context: FieldContext) -> None:
    option = RadioOption("word " * 40, "hint " * 30, context.screen.theme)
    qtbot.addWidget(option)
    assert option.heightForWidth(200) > option.heightForWidth(800) > option.heightForWidth(4000)
    assert option.minimumSizeHint().width() < option.sizeHint().width()


def test_an_option_is_large_enough_to_be_hit(qtbot: QtBot, context: FieldContext) -> None:
    option = CheckOption("A", "", context.screen.theme)
    qtbot.addWidget(option)
    assert min(option.sizeHint().height(), option.minimumSizeHint().height()) >= 24


@pytest.mark.parametrize("index", [0, 3])
def test_the_wheel_scrolls_the_form_and_changes_no_answer(
    qtbot: QtBot, context: FieldContext, index: int
) -> None:
    editor = ComboEditor(declared(choice("Many", MANY, share=Share.CONTEXT)), context)
    qtbot.addWidget(editor)
    editor.show()
    editor.combo.setCurrentIndex(index)
    editor.combo.setFocus()
    turn = QWheelEvent(
        QPointF(5, 5),
        editor.combo.mapToGlobal(QPointF(5, 5)),
        QPoint(0, 0),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(editor.combo, turn)
    assert editor.combo.currentIndex() == index
    assert not turn.isAccepted()


def test_the_hint_of_what_was_chosen_stands_below_the_list(qtbot: QtBot, context: FieldContext) -> None:
    editor = ComboEditor(declared(choice("Many", MANY, share=Share.CONTEXT)), context)
    qtbot.addWidget(editor)
    with qtbot.assertNotEmitted(editor.edited):
        editor.show_value("c")
    assert "Hint c" in [label.text() for label in editor.findChildren(type(editor._hint))]
    with qtbot.waitSignal(editor.edited):
        qtbot.keyClick(editor.combo, Qt.Key.Key_Down)
    assert editor.value() == "d"


def test_any_number_of_answers_come_in_the_order_they_are_offered(
    qtbot: QtBot, context: FieldContext
) -> None:
    editor = ChecksEditor(declared(choices("Answers", MANY, share=Share.CONTEXT)), context)
    qtbot.addWidget(editor)
    editor.show_value(("h", "a"))
    with qtbot.waitSignal(editor.edited):
        editor.findChildren(CheckOption)[3].click()
    assert editor.value() == ("a", "d", "h")


@pytest.mark.parametrize("made", [RadioEditor, ComboEditor])
def test_an_answer_that_is_offered_no_more_is_named_and_goes_when_another_is_chosen(
    qtbot: QtBot, context: FieldContext, made: type[RadioEditor] | type[ComboEditor]
) -> None:
    offered = (*FEW, Choice("z", "Answer z", retired=True))
    editor = made(declared(choice("Answer", offered, share=Share.CONTEXT)), context)
    qtbot.addWidget(editor)
    editor.show_value("z")
    told = [each.text() for each in editor.findChildren(QLabel) if each.isVisibleTo(editor)]
    assert "Answer z. No longer offered: choose again" in told
    assert "z" not in [option.text() for option in editor.findChildren(RadioOption)]
    editor.show_value("a")
    told = [each.text() for each in editor.findChildren(QLabel) if each.isVisibleTo(editor)]
    assert not any("No longer offered" in each for each in told)
    assert editor.value() == "a"


def test_a_box_that_is_offered_no_more_is_named_with_its_own_code_where_nothing_else_is_known(
    qtbot: QtBot, context: FieldContext
) -> None:
    editor = ChecksEditor(declared(choices("Answer", FEW, share=Share.CONTEXT)), context)
    qtbot.addWidget(editor)
    editor.show_value(("a", "by_broom"))
    told = [each.text() for each in editor.findChildren(QLabel) if each.isVisibleTo(editor)]
    assert "by_broom. No longer offered: choose again" in told
    assert editor.value() == ("a",)
