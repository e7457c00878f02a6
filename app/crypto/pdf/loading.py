"""Loads pyHanko without what it would load besides and is never used here: a network, and a time zone.

pyHanko loads aiohttp with its signatures, a third of the time that it takes to begin. Nothing here fetches anything.
Its assessment of qualified certificates asks for the zone of Brussels while it is imported, so that a machine without
zone data could verify nothing. Nothing here assesses that.
"""

import importlib
import sys
from types import ModuleType
from typing import Any, Final

from app.errors import MissingPart

_LEFT_OUT: Final = ("aiohttp", "pyhanko.sign.validation.qualified.assess")


class _Absent(Exception):
    """What there is in place of a class of them: it can be named and not be used."""

    def __init__(self, *_: object, **__: object) -> None:
        super().__init__("this program does without")


class _StandIn(ModuleType):
    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Absent


def leave_out_unused() -> None:
    """Keep pyHanko from loading what is not used; to be called before any part of it is imported."""
    for name in _LEFT_OUT:
        sys.modules.setdefault(name, _StandIn(name))


def load_validation() -> None:
    """Load what judges a signature. Raises MissingPart where it cannot be: that says nothing of any file."""
    leave_out_unused()
    try:
        importlib.import_module("pyhanko.sign.validation")
    except (ImportError, LookupError, OSError):
        raise MissingPart from None
