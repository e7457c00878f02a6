"""Reads one table of a measure's file: each key once, its type looked at, and what is not a key said."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from enum import Enum
from typing import Any, Final, TypeVar

from app.domain.measures.faults import Faults
from app.domain.measures.lines import Path

E = TypeVar("E", bound=Enum)
V = TypeVar("V")
FURTHEST: Final = 1_000_000
"""No number of a measure lies further from nought."""


def is_whole(value: Any) -> bool:
    """Whether it is a whole number that a measure may have."""
    return type(value) is int and -FURTHEST <= value <= FURTHEST


def is_number(value: Any) -> bool:
    """Whether it is a number, with or without decimal places, that a measure may have."""
    if isinstance(value, Decimal):
        return value.is_finite() and abs(value) <= FURTHEST and value == round(value, 6)
    return is_whole(value)


class Table:
    """One table. What is missing or of another type is a fault, and reads as nothing."""

    def __init__(self, plain: Any, path: Path, faults: Faults) -> None:
        self.path = path
        self.faults = faults
        self._known: set[str] = set()
        self._plain: Mapping[str, Any] = plain if isinstance(plain, dict) else {}
        if not isinstance(plain, dict):
            self.fault("", f"{path[0]} is not a table.")

    def has(self, name: str) -> bool:
        """Whether the key is there."""
        self._known.add(name)
        return name in self._plain

    def fault(self, name: str, sentence: str) -> None:
        """Take a fault at the line of a key, or at that of the table."""
        self.faults.add((*self.path, name) if name in self._plain else self.path, sentence)

    def text(self, name: str, default: str | None = None) -> str:
        """A text of one line; one that must be there is not empty."""
        text = self._read(name, default, "", _is_line, "a text of one line")
        if default is None and self._plain.get(name) == "":
            self.fault(name, f"{name} is missing.")
        return text

    def whole(self, name: str, default: int | None = None) -> int:
        """A whole number."""
        return self._read(name, default, 0, is_whole, "a whole number")

    def number(self, name: str) -> Decimal:
        """A number."""
        return Decimal(self._read(name, None, 0, is_number, "a number"))

    def flag(self, name: str) -> bool:
        """True or false; false where nothing is said."""
        return self._read(name, False, False, lambda value: isinstance(value, bool), "true or false")  # noqa: FBT003

    def one_of(self, name: str, kind: type[E]) -> E:
        """One of several words."""
        words = [each.value for each in kind]
        told = f"one of {', '.join(words)}"
        return kind(self._read(name, None, words[0], lambda value: value in words, told))

    def texts(self, name: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """A list of texts."""
        return self._list(name, default, _is_line, "a list of texts")

    def wholes(self, name: str, default: tuple[int, ...] | None = None) -> tuple[int, ...]:
        """A list of whole numbers."""
        return self._list(name, default, is_whole, "a list of whole numbers")

    def numbers(self, name: str) -> tuple[Decimal, ...]:
        """A list of numbers."""
        return tuple(Decimal(each) for each in self._list(name, None, is_number, "a list of numbers"))

    def any_list(self, name: str, *types: Callable[[Any], bool]) -> tuple[tuple[Any, ...], ...]:
        """A list of lists, each with parts of these types; empty where nothing is said."""

        def is_part(value: Any) -> bool:
            same = isinstance(value, list) and len(value) == len(types)
            return same and all(is_one(each) for is_one, each in zip(types, value, strict=True))

        found = self._list(name, (), is_part, f"a list of lists of {len(types)}")
        return tuple(tuple(each) for each in found)

    def plain(self, name: str) -> Any:
        """The value of a key as it stands, None where there is none."""
        self.has(name)
        return self._plain.get(name)

    def inner(self, name: str) -> "Table":
        """A table in it, which must be there."""
        if not self.has(name):
            self.fault(name, f"{name} is missing.")
        return Table(self._plain.get(name, {}), (*self.path, name), self.faults)

    def named(self, name: str) -> Mapping[str, "Table"]:
        """The tables in it by their names."""
        inner = self._plain.get(name, {}) if self.has(name) else {}
        if not isinstance(inner, dict):
            self.fault(name, f"{name} is not a table.")
            return {}
        return {each: Table(plain, (*self.path, name, each), self.faults) for each, plain in inner.items()}

    def rows(self, name: str) -> tuple["Table", ...]:
        """The tables of a list."""
        listed = self._plain.get(name, []) if self.has(name) else []
        if not isinstance(listed, list):
            self.fault(name, f"{name} is not a list of tables.")
            return ()
        return tuple(Table(each, (*self.path, name, n), self.faults) for n, each in enumerate(listed))

    def finish(self) -> None:
        """Say what stands in it that is not a key."""
        for name in self._unknown():
            self.fault(name, f"{name} is not a key of a measure file.")

    def _unknown(self) -> Iterator[str]:
        return (name for name in self._plain if name not in self._known)

    def _read(self, name: str, default: Any, nothing: V, is_right: Callable[[Any], bool], told: str) -> V:
        value: V = nothing
        if not self.has(name):
            if default is None:
                self.fault(name, f"{name} is missing.")
            else:
                value = default
        elif is_right(self._plain[name]):
            value = self._plain[name]
        else:
            self.fault(name, f"{name} is not {told}.")
        return value

    def _list(self, name: str, default: Any, is_right: Callable[[Any], bool], told: str) -> tuple[Any, ...]:
        def is_list(value: Any) -> bool:
            return isinstance(value, list) and all(is_right(each) for each in value)

        return tuple(self._read(name, default, (), is_list, told))


def _is_line(value: Any) -> bool:
    return isinstance(value, str) and value.strip() == value and (value == "" or value.isprintable())
