"""Where the program keeps its own files on this machine, and where it finds those it was shipped with.

`CASEWORK_HOME` puts settings, state and log under one folder, for tests and for a program carried on a stick. A vault
is never here: it lies where its team put it.
"""

import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import Final
from zlib import crc32

from app.errors import CannotWrite, MissingPart, NoHome, storage_error

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


def meeting_dir() -> Path | None:
    """The folder where programs of this user find each other, which nobody else may enter; None where there is none.

    Each home has its own, so that a program carried on a stick is another one.
    """
    # Enough to tell a person's homes apart, and there sooner than what hashes: the first page waits for it.
    home = f"{crc32(os.fsencode(config_dir())):08x}"
    places = [state_dir() / "window" / home]
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    if runtime and is_private(Path(runtime)):
        # Local, and gone with the session: a home may lie on a share that knows no sockets.
        places.insert(0, Path(runtime) / "casework" / home)
    for place in places:
        with suppress(CannotWrite):
            if is_private(private_folder(place)):
                return place
    return None


def is_private(folder: Path) -> bool:
    """Whether a folder is this user's own and nobody else may enter it. Windows keeps profiles apart by itself."""
    if os.name != "posix":
        return True
    try:
        found = folder.lstat()
    except OSError:
        return False
    own = stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid()
    return own and not stat.S_IMODE(found.st_mode) & 0o077


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
    try:
        if home:
            return Path(home).expanduser().absolute() / kind
        from platformdirs import PlatformDirs  # noqa: PLC0415 - a program with a home of its own does without

        return Path(getattr(PlatformDirs("casework", appauthor=False), f"user_{kind}_path"))
    except RuntimeError:
        # A container may run under a number that no user has.
        raise NoHome from None
