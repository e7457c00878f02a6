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


def give_back() -> None:
    """Hand freed memory back to the system, which clears it before anybody else gets it; never fails.

    What a closed store leaves in freed memory is text of records. glibc alone can do so on request.
    """
    if sys.platform.startswith("linux"):
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).malloc_trim(0)


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
