"""From the start of a process to the unlock page painted, beside a bare window of Qt in a process of its own.

Both are Python processes that end with their first paint. The clock starts before the process does: its time is handed
over, and read again inside by the same clock of the system. Byte-code is compiled by then, as `make` leaves it.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.ground import founded
from benchmarks.measuring import Row, Sides, at_most

_SHORTEST = 5
_BEGAN = "CASEWORK_BENCH_BEGAN"
_OURS = """
import os, sys, time
from pathlib import Path
from PySide6.QtWidgets import QApplication, QLineEdit
from app.views.window import application
app = QApplication([])
window = application.make(app)
painted = []
window.start.first_painted.connect(lambda: painted.append(time.monotonic()))
window.show_folder(Path(sys.argv[1]))
while not painted:
    app.processEvents()
assert any(line.isVisible() for line in window.findChildren(QLineEdit))
print(painted[0] - float(os.environ["CASEWORK_BENCH_BEGAN"]), flush=True)
os._exit(0)
"""
_PLAIN = """
import os, time
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    painted = False
    def paintEvent(self, event):
        super().paintEvent(event)
        Window.painted = True
app = QApplication([])
window = Window()
window.show()
while not Window.painted:
    app.processEvents()
print(time.monotonic() - float(os.environ["CASEWORK_BENCH_BEGAN"]), flush=True)
os._exit(0)
"""


def rows(times: int) -> Iterator[Row]:
    """The start, each side in turn."""
    with TemporaryDirectory() as home:
        folder = Path(home)
        founded(folder).close()
        ours, plain = [], []
        for _ in range(max(_SHORTEST, times // 5) + 1):
            ours.append(_started(_OURS, folder))
            plain.append(_started(_PLAIN, folder))
    # The first of each reads the libraries from the disk.
    sides = Sides(ours[1:], plain[1:])
    yield sides.median("process start to unlock page painted", 1, at_most(1.8))


def _started(program: str, folder: Path) -> float:
    screen = {"QT_QPA_PLATFORM": "offscreen"} | os.environ | {"CASEWORK_HOME": str(folder / "home")}
    ran = subprocess.run(  # noqa: S603 - this Python, our own program
        [sys.executable, "-c", program, str(folder / "team.vault")],
        cwd=Path(__file__).parent.parent,
        env=screen | {_BEGAN: repr(time.monotonic())},
        text=True,
        capture_output=True,
        check=True,
    )
    return float(ran.stdout.split()[-1])
