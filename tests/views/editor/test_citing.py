"""What is found in a case is cited where it can be: a record is no meeting and no member of staff."""

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from app.domain.fields.declare import Target
from app.domain.kinds.registry import kind
from app.services.records.citable import Citable
from app.views.context.tasks import Tasks
from app.views.editor.citing import cite
from app.views.forms.editor import FieldContext
from app.views.kinds.form_for import form_for
from app.views.theme.theme import Theme
from tests.views.desk_ground import context_of

RECORD = Citable("01a20000-0000-7000-8000-000000000001", "Incident: messages", "20-Nov-2026", "incident")


@pytest.mark.parametrize(
    ("code", "target", "taken"),
    [
        ("panel", Target.MEETING, False),
        ("session_note", Target.RECORD, True),
    ],
)
def test_a_record_is_cited_where_a_record_is_asked(
    qtbot: QtBot, theme: Theme, tasks: Tasks, code: str, target: Target, *, taken: bool
) -> None:
    form = form_for(kind(code), FieldContext(context_of(theme, tasks), lambda: date(2026, 11, 23)))
    qtbot.addWidget(form)
    form.finish()
    editor = next(
        each.editor
        for each in form.fields.boxes.values()
        if each.spec.target is target and each.spec.row is None
    )
    assert cite(editor.target(), RECORD) is taken
    assert bool(editor.value()) is taken
