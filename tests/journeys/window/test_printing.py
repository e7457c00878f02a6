"""What a case shows goes to paper from the window: seen first, saved by passphrase, and the same outside."""

import subprocess
from pathlib import Path

from PySide6.QtCore import Qt

from app.views.axis.time_axis import TimeAxis
from app.views.context.places import CaseAt
from tests.builders import LEAD_PASSPHRASE
from tests.journeys.window.ground import WORDS, Desk, Place
from tests.outside import tool
from tests.views.stalls import not_counted

CONTROL = Qt.KeyboardModifier.ControlModifier


def test_the_chronology_is_zoomed_and_printed_as_it_is_narrowed(
    desk: Desk, place: Place, tmp_path: Path
) -> None:
    desk.open_desk.shell.go(CaseAt(place.case_id, "chronology"))
    desk.rest()
    desk.press("Chronology, shown as: Chart")
    desk.rest()
    axis = next(each for each in desk.window.findChildren(TimeAxis) if each.isVisible())
    days = axis.extent.days
    axis.setFocus()
    desk.key(Qt.Key.Key_Plus)
    assert axis.extent.days < days
    desk.key(Qt.Key.Key_0)
    assert axis.extent.days == days
    desk.press("Chronology, shown as: List")
    desk.rest()
    desk.type("Find words in this case", "marmalade")
    desk.rest()
    desk.key(Qt.Key.Key_P, CONTROL)
    desk.rest()
    desk.control("Preview: Chronology")
    desk.press("Save as PDF…")
    desk.type("Your passphrase", LEAD_PASSPHRASE)
    desk.press("Save")
    out = tmp_path / "chronology.pdf"
    desk.save_as(out)
    desk.wait(out.exists)
    desk.rest()
    assert "Saved as chronology.pdf" in desk.texts()
    with not_counted():
        read = [tool("pdftotext"), "-raw", out, "-"]
        text = subprocess.run(read, check=True, capture_output=True, text=True).stdout
    printed = " ".join(text.split())
    assert WORDS in printed
    assert "Filter: words: marmalade" in printed
    assert "Printed: 1 of 1 entry." in printed
    desk.press("Back")
    desk.rest()
    assert desk.open_desk.shell.place == CaseAt(place.case_id, "chronology")
    desk.open_desk.shell.go(CaseAt(place.case_id, "plan"))
    desk.rest()
    desk.press("Print dose and response")
    desk.rest()
    desk.control("Preview: Dose and response")
