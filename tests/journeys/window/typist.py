"""A person who types and never pauses, in the program as a process of its own; it says what it typed, and when."""

import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.views.window import application
from app.views.writing.text_box import TextBox
from tests.journeys.window.ground import Desk, Place

EACH_MS = 50
TEXT = "".join(f"word{n:05d} " for n in range(20_000))
_PATIENCE = 60.0


class Waits:
    """Waits as pytest-qt does, without a test."""

    def wait(self, milliseconds: int) -> None:
        """Let the window work for a while."""
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def waitUntil(self, until: Callable[[], bool], *, timeout: int) -> None:
        """Wait until something holds."""
        end = time.monotonic() + max(timeout / 1000, _PATIENCE)
        while not until():
            if time.monotonic() > end:
                raise TimeoutError
            self.wait(5)


def say(*parts: object) -> None:
    """Tell whoever started this."""
    print(*parts, flush=True)  # noqa: T201 - the one way this process speaks


def type_on(box: TextBox) -> Callable[[], None]:
    """Type one letter after the other, and say when each was on the screen."""
    typed = 0

    def one() -> None:
        nonlocal typed
        QTest.keyClicks(box, TEXT[typed])
        typed += 1
        say(time.monotonic(), typed)

    return one


def main(folder: str, case_id: str, draft_id: str) -> None:
    """Unlock, open the draft, and type until somebody ends this."""
    app = QApplication(sys.argv[:1])
    window = application.make(app)
    sys.excepthook = sys.__excepthook__
    place = Place(Path(folder), case_id, draft_id, "", Path())
    window.show_folder(place.folder)
    desk = Desk(window, Waits())  # type: ignore[arg-type]
    desk.unlock(place)
    box = desk.write(place)
    say("ready")
    pulse = QTimer()
    pulse.timeout.connect(type_on(box))
    pulse.start(EACH_MS)
    app.exec()


if __name__ == "__main__":
    main(*sys.argv[1:])
