"""Hardening of the running process: no core file, and no other program of the same user reads its memory."""

import ctypes
import sys
from contextlib import suppress
from typing import Final

_PR_SET_DUMPABLE: Final = 4


def harden() -> None:
    """Keep keys out of core files and debuggers as far as the system lets us; never fails.

    Swap and hibernation are beyond a program's reach: they need the disk encryption of the operating system.
    """
    _forbid_core_files()
    _forbid_attaching()


def _forbid_core_files() -> None:
    if sys.platform == "win32":
        return
    # Imported here: the module does not exist on Windows.
    import resource  # noqa: PLC0415

    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _forbid_attaching() -> None:
    if not sys.platform.startswith("linux"):
        return
    # Refused by some containers; the limit on core files then stands alone.
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
