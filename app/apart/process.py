"""Starts a process of its own for a document from elsewhere: this very program, told to be it."""

import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import app

OPTION: Final = "--apart"
"""What tells the program that it is this process."""
_BEGIN: Final = (
    "import sys; sys.dont_write_bytecode = True; sys.path.insert(0, sys.argv.pop(1)); "
    "from app.bootstrap import main; main()"
)


def started() -> subprocess.Popen[bytes]:
    """The process; it is given nothing of ours but the pipes."""
    is_frozen = bool(getattr(sys, "frozen", False))
    command = [sys.executable, OPTION] if is_frozen else [sys.executable, "-c", _BEGIN, _root(), OPTION]
    hidden: dict[str, Any] = {}
    if sys.platform == "win32":
        hidden["creationflags"] = subprocess.CREATE_NO_WINDOW
    return subprocess.Popen(  # noqa: S603 - this very program
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        close_fds=True,
        **hidden,
    )


def _root() -> str:
    """The folder that the program is imported from."""
    return str(Path(app.__file__).parent.parent)
