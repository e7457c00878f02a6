"""From the start of a process to the first page painted, beside a bare window of Qt in a process of its own.

The bare window loads PySide as its wheel brings it; `make setup` has unpacked a part of it for us
(tools/unpack_shiboken.py), and what that gains is ours.

The program is started as a person starts it who has used it before: through its entry, hardened, by what it remembers,
and as the one window of its user. Both are Python processes that end with their first paint, seen when the turn of Qt
is over in which the whole window was painted. The clock starts before the process does: its time is handed over, and
read again inside by the same clock of the system. Byte-code is compiled by then, as `make` leaves it.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

from benchmarks import on_screen
from benchmarks.ground import founded
from benchmarks.measuring import Row, Sides, at_most
from tools import unpack_shiboken

_BEGAN = "CASEWORK_BENCH_BEGAN"
_WATCH = """
import os, sys, time
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QCoreApplication.postEvent(self, QEvent(QEvent.Type.User), 1000)
        return False
    def event(self, event):
        if event.type() != QEvent.Type.User:
            return False
        took = time.monotonic() - float(os.environ["CASEWORK_BENCH_BEGAN"])
        if len(sys.argv) > 1 and not any(line.isVisible() for line in watched.findChildren(QLineEdit)):
            os._exit(1)
        print(took, flush=True)
        os._exit(0)
watch = Watch()
"""
_OURS = f"""
{_WATCH}
from app import bootstrap
run = QApplication.exec
def watched_run(*_):
    global watched
    watched = next(each.start for each in QApplication.topLevelWidgets() if isinstance(each, QMainWindow))
    watched.installEventFilter(watch)
    return run()
QApplication.exec = watched_run
sys.argv = ["casework"]
bootstrap.main()
"""
_PLAIN = f"""
{_WATCH}
app = QApplication([])
window = QMainWindow()
window.installEventFilter(watch)
window.show()
app.exec()
"""


def rows(times: int) -> Iterator[Row]:
    """The start, each side in turn."""
    with TemporaryDirectory() as folder:
        home = Path(folder)
        founded(home).close()
        used_before(home)
        ours, plain, as_delivered = [], [], {"PYTHONPATH": str(_delivered(home / "delivered"))}
        for _ in range(max(1, times // 5) + 1):
            ours.append(_started(_OURS, home))
            plain.append(_started(_PLAIN, home, as_delivered))
        # The first of each reads the libraries from the disk.
        sides = Sides(ours[1:], plain[1:])
        yield sides.median("process start to first page painted", 1, at_most(1.8))
        yield from on_screen.rows(environment(home), max(1, times // 5))


def used_before(home: Path) -> None:
    """Let a home remember the vault that lies in it, as after an earlier use."""
    settings = home / "config" / "casework" / "settings.json"
    settings.parent.mkdir(parents=True, mode=0o700)
    vault = str(home / "team.vault")
    settings.write_text(
        json.dumps({"last_folder": vault, "folders": [vault], "last_look": "light"}), encoding="utf-8"
    )


def environment(home: Path) -> dict[str, str]:
    """The environment of a person with that home, where no window is open."""
    run = home / "run"
    # What a process that ended with its first paint left there.
    shutil.rmtree(run, ignore_errors=True)
    run.mkdir(mode=0o700)
    places = {
        "HOME": home,
        "XDG_CONFIG_HOME": home / "config",
        "XDG_STATE_HOME": home / "state",
        "XDG_RUNTIME_DIR": run,
    }
    kept = {name: value for name, value in os.environ.items() if name != "CASEWORK_HOME"}
    return kept | {name: str(place) for name, place in places.items()}


def _delivered(folder: Path) -> Path:
    """A copy of the binding without what was unpacked beside it; the libraries of Qt are the same."""
    unpacked = unpack_shiboken.place()
    shutil.copytree(unpacked.parent, folder / unpacked.parent.name, ignore=lambda *_: [unpacked.name])
    return folder


def _started(program: str, home: Path, also: Mapping[str, str] = MappingProxyType({})) -> float:
    ran = subprocess.run(  # noqa: S603 - this Python, our own program
        [sys.executable, "-c", program],
        cwd=Path(__file__).parent.parent,
        env={"QT_QPA_PLATFORM": "offscreen"} | environment(home) | also | {_BEGAN: repr(time.monotonic())},
        text=True,
        capture_output=True,
        check=True,
    )
    return float(ran.stdout.split()[-1])
