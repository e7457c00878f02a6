"""Rows of a record with an identity of their own: it stays over all versions, so that a row can be cited."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar, Final

from app.errors import NotAcceptable

_UUID: Final = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row. `row` comes with it and never changes; `code` ("F3") is given at Sign where its class has a letter.

    A code is the next of its letter in the case, and is never given again.
    """

    letter: ClassVar[str] = ""
    noun: ClassVar[str] = ""
    """What one of them is called, where its class has another name."""
    row: str = ""
    code: str = ""

    def __init_subclass__(cls, *, letter: str = "", noun: str = "", **rest: Any) -> None:
        super().__init_subclass__(**rest)
        cls.letter, cls.noun = letter, noun


@dataclass(frozen=True)
class Cite:
    """A record, by the series of its versions, or one row of it: what is cited is its newest version."""

    series: str
    row: str = ""

    @property
    def wire(self) -> str:
        """As it is signed."""
        return f"{self.series}#{self.row}" if self.row else self.series

    @classmethod
    def of(cls, wire: str) -> "Cite":
        """What was signed."""
        series, _, row = wire.partition("#")
        return cls(series, row)


def names(cls: type) -> tuple[str, ...]:
    """What the identity of a row is signed under; nothing for a class without one."""
    return _names(cls)


@cache
def _names(cls: type) -> tuple[str, ...]:
    if not issubclass(cls, Row):
        return ()
    return ("row", "code") if cls.letter else ("row",)


def check_identity(row: object) -> None:
    """Raise NotAcceptable for a row whose identity is none."""
    if isinstance(row, Row):
        patterns = {"row": _UUID, "code": f"{row.letter}[1-9][0-9]{{0,5}}" if row.letter else ""}
        if any(
            (said := getattr(row, name)) and not re.fullmatch(patterns[name], said)
            for name in names(type(row))
        ):
            raise NotAcceptable("A row has an identity that is none.")


def schema_of(cls: type) -> dict[str, Any]:
    """The JSON Schema of a row's identity."""
    patterns = {"row": f"^({_UUID})?$", "code": f"^({getattr(cls, 'letter', '')}[1-9][0-9]*)?$"}
    titles = {"row": "The row, over all versions", "code": "What the row is called in its case"}
    return {name: {"type": "string", "pattern": patterns[name], "title": titles[name]} for name in names(cls)}
