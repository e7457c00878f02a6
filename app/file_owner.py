"""Says whose a file is, where that decides who may open it."""

import os
from collections.abc import Iterable
from pathlib import Path

from app.errors import NotYours, UserError, vault_reading_error

_TWO = 2
_LETS_GROUP_IN = 0o060


def reading_error(path: Path, failure: OSError) -> UserError:
    """Say in a sentence why a vault's file could not be opened, and whose it is where that is why."""
    if isinstance(failure, PermissionError):
        for barred in (path, path.parent):
            try:
                owner = barred.lstat().st_uid
            except OSError:
                continue
            if owner != _user():
                return NotYours(path.name if barred is path else "the vault's folder", owner_name(owner))
    return vault_reading_error(failure)


def difference(files: Iterable[Path]) -> str:
    """What differs in who may open files that belong together, in a sentence; nothing where they are alike."""
    found = {file.name: file.stat() for file in files if file.exists()}
    if (
        os.name != "posix"
        or len({(each.st_uid, each.st_gid, each.st_mode) for each in found.values()}) < _TWO
    ):
        return ""
    told = "; ".join(
        f"{name}: {owner_name(each.st_uid)}, group {each.st_gid}, {each.st_mode & 0o777:04o}"
        for name, each in found.items()
    )
    groups, modes = ({getattr(each, fact) for each in found.values()} for fact in ("st_gid", "st_mode"))
    if len(groups) == 1 and all(mode & _LETS_GROUP_IN == _LETS_GROUP_IN for mode in modes):
        return f"The vault's files have different owners, and each lets their group in ({told})."
    return f"The vault's files have different owners or modes, so somebody may be shut out ({told})."


def owner_name(number: int) -> str:
    """The login name of a user of this machine, or their number where it has no name."""
    try:
        import pwd  # noqa: PLC0415 - Windows has none

        return pwd.getpwuid(number).pw_name
    except (ImportError, KeyError):
        return f"user number {number}"


def _user() -> int:
    return os.geteuid() if os.name == "posix" else -1
