"""What the first page is painted with: it takes little of the program, and whoever adds to it sees that here."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from benchmarks.window_start import environment, used_before
from tests.views.start.test_start_stack import ROOT

_PROGRAM: Final = """
import os, sys
from PySide6 import QtCore
from app import bootstrap
from app.views.start.start_stack import StartStack
paint = StartStack.paintEvent
def painted(stack, event):
    paint(stack, event)
    print(*sys.modules, *(["PySide6.QtCore.Qt"] if "Qt" in vars(QtCore) else []), flush=True)
    os._exit(0)
StartStack.paintEvent = painted
sys.argv = ["casework"]
bootstrap.main()
"""


def _named(text: str) -> frozenset[str]:
    return frozenset(text.split())


_OWN: Final = _named("""
    app app.bootstrap app.crypto app.crypto.hygiene app.errors app.paths app.settings app.charts app.charts.roles
    app.views app.views.theme app.views.theme.theme app.views.theme.tokens app.views.theme.fonts
    app.views.context app.views.context.context app.views.context.settings_keeper app.views.context.tasks
    app.views.context.timers app.views.context.voice
    app.views.window app.views.window.application app.views.window.main_window app.views.window.collecting
    app.views.window.crash app.views.window.questions app.views.window.single
    app.views.start app.views.start.start_stack app.views.start.before_vault app.views.start.delays
    app.views.start.screen app.views.start.side
    app.views.widgets app.views.widgets.bar app.views.widgets.buttons app.views.widgets.layouts
    app.views.widgets.page app.views.widgets.problems app.views.widgets.scrolled app.views.widgets.words
""")
_TO_UNLOCK: Final = _named("""
    app.views.start.unlock_page app.views.start.unlock_panels app.views.start.form_screen
    app.views.widgets.emptying app.views.widgets.fields app.views.widgets.form app.views.widgets.secret_box
    app.views.widgets.caps_lock
""")
_TO_BEGIN: Final = _named("app.views.start.start_page app.views.widgets.emptying")
_OTHERS: Final = _named("""
    PySide6.QtNetwork PySide6.QtSvg PySide6.QtDBus lucide sqlalchemy cryptography hashlib socket ssl sqlite3
    concurrent hmac email http
""")
"""What has crept onto the way once, or would be felt there most."""


@pytest.mark.parametrize(
    ("before", "own"), [("used", _OWN | _TO_UNLOCK), ("", _OWN | _TO_BEGIN)], ids=["to unlock", "to begin"]
)
def test_the_first_page_is_painted_with_these_modules_and_no_others(
    tmp_path: Path, before: str, own: frozenset[str]
) -> None:
    (tmp_path / "team.vault").mkdir()
    if before:
        used_before(tmp_path)
    loaded = _loaded(tmp_path)
    assert sorted({each for each in loaded if each.partition(".")[0] == "app"} - own) == []
    assert [each for each in _OTHERS if each in loaded] == []


def test_the_page_to_unlock_does_without_qt_s_namespace(tmp_path: Path) -> None:
    """Python's side of it is a tenth of the way."""
    (tmp_path / "team.vault").mkdir()
    used_before(tmp_path)
    assert "PySide6.QtCore.Qt" not in _loaded(tmp_path)


def _loaded(home: Path) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM],
        cwd=ROOT,
        env={**environment(home), "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return set(done.stdout.split())
