"""On a real X server, where the clipboard belongs to whoever copied last."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SERVER = shutil.which("Xvfb") or ""
ROOT = Path(__file__).parents[3]
_COPY = """
import sys
from PySide6.QtWidgets import QApplication
app = QApplication([])
app.clipboard().setText("from elsewhere")
app.clipboard().setText("from elsewhere", app.clipboard().Mode.Selection)
app.processEvents()
print("copied", flush=True)
app.exec()
"""
_SWEEP = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from app.views.locking.clipboard import CopyGuard, clear_ours
app = QApplication([])
guard = CopyGuard()
clipboard = app.clipboard()
if sys.argv[1] == "ours":
    clipboard.setText("an address")
    clipboard.setText("an address", clipboard.Mode.Selection)
app.processEvents()
clear_ours()
app.processEvents()
print([clipboard.text(), clipboard.text(clipboard.Mode.Selection)])
"""


@pytest.fixture
def display() -> Iterator[dict[str, str]]:
    """An X server of the test's own."""
    with subprocess.Popen(
        [SERVER, "-displayfd", "1", "-nolisten", "tcp"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as server:
        assert server.stdout is not None
        number = server.stdout.readline().strip()
        yield os.environ | {"DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
        server.terminate()


def swept(display: dict[str, str], whose: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", _SWEEP, whose],
        env=display,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return done.stdout.strip()


def test_clears_what_is_ours(display: dict[str, str]) -> None:
    assert swept(display, "ours") == "['', '']"


def test_leaves_what_another_program_copied(display: dict[str, str]) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _COPY], env=display, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == "copied"
        assert swept(display, "theirs") == "['from elsewhere', 'from elsewhere']"
        other.terminate()
