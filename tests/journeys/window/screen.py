"""A real X server with a window manager, and the program on it, used by keyboard alone."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tests.outside import tool

_SIZE: Final = "1360x860x24"
_PATIENCE: Final = 60.0
_EACH: Final = 0.05
_QUIET: Final = 6
"""Looks in a row between which nobody computed: timers of the window that follow a key are shorter than that."""


def wait_for(what: Callable[[], bool], why: str, seconds: float = _PATIENCE) -> None:
    """Wait until something holds; fails with what was waited for."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if what():
            return
        time.sleep(_EACH)
    raise AssertionError(f"waited {seconds:.0f} s in vain for {why}")


@dataclass(frozen=True)
class Screen:
    """An X server of the test's own."""

    environment: dict[str, str]
    pace_ms: int = 12
    """Milliseconds between two keys."""
    pressed: list[int] = field(default_factory=list)
    """How many keys each act took."""
    processes: list[int] = field(default_factory=list)
    """The server, the window manager and what was started on it."""

    def keys(self, *keys: str) -> None:
        """Press keys, by X's names: "Tab", "ctrl+k"."""
        self.pressed.append(len(keys))
        self._xdotool("key", "--delay", str(max(30, self.pace_ms)), *keys)

    def type(self, text: str) -> None:
        """Type a text."""
        self.pressed.append(len(text))
        self._xdotool("type", "--delay", str(self.pace_ms), "--", text)

    def rest(self) -> None:
        """Wait until nobody here has anything to do, as somebody does who looks."""
        seen: list[int | None] = []

        def still() -> bool:
            seen.append(_worked(self.processes))
            return seen[-1] is not None and seen[-_QUIET:] == [seen[-1]] * _QUIET

        wait_for(still, "the program to come to rest")

    def windows(self) -> list[str]:
        """The titles of the windows in sight."""
        found = self._xdotool("search", "--onlyvisible", "--name", ".*", check=False).split()
        return [self._xdotool("getwindowname", each, check=False).strip() for each in found]

    def start(self, *arguments: str) -> "Program":
        """Start the program on this screen."""
        command = [sys.executable, "-m", "app", *arguments]
        process = subprocess.Popen(
            command,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        self.processes.append(process.pid)
        program = Program(process, self)
        wait_for(lambda: "Casework" in self.windows() or process.poll() is not None, "the window")
        return program

    def _xdotool(self, *arguments: str, check: bool = True) -> str:
        command = [tool("xdotool"), *arguments]
        done = subprocess.run(
            command, env=self.environment, check=check, capture_output=True, text=True, timeout=240
        )
        return done.stdout


def _worked(processes: list[int]) -> int | None:
    """How long processes have computed, in ticks of the clock; None while one of them computes or waits for a disk."""
    ticks = 0
    for process in processes:
        for thread in Path(f"/proc/{process}/task").glob("*/stat"):
            with suppress(OSError):
                # proc(5): behind the name, which may hold anything, stand the state and, further on, both times.
                state, *rest = thread.read_text().rpartition(")")[2].split()
                if state in "RD":
                    return None
                ticks += int(rest[10]) + int(rest[11])
    return ticks


@dataclass(frozen=True)
class Program:
    """The program under way."""

    process: subprocess.Popen[bytes]
    screen: Screen

    def kill(self) -> None:
        """Kill it, as a power cut would."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(30)

    def end(self) -> tuple[int, str]:
        """Ask it to end, and give its exit code and what it said to the terminal."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        _, said = self.process.communicate(timeout=60)
        return self.process.returncode, said.decode()


@contextmanager
def screen(home: Path, *, pace_ms: int = 12) -> Iterator[Screen]:
    """An X server with a window manager, for as long as it is needed."""
    read, write = os.pipe()
    server = subprocess.Popen(
        [tool("Xvfb"), "-displayfd", str(write), "-screen", "0", _SIZE, "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as told:
        number = told.readline().strip()
    home.mkdir(parents=True, exist_ok=True)
    environment = {
        **os.environ,
        # What a dialog offers to save in is the test's own too.
        "HOME": str(home),
        "DISPLAY": f":{number}",
        "QT_QPA_PLATFORM": "xcb",
        "CASEWORK_HOME": str(home),
        "PYTHONPATH": os.pathsep.join(filter(None, [str(Path.cwd()), os.environ.get("PYTHONPATH", "")])),
    }
    environment.pop("WAYLAND_DISPLAY", None)
    manager = _manager(environment)
    try:
        yield Screen(environment, pace_ms, processes=[server.pid, manager.pid])
    finally:
        for process in (manager, server):
            process.terminate()
            process.wait(20)


def _manager(environment: dict[str, str]) -> subprocess.Popen[bytes]:
    """A window manager that manages: without one no window is active, and no key combination does anything.

    The server says its number before it lets everybody in, so that the first manager may be turned away.
    """
    started: list[subprocess.Popen[bytes]] = []

    def manages() -> bool:
        if not started or started[-1].poll() is not None:
            started.append(
                subprocess.Popen(
                    [tool("openbox")], env=environment, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL
                )
            )
        # Only who manages says which desktop is in front.
        asked = [tool("xdotool"), "get_desktop"]
        return not subprocess.run(asked, env=environment, capture_output=True, check=False).returncode

    wait_for(manages, "a window manager")
    return started[-1]


__all__ = ["Program", "Screen", "screen", "wait_for"]
