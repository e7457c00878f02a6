"""One window: a second start hands over what it was given."""

import subprocess
import sys
from pathlib import Path

from pytestqt.qtbot import QtBot

from app.views.window.single import FirstWindow, hand_over

_SECOND = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from app.views.window.single import hand_over
app = QCoreApplication([])
sys.exit(0 if hand_over(Path(sys.argv[1])) else 1)
"""


def test_a_second_start_hands_its_folder_to_the_first(qtbot: QtBot, tmp_path: Path) -> None:
    first = FirstWindow()
    assert first.listen()
    with qtbot.waitSignal(first.asked, timeout=20_000) as asked:
        second = subprocess.Popen([sys.executable, "-c", _SECOND, str(tmp_path)])
    assert asked.args == [str(tmp_path)]
    assert second.wait(20) == 0
    first.close()


def test_the_first_start_finds_nobody(qtbot: QtBot) -> None:
    assert not hand_over(None)
