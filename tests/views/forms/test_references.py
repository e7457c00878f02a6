"""References: picked from a list by title and date, and none lost that the list does not know."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.fields.declare import FieldSpec, Target, reference, references
from app.domain.fields.sharing import Share
from app.domain.kinds.parts.goal import Goal
from app.domain.kinds.parts.step import Step
from app.domain.kinds.plan.content import Plan
from app.views.forms.editor import FieldContext
from app.views.forms.form_view import FormView
from app.views.forms.picker import Picker
from app.views.forms.reference_editors import ReferenceEditor, ReferencesEditor
from app.views.forms.rows_editor import RowsEditor, fresh
from tests.views.forms.conftest import RECORDS

UNLISTED = "01a20000-0000-7000-8000-00000000ffff"


def declared(made: Any) -> FieldSpec:
    spec: FieldSpec = made.metadata["spec"]
    return spec


@pytest.fixture
def evidence(qtbot: QtBot, context: FieldContext) -> ReferencesEditor:
    made = ReferencesEditor(declared(references("Evidence", Target.RECORD, share=Share.INTERNAL)), context)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    return made


@pytest.fixture
def victim(qtbot: QtBot, context: FieldContext) -> ReferenceEditor:
    made = ReferenceEditor(declared(reference("Victim code", Target.VICTIM, share=Share.RISK)), context)
    qtbot.addWidget(made)
    made.show()
    return made


def opened(editor: ReferencesEditor) -> Picker:
    editor.toggle()
    assert editor.picker is not None
    return editor.picker


def listed(picker: Picker) -> list[str]:
    return [picker.list.item(row).text() for row in range(picker.list.count())]


def told(editor: ReferencesEditor) -> list[str]:
    return [label.text() for label in editor._chosen.findChildren(QLabel) if not label.isHidden()]


def test_the_list_shows_title_and_date_and_takes_the_keyboard(evidence: ReferencesEditor) -> None:
    picker = opened(evidence)
    assert listed(picker)[0] == "Individual session 7: attended  ·  14-Aug-2026".replace(
        "-", "\N{NON-BREAKING HYPHEN}"
    )
    assert picker.entry.hasFocus()


def test_typing_narrows_the_list_and_says_so(qtbot: QtBot, evidence: ReferencesEditor) -> None:
    picker = opened(evidence)
    qtbot.keyClicks(picker.entry, "v1 threat")
    assert len(listed(picker)) == 1
    assert "Narrowed: showing 1 of 3" in [label.text() for label in picker.findChildren(QLabel)]


def test_the_keyboard_alone_picks(qtbot: QtBot, evidence: ReferencesEditor) -> None:
    picker = opened(evidence)
    qtbot.keyClicks(picker.entry, "fixation")
    with qtbot.waitSignal(evidence.edited):
        qtbot.keyClick(picker.entry, Qt.Key.Key_Return)
    assert evidence.value() == (RECORDS[2].id,)
    picker.entry.clear()
    qtbot.keyClick(picker.entry, Qt.Key.Key_Down)
    assert picker.list.hasFocus()
    qtbot.keyClick(picker.list, Qt.Key.Key_Return)
    assert evidence.value() == (RECORDS[2].id, RECORDS[0].id)
    qtbot.keyClick(picker.list, Qt.Key.Key_Escape)
    assert not picker.isVisible()
    assert evidence.open.hasFocus()


def test_what_is_chosen_is_not_offered_again_until_it_is_removed(
    qtbot: QtBot, evidence: ReferencesEditor
) -> None:
    evidence.show_value((RECORDS[1].id,))
    picker = opened(evidence)
    assert len(listed(picker)) == 2
    drop = next(
        b for b in evidence.findChildren(QPushButton) if b.accessibleName().startswith("Remove Threat")
    )
    with qtbot.waitSignal(evidence.edited):
        drop.click()
    assert evidence.value() == ()
    assert len(listed(picker)) == 3


def test_one_reference_takes_the_place_of_another(qtbot: QtBot, victim: ReferenceEditor) -> None:
    victim.show_value("V1")
    picker = opened(victim)
    qtbot.keyClick(picker.entry, Qt.Key.Key_Return)
    assert victim.value() == "V2"
    assert not picker.isVisible()


def test_a_reference_that_is_not_listed_is_kept(evidence: ReferencesEditor, victim: ReferenceEditor) -> None:
    evidence.show_value((UNLISTED,))
    assert evidence.value() == (UNLISTED,)
    assert told(evidence)[0] == "Record that is not listed here"
    victim.show_value("V9")
    assert (victim.value(), told(victim)[0]) == ("V9", "V9")


def test_showing_references_is_no_edit(qtbot: QtBot, evidence: ReferencesEditor) -> None:
    with qtbot.assertNotEmitted(evidence.edited):
        evidence.show_value((RECORDS[0].id,))


def test_with_nothing_to_choose_the_list_says_so(qtbot: QtBot, context: FieldContext) -> None:
    editor = ReferenceEditor(declared(reference("Order", Target.ORDER, share=Share.INTERNAL)), context)
    qtbot.addWidget(editor)
    editor.show()
    picker = opened(editor)
    assert "There is nothing more to choose." in [label.text() for label in picker.findChildren(QLabel)]
    assert editor.open.text() == "Choose an order"


def test_a_row_of_the_same_form_can_be_referred_to_before_it_is_signed(
    qtbot: QtBot, context: FieldContext
) -> None:
    form = FormView(Plan, context)
    qtbot.addWidget(form)
    form.finish()
    goals, steps = (form.fields.boxes[name].editor for name in ("goals", "steps"))
    assert isinstance(goals, RowsEditor)
    assert isinstance(steps, RowsEditor)
    for wording in ("Sleep", "Say what would be enough"):
        goals.add_row(fresh(Goal, wording=wording))
    steps.add_row(fresh(Step, what="Radio"))
    form.finish()
    editor = steps.cards[0].fields.boxes["goal"].editor
    assert isinstance(editor, ReferenceEditor)
    picker = opened(editor)
    assert listed(picker) == ["Sleep", "Say what would be enough"]
    picker.picked.emit(form.content().goals[1].row)
    assert form.content().steps[0].goal == form.content().goals[1].row
    assert told(editor) == ["Say what would be enough"]
    goals.remove(goals.cards[1])
    editor.show_value(form.content().steps[0].goal)
    assert told(editor)[-1] == "A row that was removed"
