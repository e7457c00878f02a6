"""What can be cited is found by what a person types, whichever hyphens it is shown with."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.services.records.citable import Citable
from app.views.editor.evidence import Evidence
from app.views.theme.theme import Theme

OFFERED = (
    Citable("V1", "V1, stranger", "", "victim"),
    Citable("a", "Check-in of the month", "Jul-2026", "consultation"),
    Citable("b", "Messages", "14-Aug-2026", "incident"),
)


@pytest.mark.parametrize(
    ("typed", "ids"),
    [("jul-2026", ["a"]), ("14-Aug", ["b"]), ("check-in", ["a"]), ("v1", ["V1"]), ("2026", ["a", "b"])],
)
def test_it_is_found_as_it_is_typed(qtbot: QtBot, theme: Theme, typed: str, ids: list[str]) -> None:
    evidence = Evidence(theme)
    qtbot.addWidget(evidence)
    evidence.show_citable(OFFERED)
    evidence.filter.setText(typed)
    rows = [evidence.list.item(row) for row in range(evidence.list.count())]
    assert [item.data(Qt.ItemDataRole.UserRole).id for item in rows] == ids
