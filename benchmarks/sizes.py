"""What the store takes on disk, and what a process that shows its first page takes in memory."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks import twin
from benchmarks.ground import LOGIN, PASSPHRASE, Ground
from benchmarks.measuring import Goal, Row, at_most, row

_MEGABYTE = 1024 * 1024
_OURS = """
import sys
from pathlib import Path
from app.services.cases.cases import CaseQuery, Cases
from app.services.vault.machine import Machine
from app.services.entry.unlocking import unlock
folder, login, passphrase = Path(sys.argv[1]), sys.argv[2], sys.stdin.read()
vault = unlock(folder / "team.vault", login, passphrase, machine=Machine(state=folder / "state"))
Cases(vault).page(CaseQuery())
"""
_WINDOW = """
import os, sys, time
from pathlib import Path
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["CASEWORK_HOME"] = sys.argv[1] + "/home"
from PySide6.QtWidgets import QApplication
from app.services.vault.machine import Machine
from app.services.entry.unlocking import unlock
from app.views.window import application
from app.views.context import places
app, (folder, login, passphrase) = QApplication([]), (Path(sys.argv[1]), sys.argv[2], sys.stdin.read())
window = application.make(app)
window.show_folder(None)
vault = unlock(folder / "team.vault", login, passphrase, machine=Machine(state=folder / "state"))
window.start.opened.emit(vault, str(folder))
for place in (places.Today(), places.CaseList()):
    window.open_desk.shell.go(place)
    end = time.monotonic() + 1
    while time.monotonic() < end or window.tasks.is_busy:
        app.processEvents()
"""
_PLAIN = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
connection.execute("PRAGMA cache_size=-32000")
connection.execute("SELECT * FROM casefile ORDER BY active_at DESC LIMIT 200").fetchall()
connection.execute("SELECT count(*) FROM casefile").fetchone()
"""
_TOLD = """
print(*(line.split()[1] for line in open("/proc/self/status") if line.startswith(("VmRSS", "VmHWM"))), flush=True)
"""


def store_rows(ground: Ground, _times: int) -> Iterator[Row]:
    """The two files, each with nothing left in its WAL."""
    ours, plain = ground.sizes()
    yield row("store size, MB", ground.n, ours / _MEGABYTE, plain / _MEGABYTE, at_most(1.15))


def memory_rows(ground: Ground, _times: int) -> Iterator[Row]:
    """Resident memory after the first page; the derivation's own memory is given back by then."""
    ground.vault.lock()
    ours = _resident(_OURS, [str(ground.folder), LOGIN], PASSPHRASE)
    plain = _resident(_PLAIN, [str(ground.folder / twin.FILE)], "")
    yield row(
        "resident memory without a window, MB", ground.n, ours, plain, Goal(most=200, words="<= 200 MB")
    )

    shown = _resident(_WINDOW, [str(ground.folder), LOGIN], PASSPHRASE)
    yield row("resident memory with the window, MB", ground.n, shown, ours, Goal(most=200, words="<= 200 MB"))


def _resident(program: str, arguments: list[str], typed: str) -> float:
    """Megabytes resident at the end of a Python program."""
    root = Path(__file__).parent.parent
    ran = subprocess.run(  # noqa: S603 - this Python, our own program
        [sys.executable, "-c", program + _TOLD, *arguments],
        input=typed,
        cwd=root,
        text=True,
        capture_output=True,
        check=True,
    )
    return int(ran.stdout.split()[-1]) / 1024
