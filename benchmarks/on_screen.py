"""From the start of a process to its window painted on a real X server, beside KeePassXC.

What both look like is read from the memory of the server's screen, so neither is asked anything: a row across both
windows is black until one of them is painted.
"""

import mmap
import os
import select
import shutil
import struct
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.measuring import Row, Sides, at_most, not_measured

_NAME = "process start to window on the screen"
_OTHER = "keepassxc"
_SIZE = "1360x860x24"
_ROW = 200
"""How far down the row is: within both windows, and below whatever title either has."""
_PATIENCE_S = 60.0
_LOOK_S = 0.001


@dataclass(frozen=True)
class Screen:
    """A screen, and a row of what is on it."""

    display: str
    row: memoryview

    def seconds_until_painted(self, command: Sequence[str], environment: Mapping[str, str]) -> float:
        """How long a program takes until something of it can be seen; it is ended then."""
        began = time.monotonic()
        with subprocess.Popen(  # noqa: S603 - this Python and our own program, or a program of the system
            command,
            cwd=Path(__file__).parent.parent,
            env={**environment, "DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as program:
            try:
                self._wait(program, painted=True)
                took = time.monotonic() - began
            finally:
                program.terminate()
                program.wait(_PATIENCE_S)
        self._wait(program, painted=False)
        return took

    def _wait(self, program: "subprocess.Popen[bytes]", *, painted: bool) -> None:
        end = time.monotonic() + _PATIENCE_S
        while any(self.row) is not painted:
            assert time.monotonic() < end, "nothing was painted, or what was painted stays"
            assert not painted or program.poll() is None, "the program ended before anything could be seen"
            select.select([], [], [], _LOOK_S)


def rows(environment: Mapping[str, str], times: int) -> Iterator[Row]:
    """Our window and theirs in turn, where both can be shown."""
    lacking = [name for name in ("Xvfb", _OTHER) if shutil.which(name) is None]
    if lacking:
        yield not_measured(_NAME, f"{' and '.join(lacking)} not installed")
        return
    ours, theirs = [], []
    with screen() as shown:
        for _ in range(times + 1):
            ours.append(shown.seconds_until_painted([sys.executable, "-m", "app"], environment))
            theirs.append(shown.seconds_until_painted([_OTHER], environment))
    # The first of each reads the libraries from the disk.
    yield Sides(ours[1:], theirs[1:]).median(_NAME, 1, at_most(1.3, "KeePassXC"))


@contextmanager
def screen() -> Iterator[Screen]:
    """An X server that keeps what is on its screen in a file."""
    read, write = os.pipe()
    with TemporaryDirectory() as folder:
        server = subprocess.Popen(  # noqa: S603 - a program of the system
            [
                *("Xvfb", "-displayfd", str(write), "-screen", "0", _SIZE, "-nolisten", "tcp"),
                *("-br", "-nocursor", "-fbdir", folder),
            ],
            pass_fds=[write],
            stderr=subprocess.DEVNULL,
        )
        os.close(write)
        try:
            with os.fdopen(read) as told:
                display = f":{told.readline().strip()}"
            with (Path(folder) / "Xvfb_screen0").open("rb") as file:
                memory = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            yield Screen(display, _row(memory))
        finally:
            server.terminate()
            server.wait(_PATIENCE_S)


def _row(memory: mmap.mmap) -> memoryview:
    """One row of the screen: behind a header (X11's XWDFile.h) that tells how many there are, and how long each is."""
    header = struct.unpack(">25I", memory[:100])
    high, long = header[5], header[12]
    begins = len(memory) - (high - _ROW) * long
    return memoryview(memory)[begins : begins + long]
