"""What one key costs: so many calls of Python, whatever the machine does meanwhile."""

import sys
from collections import Counter
from collections.abc import Callable
from types import FrameType

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from app.services.records.drafts import Drafts
from app.services.vault.open_vault import OpenVault
from app.views.editor.citing import field_of
from app.views.editor.writing_view import WritingView
from app.views.forms.rows_editor import RowsEditor
from tests.views.editor.conftest import Table, writing_of
from tests.views.settling import settle

MOST_CALLS = 50
WRITTEN = "He would recieve a lettre at {{where}}. " + "He **waited** – so he says – at the **gaet**. " * 20
"""A paragraph with questioned words and words in bold all over it, and with signs that are not of ASCII."""


def calls(act: Callable[[], object]) -> Counter[str]:
    """The functions of Python that an act calls, and how often."""
    seen: Counter[str] = Counter()

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            seen[frame.f_code.co_qualname] += 1

    sys.setprofile(note)
    try:
        act()
    finally:
        sys.setprofile(None)
    return seen


def press_and_paint(box: QWidget, key: Qt.Key) -> None:
    """One key, and all that follows from it before the typing pauses."""
    QTest.keyClick(box, key)
    QApplication.processEvents()


def boxes(writing: WritingView) -> dict[str, QWidget]:
    """One box of each sort that one writes in, by the name of its field; those of rows are a sort of their own."""
    form = writing.form.body
    for editor in form.findChildren(RowsEditor):
        editor.add_row()
    form.finish()
    settle(writing)
    sorts = {}
    for box in form.findChildren(QWidget):
        editor = field_of(box)
        if isinstance(box, QPlainTextEdit | QLineEdit) and box.isVisible() and editor is not None:
            rows = field_of(editor.parentWidget())
            sorts.setdefault((type(editor).__name__, type(rows).__name__ if rows else ""), box)
    return {f"{box.accessibleName()} ({' in '.join(filter(None, sort))})": box for sort, box in sorts.items()}


@pytest.mark.parametrize("kind", ["session_note", "formulation", "fixation_profile"])
def test_a_key_costs_few_calls_in_whatever_field(
    table: Table, vault: OpenVault, case_id: str, kind: str
) -> None:
    page = table.editor(Drafts(vault).begin(case_id, kind).id)
    found = {}
    for name, box in boxes(writing_of(page)).items():
        writing_of(page).form.ensureWidgetVisible(box)
        box.setFocus()
        if isinstance(box, QPlainTextEdit):
            box.insertPlainText(WRITTEN)
        press_and_paint(box, Qt.Key.Key_1)
        settle(page)
        # The first after a pause also says that there is something to save.
        for key in (Qt.Key.Key_2, Qt.Key.Key_Space, Qt.Key.Key_Backspace):
            made = calls(lambda box=box, key=key: press_and_paint(box, key))
            print(f"{name}, {key.name}: {made.total()} calls")  # noqa: T201
            if made.total() > MOST_CALLS:
                found[f"{name}, {key.name}"] = (made.total(), sorted(made.items()))
    assert found == {}
