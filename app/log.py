"""The local log: what kind of failure happened and where in the code, and nothing that anybody typed.

An exception's own message may quote a name or a note, so it is never asked for; file paths are cut down to the part
below the package, because a home folder bears its owner's name. A log that cannot be written must neither hide the
failure it was to tell of nor stop anybody's work, so nothing here raises.
"""

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path, PurePath
from traceback import walk_tb
from typing import Final

from app import __version__
from app.paths import PRIVATE_FILE, log_dir, private_folder

MAX_BYTES: Final = 256 * 1024
"""Size at which the log is put aside and a new one begun."""

KEPT: Final = 3
"""How many logs that were put aside are kept."""

_MOST_FRAMES: Final = 40
_MOST_CAUSES: Final = 8


class Event(StrEnum):
    """What may be noted besides a failure: fixed words, so that a value can never slip in."""

    SETTINGS_UNREADABLE = "the settings could not be read, so the defaults are used"
    MEASURE_REFUSED = "a shipped measure has a fault, so it is not used"
    SETTING_REFUSED = "a setting was out of range, so its default is used"


def log_file() -> Path:
    """The file that is being written; it may not exist yet."""
    return log_dir() / "casework.log"


def event(what: Event) -> None:
    """Note one of the known events. Never raises."""
    with suppress(Exception):
        _write(what)


def exception(failure: BaseException) -> None:
    """Note what kind of failure it was and where it came from. Never raises: it is called on the way out."""
    with suppress(Exception):
        _write(described(failure))


def described(failure: BaseException) -> str:
    """What kind of failure it was and where it came from, and not a word of what it says."""
    return "\n".join(_describe(failure))


def _describe(failure: BaseException) -> Iterator[str]:
    seen: set[int] = set()
    waiting: list[tuple[str, BaseException]] = [("", failure)]
    while waiting and len(seen) < _MOST_CAUSES:
        relation, each = waiting.pop(0)
        if id(each) in seen:
            continue
        seen.add(id(each))
        kind = type(each)
        yield f"{relation}{kind.__module__}.{kind.__qualname__}"
        yield from _places(each)
        cause = each.__cause__ or (None if each.__suppress_context__ else each.__context__)
        if cause is not None:
            waiting.append(("after ", cause))
        if isinstance(each, BaseExceptionGroup):
            waiting.extend(("with ", member) for member in each.exceptions)


def _places(failure: BaseException) -> list[str]:
    """Where it passed, the innermost last, as tracebacks do."""
    frames = [
        f"  {_short(frame.f_code.co_filename)}:{line}:{frame.f_code.co_qualname}"
        for frame, line in walk_tb(failure.__traceback__)
    ]
    return frames[-_MOST_FRAMES:]


def _short(filename: str) -> str:
    parts = PurePath(filename).parts
    for landmark in ("site-packages", "dist-packages"):
        if landmark in parts:
            return "/".join(parts[len(parts) - parts[::-1].index(landmark) :])
    package = Path(__file__).parent.parts
    if parts[: len(package)] == package:
        return "/".join(parts[len(package) - 1 :])
    return parts[-1] if parts else "?"


def _write(text: str) -> None:
    path = private_folder(log_dir()) / log_file().name
    stamp = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    line = f"{stamp} casework {__version__} {text}\n".encode("ascii", "backslashreplace")
    _make_room(path, len(line))
    with os.fdopen(os.open(path, _APPEND, PRIVATE_FILE), "ab", buffering=0) as file:
        # One write call, so that the lines of two programs do not mix.
        file.write(line)


def _make_room(path: Path, coming: int) -> None:
    with suppress(FileNotFoundError):
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode):
            path.unlink()
        elif status.st_size + coming > MAX_BYTES:
            aside = [path, *(path.with_name(f"{path.name}.{n}") for n in range(1, KEPT + 1))]
            for older, newer in zip(aside[:0:-1], aside[-2::-1], strict=True):
                with suppress(FileNotFoundError):
                    newer.replace(older)


_APPEND: Final = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0)
