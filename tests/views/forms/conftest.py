"""What the editors of a form find around them in a test."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from app.domain.fields.declare import Target
from app.services.measures.shipped import shipped
from app.services.records.citable import Citable
from app.views.context.tasks import Tasks
from app.views.forms.editor import FieldContext
from app.views.forms.editors import make
from app.views.forms.form_view import FormView
from app.views.theme.theme import Theme
from tests.views.desk_ground import context_of
from tests.views.settling import settle

RECORDS = tuple(
    Citable(f"01a20000-0000-7000-8000-{n:012}", title, when, kind)
    for n, (title, when, kind) in enumerate(
        (
            ("Individual session 7: attended", "14-Aug-2026", "session_note"),
            ("Threat, to V1", "02-Sep-2026", "incident"),
            ("Fixation on V1: grievance", "10-Sep-2026", "fixation_profile"),
        ),
        start=1,
    )
)
VICTIMS = (Citable("V1", "V1, former intimate partner", "", ""), Citable("V2", "V2, colleague", "", ""))

Show = Callable[[type, Any], FormView]


@pytest.fixture
def context(theme: Theme, tasks: Tasks) -> FieldContext:
    """A day, and a few things to refer to."""
    citable = {Target.RECORD: RECORDS, Target.VICTIM: VICTIMS}
    return FieldContext(
        context_of(theme, tasks), lambda: date(2026, 11, 23), citable, measures=shipped(), make=make
    )


@pytest.fixture
def shown(qtbot: QtBot) -> Iterator[Callable[[QWidget], QScrollArea]]:
    """Shows a form in a column that scrolls, as pages do, and waits until it is made."""
    areas = []

    def show(form: QWidget, width: int = 1000, height: int = 800) -> QScrollArea:
        area = QScrollArea()
        areas.append(area)
        area.setWidgetResizable(True)
        area.setWidget(form)
        area.resize(width, height)
        qtbot.addWidget(area)
        area.show()
        settle(area)
        return area

    yield show
    areas.clear()
