"""Where the program keeps its own files on this machine, and where it finds those it was shipped with.

`CASEWORK_HOME` puts settings, state and log under one folder, for tests and for a program carried on a stick. A vault
is never here: it lies where its team put it.
"""

import os
from pathlib import Path
from typing import Final

from platformdirs import PlatformDirs

from app.errors import MissingPart, NoHome, storage_error

HOME_VARIABLE: Final = "CASEWORK_HOME"
"""The environment variable that names one folder for everything the program keeps for itself."""

PRIVATE_FOLDER: Final = 0o700
PRIVATE_FILE: Final = 0o600

_PACKAGE: Final = Path(__file__).parent


def config_dir() -> Path:
    """The folder of the user's settings; it may not exist yet. Raises NoHome, as the others do."""
    return _folder("config")


def state_dir() -> Path:
    """The folder where this machine remembers how far each vault had come; it may not exist yet."""
    return _folder("state")


def log_dir() -> Path:
    """The folder of the log; it may not exist yet."""
    return _folder("log")


def private_folder(folder: Path) -> Path:
    """Make a folder that its owner alone may enter, and give it back; raises CannotWrite or DiskFull.

    A folder that is already there keeps the rights its owner gave it.
    """
    try:
        for missing in reversed([each for each in (folder, *folder.parents) if not each.exists()]):
            # One by one: `mkdir(parents=True)` would make all but the last readable by everybody.
            missing.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
    except OSError as exc:
        raise storage_error(exc) from None
    if not folder.is_dir():
        raise storage_error(NotADirectoryError())
    return folder


def resource(name: str) -> Path:
    """Find a shipped file or folder by its name under `resources/`; raises MissingPart.

    In a checkout they lie beside the package, in an installed copy inside it.
    """
    for folder in (_PACKAGE / "resources", _PACKAGE.parent / "resources"):
        if (folder / name).exists():
            return folder / name
    raise MissingPart


def _folder(kind: str) -> Path:
    home = os.environ.get(HOME_VARIABLE)
    dirs = PlatformDirs("casework", appauthor=False)
    try:
        if home:
            return Path(home).expanduser().absolute() / kind
        return Path(getattr(dirs, f"user_{kind}_path"))
    except RuntimeError:
        # A container may run under a number that no user has.
        raise NoHome from None
