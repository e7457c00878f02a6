"""A document is checked from the window, for the case in front: found in the palette, chosen, and told of."""

import pytest
from PySide6.QtCore import Qt

from app.views.context.places import CaseAt, CaseList, ScanAt
from tests.foreign_files import docx, run
from tests.journeys.window.ground import Desk, Place
from tests.views.exchange_ground import texts
from tests.views.stalls import not_counted

CONTROL = Qt.KeyboardModifier.ControlModifier


def _command(desk: Desk) -> None:
    """Find the command by its name, and go."""
    desk.key(Qt.Key.Key_K, CONTROL)
    desk.keys("check a document")
    desk.wait(lambda: "result" in desk.texts())
    desk.rest()
    desk.key(Qt.Key.Key_Return)
    desk.rest()


def test_a_document_is_checked_for_the_case_in_front(
    desk: Desk, place: Place, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with not_counted():
        letter = tmp_path_factory.mktemp("papers") / "letter.docx"
        letter.write_bytes(docx(*[run("A letter about an appointment.")] * 2_000))
    shell = desk.open_desk.shell
    shell.go(CaseList())
    desk.rest()
    _command(desk)
    assert shell.place == CaseList()
    assert "Open the case that the document is about" in texts(shell.snackbar)
    shell.go(CaseAt(place.case_id, "sharing"))
    desk.rest()
    desk.press("Check a document")
    desk.rest()
    assert shell.place == ScanAt(place.case_id)
    desk.press("Choose a file…")
    desk.save_as(letter)
    desk.wait(lambda: "There was nothing to look for." in desk.texts())
    desk.press("Back")
    desk.rest()
    assert shell.place == CaseAt(place.case_id, "sharing")
    _command(desk)
    assert shell.place == ScanAt(place.case_id)
