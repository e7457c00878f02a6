"""Starts the window: one a person and machine, on the way into a vault."""

import signal
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.errors import MissingPart
from app.views.context.settings_keeper import SettingsKeeper
from app.views.look.look import Look
from app.views.window.main_window import MainWindow
from app.views.window.single import FirstWindow, hand_over
from app.whole_file import is_folder

_LOOK_FOR_SIGNALS = 200
_LIGHT_INSTEAD = (
    "Your theme is not whole on this machine, so the light one is used. Install Casework again to mend it; "
    "no vault is affected."
)


def run(folder: Path | None) -> int:
    """Show the window until it is closed, and give the exit code. Raises MissingPart before anything is shown."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("casework")
    app.setApplicationDisplayName("Casework")
    app.setDesktopFileName("casework")
    if hand_over(folder):
        return 0
    first = FirstWindow(app)
    first.listen()
    window = make(app)
    first.asked.connect(lambda given: window.show_folder(Path(given) if given else None))
    window.show_folder(folder or _last(window.settings))
    # Qt ends a program by itself only when its last window was in sight, and this one hides while the vault locks.
    window.closed.connect(app.quit)
    _end_by_signal(app, window)
    return int(app.exec())


def make(app: QApplication) -> MainWindow:
    """The window with everything it needs, not yet shown."""
    settings = SettingsKeeper(app)
    look, told = _look(app, settings)
    window = MainWindow(look, settings, told)
    window.crashes.install()
    return window


def _look(app: QApplication, settings: SettingsKeeper) -> tuple[Look, str]:
    """The person's theme, or the light one with a sentence that says so."""
    try:
        return Look(app, settings.now.theme, settings.now.text_size), ""
    except MissingPart:
        return Look(app, "light", settings.now.text_size), _LIGHT_INSTEAD


def _last(settings: SettingsKeeper) -> Path | None:
    folder = settings.now.last_folder
    return Path(folder) if folder and is_folder(Path(folder)) else None


def _end_by_signal(app: QApplication, window: MainWindow) -> None:
    """Lock before ending where the system asks the program to end, as at a logout."""
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_: window.close())
    # Python looks for signals between two of its own instructions: Qt alone would run none.
    pulse = QTimer(app)
    pulse.timeout.connect(lambda: None)
    pulse.start(_LOOK_FOR_SIGNALS)
