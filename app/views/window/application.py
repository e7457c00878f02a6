"""Starts the window: one a person and machine, on the way into a vault."""

import os
import signal
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.errors import MissingPart
from app.views.context.settings_keeper import SettingsKeeper
from app.views.context.timers import after
from app.views.theme.theme import Theme
from app.views.window.main_window import MainWindow
from app.views.window.single import FirstWindow

_LOOK_FOR_SIGNALS = 200
_LISTENS_BY = 3_000
_LIGHT_INSTEAD = (
    "Your theme is not whole on this machine, so the light one is used. Install Casework again to mend it; "
    "no vault is affected."
)


def run(folder: Path | None) -> int:
    """Show the window until it is closed, and give the exit code. Raises MissingPart before anything is shown."""
    # The style is named here: to set it later makes Python's side of every style, which the first page does without.
    app = QApplication([*sys.argv[:1], "-style", "Fusion"])
    app.setApplicationName("casework")
    app.setApplicationDisplayName("Casework")
    app.setDesktopFileName("casework")
    first = FirstWindow(app)
    if first.hands_over(folder):
        return 0
    window = make(app)
    window.start.painted.connect(first.listen)
    # A window that begins out of sight is not painted.
    after(window, _LISTENS_BY, first.listen)
    first.asked.connect(lambda given: window.show_folder(Path(given) if given else None))
    window.show_folder(folder or _last(window.settings))
    # Qt ends a program by itself only when its last window was in sight, and this one hides while the vault locks.
    window.closed.connect(app.quit)
    end_by_signal(app, window)
    return int(app.exec())


def make(app: QApplication) -> MainWindow:
    """The window with everything it needs, not yet shown."""
    settings = SettingsKeeper(app)
    theme, message = _chosen_theme(app, settings)
    window = MainWindow(theme, settings, message)
    window.start.painted.connect(theme.look_again)
    window.start.painted.connect(lambda: _bear_icon(app))
    window.crashes.install()
    return window


def _bear_icon(app: QApplication) -> None:
    from app.views.theme import icons

    app.setWindowIcon(icons.program())


def _chosen_theme(app: QApplication, settings: SettingsKeeper) -> tuple[Theme, str]:
    """The person's theme, or the light one with a sentence that says so."""
    try:
        return Theme(app, settings.now.theme, settings.now.text_size, last_look=settings.now.last_look), ""
    except MissingPart:
        return Theme(app, "light", settings.now.text_size), _LIGHT_INSTEAD


def _last(settings: SettingsKeeper) -> Path | None:
    folder = settings.now.last_folder
    return Path(folder) if folder and os.path.isdir(folder) else None  # noqa: PTH112 - `Path.is_dir` may raise


def end_by_signal(app: QApplication, window: MainWindow) -> None:
    """Lock before ending where the system asks the program to end, as at a logout."""
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_: window.end())
    # Python looks for signals between two of its own instructions: Qt alone would run none.
    pulse = QTimer(app)
    pulse.timeout.connect(lambda: None)
    pulse.start(_LOOK_FOR_SIGNALS)
