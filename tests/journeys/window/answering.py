"""A measure that is handed over in the window, and a person who answers it; on its own, in a process to be killed."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from app.domain.values.dates import ClinicalDate
from app.services.records.drafts import Drafts
from app.services.vault.open_vault import OpenVault
from app.views.context.places import DraftAt
from app.views.start.handed_over import HandedOverScreen
from app.views.window import application
from tests.journeys.window.ground import Desk, Place
from tests.journeys.window.typist import Waits, say
from tests.views.stalls import not_counted

DAY: Final = ClinicalDate(2026, 11, 20)
ITEM: Final = "Repeated, disturbing dreams of the stressful experience?"
"""The second of its questions."""
MANY: Final = 20


def begun(vault: OpenVault, case_id: str) -> str:
    """Begin an administration that is to be handed over; gives its draft."""
    with not_counted():
        draft = Drafts(vault).begin(case_id, "measure")
        content = replace(draft.sheet.content, measure="pcl-5@1", given="handed_over", occasion="baseline")
        Drafts(vault).save(draft.id, replace(draft.sheet, event=DAY, content=content), draft.revision)
    return draft.id


def hand_over(desk: Desk, case_id: str, draft_id: str) -> HandedOverScreen:
    """Go to the draft and hand it over, by the buttons that are there; gives what the person has before them."""
    desk.open_desk.shell.go(DraftAt(case_id, draft_id))
    desk.rest()
    desk.press("Hand over…")
    desk.rest()
    desk.press("Hand over now")
    desk.control("Begin")
    desk.rest()
    given = desk.window.given_away
    assert given is not None
    assert given.screen is not None
    return given.screen


def answer(desk: Desk, keys: str) -> None:
    """Answer one question after the other by its key and Enter; "-" leaves one out by its button."""
    for key in keys:
        if key == "-":
            desk.press("Leave this one out")
            desk.press("Leave this one out")
        else:
            desk.keys(key)
            desk.key(Qt.Key.Key_Return)
        desk.rest()


def main(folder: str, case_id: str, draft_id: str, keys: str) -> None:
    """Unlock, hand over, answer so far, and wait until somebody ends this."""
    app = QApplication(sys.argv[:1])
    window = application.make(app)
    window.closed.connect(app.quit)
    application.end_by_signal(app, window)
    sys.excepthook = sys.__excepthook__
    place = Place(Path(folder), case_id, draft_id, "", Path())
    window.show_folder(place.folder)
    desk = Desk(window, Waits())  # type: ignore[arg-type]
    desk.unlock(place)
    hand_over(desk, case_id, draft_id)
    desk.press("Begin")
    answer(desk, keys)
    # Once it works on events: what the system asks before that would be forgotten.
    QTimer.singleShot(0, app, lambda: say("ready"))
    app.exec()


if __name__ == "__main__":
    main(*sys.argv[1:])
