"""What a person set up for themselves on this machine: how the window looks and when it locks, and nothing secret.

The file is JSON in the user's own settings folder. Keys that this version does not know are kept, for the later
version that wrote them; a value that is out of range gives way to its default and to a line in the log.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Final

from app.paths import config_dir, private_folder

THEMES: Final = ("system", "light", "dark", "high-contrast")
TEXT_SIZES: Final = (100, 115, 130, 150, 175, 200)
"""Per cent of the usual size."""
_POINTS: Final = range(8, 29)
_USUAL_POINTS: Final = 11
IDLE_MINUTES: Final = range(1, 61)

MOST_FOLDERS: Final = 6
MAX_BYTES: Final = 512 * 1024
"""A longer settings file is not one this program wrote."""

_LONGEST_LOGIN: Final = 200
_LONGEST_PATH: Final = 4096
_MOST_LAYOUTS: Final = 64
_LONGEST_LAYOUT: Final = 4096
_LAYOUT_NAME: Final = r"[a-z0-9_.-]{1,64}"
_BASE64: Final = r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?"


def _is_switch(value: object) -> bool:
    return isinstance(value, bool)


def _is_login(value: object) -> bool:
    return isinstance(value, str) and len(value) <= _LONGEST_LOGIN and value.isprintable()


def _is_path(value: object) -> bool:
    return isinstance(value, str) and len(value) <= _LONGEST_PATH and value.isprintable()


def _are_paths(value: object) -> bool:
    return isinstance(value, list | tuple) and len(value) <= MOST_FOLDERS and all(map(_is_path, value))


def _is_layout(value: object) -> bool:
    return (
        isinstance(value, Mapping)
        and len(value) <= _MOST_LAYOUTS
        and all(
            isinstance(name, str)
            and re.fullmatch(_LAYOUT_NAME, name)
            and isinstance(state, str)
            and len(state) <= _LONGEST_LAYOUT
            and re.fullmatch(_BASE64, state)
            for name, state in value.items()
        )
    )


def _one_of(allowed: Sequence[object]) -> Callable[[object], bool]:
    # By type too, since True == 1 and 12.0 == 12.
    return lambda value: type(value) is type(allowed[0]) and value in allowed


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The settings of one person on this machine, each with its default and the check a read value must pass."""

    theme: str = field(default="system", metadata={"check": _one_of(THEMES)})
    last_look: str = field(default="", metadata={"check": _one_of(("", *THEMES[1:]))})
    """The theme that the system asked for when the window was closed: it begins with that, and looks again."""
    text_size: int = field(default=100, metadata={"check": _one_of(TEXT_SIZES)})
    """In per cent."""
    idle_minutes: int = field(default=10, metadata={"check": _one_of(IDLE_MINUTES)})
    """Minutes without a key or the mouse after which the vault locks itself; it cannot be switched off."""
    remember_login: bool = field(default=False, metadata={"check": _is_switch})
    last_login: str = field(default="", metadata={"check": _is_login})
    """The login name last used here; empty unless `remember_login`."""
    spelling: bool = field(default=True, metadata={"check": _is_switch})
    last_folder: str = field(default="", metadata={"check": _is_path})
    """The folder of the vault last opened, to be offered at the start."""
    folders: tuple[str, ...] = field(default=(), metadata={"check": _are_paths})
    """The folders of the vaults opened here, the last one first."""
    layout: Mapping[str, str] = field(default_factory=dict, metadata={"check": _is_layout}, repr=False)
    """How the window was left: a name (window, splitter, table) -> what Qt gave for it, in base64."""
    unknown: Mapping[str, object] = field(default_factory=dict, repr=False)
    """What a later version wrote."""

    def with_folder(self, folder: str) -> "Settings":
        """Remember the folder of a vault that was opened."""
        others = (each for each in self.folders if each != folder)
        return replace(self, last_folder=folder, folders=(folder, *others)[:MOST_FOLDERS])

    def with_login(self, login: str) -> "Settings":
        """Remember a login name, if the person asked for that."""
        return replace(self, last_login=login if self.remember_login else "")


def settings_file() -> Path:
    """The file the settings are kept in; it may not exist yet."""
    return config_dir() / "settings.json"


def load() -> Settings:
    """Read the settings; whatever cannot be read is as it was when the program was new."""
    try:
        with settings_file().open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
        document = json.loads(raw) if len(raw) <= MAX_BYTES else None
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError, RecursionError):
        document = None
    if not isinstance(document, dict):
        _note("SETTINGS_UNREADABLE")
        return Settings()
    return _from_document(document)


def save(settings: Settings) -> None:
    """Put the settings in place in one step, readable by their owner alone; raises CannotWrite or DiskFull."""
    document = {**settings.unknown, **{name: getattr(settings, name) for name in _checks()}}
    document["layout"] = dict(settings.layout)
    if not settings.remember_login:
        document["last_login"] = ""
    content = json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True).encode()
    from app.whole_file import replace_file  # noqa: PLC0415 - the first page reads settings and writes none

    replace_file(private_folder(config_dir()) / settings_file().name, content)


def _from_document(document: dict[str, Any]) -> Settings:
    checks = _checks()
    if (size := document.get("text_size")) in _POINTS and type(size) is int:
        document = {**document, "text_size": _in_per_cent(size)}
    good = {
        name: document[name] for name, check in checks.items() if name in document and check(document[name])
    }
    if "folders" in good:
        good["folders"] = tuple(good["folders"])
    for _ in range(len(checks.keys() & document.keys()) - len(good)):
        _note("SETTING_REFUSED")
    unknown = {name: value for name, value in document.items() if name not in checks}
    return Settings(**good, unknown=unknown)


def _note(what: str) -> None:
    from app import log  # noqa: PLC0415 - settings that are as they should be do without, and so does the first page

    log.event(log.Event[what])


def _checks() -> dict[str, Callable[[object], bool]]:
    return {each.name: each.metadata["check"] for each in fields(Settings) if "check" in each.metadata}


def _in_per_cent(points: int) -> int:
    """What a size of the first release is near to: it was kept in points."""
    return min(TEXT_SIZES, key=lambda percent: abs(percent - points * 100 / _USUAL_POINTS))
