"""Plain JSON values taken at their word: each gives the value in its type, or raises TypeError or ValueError."""

from typing import Any, Final

MOST_ROWS: Final = 500
"""The most entries of a list."""


def string(plain: Any) -> str:
    """A string."""
    if not isinstance(plain, str):
        raise TypeError
    return plain


def listed(plain: Any) -> list[Any]:
    """A list."""
    if not isinstance(plain, list | tuple):
        raise TypeError
    return list(plain)


def strings(plain: Any) -> tuple[str, ...]:
    """A list of strings."""
    return tuple(string(each) for each in listed(plain))


def whole(plain: Any) -> int | None:
    """A whole number, or nothing."""
    if plain is not None and (isinstance(plain, bool) or not isinstance(plain, int)):
        raise TypeError
    return plain


def within(value: int | None, most: int) -> int | None:
    """A number from 0 to `most`, or nothing."""
    if value is not None and not 0 <= value <= most:
        raise ValueError
    return value


def few(entries: tuple[Any, ...]) -> tuple[Any, ...]:
    """No more entries than a form can hold."""
    if not isinstance(entries, tuple) or len(entries) > MOST_ROWS:
        raise ValueError
    return entries
