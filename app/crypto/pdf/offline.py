"""pyHanko without a network: the library it would fetch with is not loaded, and could not be used if it were asked for.

pyHanko loads aiohttp with its signatures, a third of the time that it takes to begin. Nothing here fetches anything.
"""

import sys
from types import ModuleType
from typing import Any

_LIBRARY = "aiohttp"


class _Absent(Exception):
    """What there is in place of a class of the library: it can be named and not be used."""

    def __init__(self, *_: object, **__: object) -> None:
        super().__init__("this program uses no network")


class _StandIn(ModuleType):
    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Absent


def stay_offline() -> None:
    """Keep pyHanko from loading its network library; to be called before it is imported."""
    sys.modules.setdefault(_LIBRARY, _StandIn(_LIBRARY))
