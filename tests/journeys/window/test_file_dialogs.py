"""Qt's own file dialogs write nothing of what was used with them: seen from outside, over a home of their own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

_PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from app.views.window import application

app = QApplication(["casework"])
window = application.make(app)
window.show_folder(None)
used = Path(sys.argv[1])
asks, chosen = window.asks, []


def ask(kind):
    if kind == "save":
        asks.save_file(window, "Where", "summary.pdf", "PDF (*.pdf)", chosen.append)
    elif kind == "open":
        asks.open_file(window, "Which", "PDF (*.pdf)", chosen.append)
    else:
        asks.folder(window, "Where", chosen.append)


for kind, name in (("save", "summary.pdf"), ("open", "here.pdf"), ("folder", ""), ("save", None)):
    ask(kind)
    app.processEvents()
    dialog = app.activeModalWidget()
    assert isinstance(dialog, QFileDialog), dialog
    dialog.setDirectory(str(used))
    if name is None:
        dialog.reject()
    else:
        dialog.findChildren(QLineEdit)[0].setText(str(used / name))
        dialog.accept()
    app.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
assert len(chosen) == 3, chosen
window.close()
app.processEvents()
"""


@pytest.mark.parametrize("given", ["home", "config"])
def test_a_folder_that_was_used_is_written_nowhere_else(tmp_path: Path, given: str) -> None:
    home, own, used = tmp_path / "person", tmp_path / "own", tmp_path / "Quillfeather papers"
    for each in (home, own, used):
        each.mkdir()
    (used / "here.pdf").write_bytes(b"%PDF")
    somebody = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    somebody |= {"HOME": str(home), "CASEWORK_HOME": str(own), "QT_QPA_PLATFORM": "offscreen"}
    if given == "config":
        somebody |= {
            "XDG_CONFIG_HOME": str(home / "set" / "config"),
            "XDG_DATA_HOME": str(home / "set" / "data"),
            "XDG_STATE_HOME": str(home / "set" / "state"),
        }
    ended = subprocess.run(
        [sys.executable, "-c", _PROGRAM, used], env=somebody, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr
    written = [each for each in home.rglob("*") if each.is_file()]
    assert not [each for each in written if "Qt" in each.name or each.suffix in {".conf", ".xbel"}], written
    held = [
        each
        for each in (*written, *own.rglob("*"))
        if each.is_file() and b"Quillfeather" in each.read_bytes()
    ]
    assert held == []
