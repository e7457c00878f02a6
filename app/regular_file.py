"""Opens a file that came from elsewhere: at once or not at all, and nothing but a file.

Removable media and folders that others write to decide what stands at a path. A named pipe there would keep the program
waiting for ever, and to open a device can be to do something with it.
"""

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO


def open_regular(path: Path) -> BinaryIO:
    """Open a file for reading. Raises OSError as `open` does, with ENXIO for a pipe, a socket or a device."""
    # Looked at before it is opened, for a device's sake, and again afterwards, in case it was exchanged meanwhile.
    _refuse_others(path.stat().st_mode)
    file = open(path, "rb", opener=_without_waiting)  # noqa: SIM115 - a path's own takes no opener; lent out
    try:
        _refuse_others(os.fstat(file.fileno()).st_mode)
    except OSError:
        file.close()
        raise
    return file


def _refuse_others(mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(mode):
        raise OSError(errno.ENXIO, os.strerror(errno.ENXIO))


def _without_waiting(path: str, flags: int) -> int:
    # Windows has neither flag, and no pipe at a path either.
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0))
