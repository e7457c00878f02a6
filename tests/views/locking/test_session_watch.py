"""Signals on a bus of the test's own, from another program."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtDBus import QDBusConnection
from pytestqt.qtbot import QtBot

from app.views.locking.session_watch import SessionWatch, session_path

DAEMON = shutil.which("dbus-daemon") or ""
LOGIN = "org.freedesktop.login1"


@pytest.fixture
def address() -> Iterator[str]:
    """A bus of the test's own."""
    with subprocess.Popen(
        [DAEMON, "--session", "--nofork", "--nopidfile", "--print-address"], stdout=subprocess.PIPE, text=True
    ) as daemon:
        assert daemon.stdout is not None
        yield daemon.stdout.readline().strip()
        daemon.terminate()


@pytest.fixture
def bus(address: str) -> Iterator[QDBusConnection]:
    name = f"test-{id(address)}"
    yield QDBusConnection.connectToBus(address, name)
    QDBusConnection.disconnectFromBus(name)


@pytest.fixture
def gone(bus: QDBusConnection, monkeypatch: pytest.MonkeyPatch) -> tuple[SessionWatch, list[bool]]:
    monkeypatch.setenv("XDG_SESSION_ID", "2")
    watch = SessionWatch(system=bus, session=bus)
    heard: list[bool] = []
    watch.gone.connect(lambda: heard.append(True))
    return watch, heard


def send(address: str, *signal: str) -> None:
    subprocess.run(
        [sys.executable, str(Path(__file__).with_name("fake_session.py")), address, *signal],
        check=True,
        timeout=30,
    )


@pytest.mark.parametrize(
    "signal",
    [
        (LOGIN, "/org/freedesktop/login1", f"{LOGIN}.Manager", "PrepareForSleep", "true"),
        (LOGIN, "/org/freedesktop/login1/session/_32", f"{LOGIN}.Session", "Lock"),
        (
            "org.freedesktop.ScreenSaver",
            "/ScreenSaver",
            "org.freedesktop.ScreenSaver",
            "ActiveChanged",
            "true",
        ),
        ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", "true"),
    ],
    ids=["sleep", "session", "kde", "gnome"],
)
def test_hears_that_nobody_is_there(
    address: str, gone: tuple[SessionWatch, list[bool]], qtbot: QtBot, signal: tuple[str, ...]
) -> None:
    send(address, *signal)
    qtbot.waitUntil(lambda: gone[1] == [True])


@pytest.mark.parametrize(
    "signal",
    [
        (LOGIN, "/org/freedesktop/login1", f"{LOGIN}.Manager", "PrepareForSleep", "false"),
        (LOGIN, "/org/freedesktop/login1/session/_37", f"{LOGIN}.Session", "Lock"),
        (
            "org.gnome.ScreenSaver",
            "/org/gnome/ScreenSaver",
            "org.gnome.ScreenSaver",
            "ActiveChanged",
            "false",
        ),
        ("org.example.Impostor", "/org/freedesktop/login1", f"{LOGIN}.Manager", "PrepareForSleep", "true"),
    ],
    ids=["waking", "another-session", "screen-saver-off", "impostor"],
)
def test_what_does_not_concern_the_session_locks_nothing(
    address: str, gone: tuple[SessionWatch, list[bool]], qtbot: QtBot, signal: tuple[str, ...]
) -> None:
    send(address, *signal)
    # What comes after on the same bus is heard: the one before was not.
    send(address, LOGIN, "/org/freedesktop/login1/session/_32", f"{LOGIN}.Session", "Lock")
    qtbot.waitUntil(lambda: bool(gone[1]))
    assert gone[1] == [True]


def test_without_a_bus_nothing_is_heard_and_nothing_said() -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DBUS_")}
    environment |= {
        "DBUS_SYSTEM_BUS_ADDRESS": "unix:path=/nowhere/bus",
        "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere/bus",
        "QT_QPA_PLATFORM": "offscreen",
    }
    program = (
        "from PySide6.QtWidgets import QApplication\n"
        "from app.views.locking.session_watch import SessionWatch\n"
        "app = QApplication([])\nwatch = SessionWatch()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        cwd=Path(__file__).parents[3],
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize(
    ("session_id", "path"),
    [
        ("2", "/org/freedesktop/login1/session/_32"),
        ("c1", "/org/freedesktop/login1/session/c1"),
        ("12", "/org/freedesktop/login1/session/_312"),
        ("a-b", "/org/freedesktop/login1/session/a_2db"),
        ("", ""),
    ],
)
def test_a_session_is_found_under_its_own_path(session_id: str, path: str) -> None:
    assert session_path(session_id) == path
