"""A figure of a return: what was counted, of how many, and what is not known of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Row:
    """How many there are of one answer; `is_unknown` where the answer is that nobody knows."""

    label: str
    count: int
    is_unknown: bool = False


@dataclass(frozen=True)
class Spread:
    """The days of several cases: the one in the middle, the least and the most."""

    median: float
    least: int
    most: int

    @classmethod
    def of(cls, days: Iterable[int]) -> "Spread | None":
        """Of some numbers of days; None of none."""
        known = sorted(days)
        return cls(median(known), known[0], known[-1]) if known else None


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One table. Its rows add up to its `total`, which is how many there are `of` something, in words.

    `spread` is of what its first row counts. One that is `listed_if_large` has no fixed place in a return: that it
    stands there at all would tell that there is somebody.
    """

    code: str
    title: str
    of: str
    rows: tuple[Row, ...]
    spread: Spread | None = None
    note: str = ""
    listed_if_large: bool = False

    @property
    def total(self) -> int:
        """Of how many."""
        return sum(row.count for row in self.rows)
