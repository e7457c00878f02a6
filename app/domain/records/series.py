"""How a kind is written in one grid: its columns, what is common to all rows, and what is worked out of each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

MOST_ROWS: Final = 50
EVENT: Final = "event"
"""The column of the date of each record, which no content has."""


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column: the answer that it takes, its title, how wide it is, and when it goes for want of room."""

    name: str
    title: str
    ems: float
    rank: int = 0
    """0 stays always, 1 goes in a very small window, 2 in a small one."""
    repeats: bool = False
    """Whether an answer like the one above is shown as a repetition."""


@dataclass(frozen=True, kw_only=True)
class Series:
    """The declaration of one kind's grid."""

    columns: tuple[Column, ...]
    common: tuple[str, ...]
    """The answers that are given once for all rows."""
    called: Mapping[str, str]
    """What these are called above the grid, where that is shorter; an answer of a row in them as "rows.answer"."""
    whose: str
    """The one of them by whose words a row with another is told."""
    stands_title: str
    stands_ems: float
    stands: Callable[[Any], str] = field(repr=False)
    """What is worked out of a content and typed nowhere."""
