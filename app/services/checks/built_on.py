"""What this copy of Casework is built on, by the packages' own account."""

import re
from dataclasses import dataclass
from importlib import metadata
from typing import Final

_OURS: Final = "masip-casework"
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_CLASSIFIER: Final = "License :: OSI Approved :: "
_LONGEST: Final = 60


@dataclass(frozen=True)
class BuiltOn:
    """A package: its name, the version that is installed, and its licence in a few words."""

    name: str
    version: str
    licence: str


def built_on() -> tuple[BuiltOn, ...]:
    """The packages that Casework names as its own needs, by name; those that are not installed as such are left out.

    Slow: it reads a file of each package, so it is to be called in a worker.
    """
    try:
        needs = metadata.requires(_OURS) or []
    except metadata.PackageNotFoundError:
        # Run from a checkout that was never installed.
        return ()
    names = dict.fromkeys(found[0] for need in needs if (found := _NAME.match(need)))
    return tuple(
        sorted((each for name in names if (each := _read(name))), key=lambda one: one.name.casefold())
    )


def _read(name: str) -> BuiltOn | None:
    try:
        found = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return None
    classified = [
        each.removeprefix(_CLASSIFIER)
        for each in found.get_all("Classifier") or []
        if each.startswith(_CLASSIFIER)
    ]
    expression, free = (next(iter(found.get_all(key) or ()), "") for key in ("License-Expression", "License"))
    words = expression or "; ".join(classified) or _first_line(free)
    return BuiltOn(found["Name"], found["Version"], words or "see the package")


def _first_line(text: str) -> str:
    """Some packages put the whole licence where its name belongs."""
    return text.strip().partition("\n")[0][:_LONGEST]
