"""What a screen reader is told over the real bus; a control without a name is found."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.journeys.window.screen import screen
from tests.outside import tool

_LAUNCHER = "/usr/libexec/at-spi-bus-launcher"
_READER = Path(__file__).with_name("reader.py")
_PLANTED = """
import sys
from PySide6.QtWidgets import QApplication, QPushButton
from app.views.window import application
make = application.make
def planted(app):
    window = make(app)
    nameless = QPushButton(window)
    nameless.setGeometry(4, 4, 40, 40)
    nameless.show()
    return window
application.make = planted
sys.exit(application.run(None))
"""
_NEEDS_A_NAME = {
    "push button",
    "button",
    "check box",
    "radio button",
    "text",
    "combo box",
    "password text",
    "list",
    "table",
}


def heard(home: Path, *program: str) -> list[dict[str, object]]:
    """Run a program on a screen and a bus of its own, and give what the reader was told."""
    bus = f"{_LAUNCHER} --launch-immediately >/dev/null 2>&1 &"
    script = f'{bus} "$@" >/dev/null 2>&1 & exec /usr/bin/python3 {_READER}'
    with screen(home) as shown:
        environment = {**shown.environment, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "QT_ACCESSIBILITY": "1"}
        done = subprocess.run(
            [tool("dbus-run-session"), "--", "sh", "-c", script, "sh", *program],
            env=environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
    told: list[dict[str, object]] = json.loads(done.stdout or "[]")
    assert len(told) > 5, done.stderr
    return told


def nameless(told: list[dict[str, object]]) -> list[dict[str, object]]:
    """The controls that a reader could only call by their kind."""
    return [
        each
        for each in told
        if each["role"] in _NEEDS_A_NAME and each["showing"] and not (each["name"] or each["labelled_by"])
    ]


@pytest.mark.timeout(180)
def test_every_control_of_the_first_page_has_a_name_over_the_bus(tmp_path: Path) -> None:
    told = heard(tmp_path / "home", sys.executable, "-m", "app")
    assert nameless(told) == []
    assert any(each["name"] == "Make a new vault" for each in told)
    assert sum(bool(each["focused"]) for each in told) >= 1


@pytest.mark.timeout(180)
def test_a_control_without_a_name_is_found(tmp_path: Path) -> None:
    assert nameless(heard(tmp_path / "home", sys.executable, "-c", _PLANTED))
