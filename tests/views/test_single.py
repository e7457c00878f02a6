"""One window: a second start hands over what it was given."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.paths import meeting_dir
from app.views.window.single import FirstWindow

_STARTS = 4
_START = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from app.views.window.single import FirstWindow
app = QCoreApplication([])
first = FirstWindow()
if first.hands_over(Path(sys.argv[1])):
    print("handed over")
    sys.exit()
first.listen()
told = []
def asked(folder):
    told.append(folder)
    if len(told) == int(sys.argv[2]):
        print("window", *told)
        app.quit()
first.asked.connect(asked)
app.exec()
"""


@pytest.fixture(autouse=True)
def _session(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A session of the desktop: its folder is short, as a socket's path must be, and the tests' own is not."""
    with tempfile.TemporaryDirectory(prefix="cw-") as folder:
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        yield


def ended(qtbot: QtBot, started: "subprocess.Popen[str]") -> str:
    """What it said, while the window goes on."""
    qtbot.waitUntil(lambda: started.poll() is not None)
    return started.communicate()[0]


def start(folder: Path, others: int) -> subprocess.Popen[str]:
    typed = [sys.executable, "-c", _START, str(folder), str(others)]
    return subprocess.Popen(typed, stdout=subprocess.PIPE, text=True)


@pytest.mark.parametrize("name", ["team.vault", "one\nrow above another", "caf\udce9"])
def test_a_second_start_hands_its_folder_to_the_first(qtbot: QtBot, tmp_path: Path, name: str) -> None:
    first = FirstWindow()
    assert not first.hands_over(None)
    first.listen()
    with qtbot.waitSignal(first.asked) as asked:
        second = start(tmp_path / name, 0)
    assert asked.args == [str(tmp_path / name)]
    assert ended(qtbot, second) == "handed over\n"
    first.close()


def test_of_several_starts_in_one_moment_one_is_the_window(tmp_path: Path) -> None:
    started = [start(tmp_path, _STARTS - 1) for _ in range(_STARTS)]
    try:
        told = sorted(each.communicate(timeout=60)[0] for each in started)
    finally:
        for each in started:
            each.kill()
    window = " ".join(("window", *[str(tmp_path)] * (_STARTS - 1)))
    assert told == ["handed over\n"] * (_STARTS - 1) + [f"{window}\n"]


def test_what_a_killed_window_left_behind_stops_no_other(qtbot: QtBot, tmp_path: Path) -> None:
    place = meeting_dir()
    assert place is not None
    killed = start(tmp_path, 1)
    qtbot.waitUntil((place / "s").exists)
    killed.kill()
    killed.communicate()
    assert (place / "s").exists()
    first = FirstWindow()
    assert not first.hands_over(tmp_path)
    first.listen()
    with qtbot.waitSignal(first.asked):
        second = start(tmp_path, 0)
    assert ended(qtbot, second) == "handed over\n"
    first.close()
