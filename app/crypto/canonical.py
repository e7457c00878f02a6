"""Canonical JSON (RFC 8785, "JCS"): one spelling for each value, so that bytes can be signed and compared."""

import json
from enum import StrEnum
from typing import Final, NoReturn, TypeAlias

import msgspec
import rfc8785

from app.errors import Damaged

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"

_ORDINARY: Final = msgspec.json.Encoder(order="deterministic")
_BEYOND: Final = 2**53
MAX_DEPTH: Final = 64
"""Nesting no document of ours comes near; a reader stops there rather than run out of stack."""


def dumps(value: object) -> bytes:
    """Spell `value` (None, bool, int, float, str, list, tuple, dict with text keys) in its canonical form.

    Raises ValueError, naming no content, for anything JSON cannot say exactly: integers from 2^53, NaN,
    infinities, lone surrogates, other types, nesting without end. Whole floats from 2^53 are written, as
    RFC 8785 says, but `loads_exact` refuses them: our documents hold integers alone.
    """
    canonical = _try_dumps(value)
    if canonical is None:
        # Raised out here: rfc8785's message quotes the offending number, and a chained exception keeps it.
        raise ValueError("the value has no canonical JSON form")
    return canonical


def loads_exact(data: bytes, limit: int) -> Json:
    """Read `data`, of at most `limit` bytes, refusing whatever is not exactly its own canonical form.

    Raises Damaged for any other bytes: another spelling, a repeated key, a number out of range, a depth bomb.
    """
    if len(data) > limit:
        raise Damaged
    value = _try_loads(data)
    if value is None and data != b"null":
        raise Damaged
    if not _is_shallow(value, MAX_DEPTH) or _try_dumps(value) != data:
        raise Damaged
    return value


def _try_dumps(value: object) -> bytes | None:
    try:
        # msgspec is written in C, and takes a hundredth of the time.
        if _is_ordinary(value):
            return _ORDINARY.encode(value)
        return rfc8785.dumps(value)  # type: ignore[arg-type]  # it refuses other types itself
    except (ValueError, RecursionError):
        return None


def _is_ordinary(value: object) -> bool:
    """Whether it is spelt the same by both: the rest, such as fractions, or keys that sort otherwise, is rare."""
    kind = type(value)
    if kind is str or value is None or kind is bool:
        return True
    if kind is int:
        return -_BEYOND < value < _BEYOND  # type: ignore[operator]
    if kind is dict:
        # A loop, as each act waits for this: a generator takes twice as long.
        for key, item in value.items():  # type: ignore[attr-defined]
            if type(key) is not str or not key.isascii():
                return False
            if type(item) is not str and not _is_ordinary(item):
                return False
        return True
    if kind is list or kind is tuple:
        return all(map(_is_ordinary, value))  # type: ignore[call-overload]
    return isinstance(value, StrEnum)


def _try_loads(data: bytes) -> Json:
    try:
        value: Json = json.loads(data.decode("utf-8"), parse_constant=_refuse)
    except (ValueError, RecursionError):
        return None
    return value


def _refuse(_constant: str) -> NoReturn:
    raise ValueError("NaN and the infinities are not JSON")


def _is_shallow(value: Json, depth: int) -> bool:
    if isinstance(value, dict):
        return depth > 0 and all(_is_shallow(item, depth - 1) for item in value.values())
    if isinstance(value, list):
        return depth > 0 and all(_is_shallow(item, depth - 1) for item in value)
    return True
