"""What is wrong with a list, told on one page however much it is: the same of many rows is said once."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from app.domain.referral_list.rows import Wrong

MOST_TOLD: Final = 40
"""The most sentences of one page."""
_MOST_SPANS: Final = 12
"""The most numbers and spans of rows in one sentence."""


@dataclass(frozen=True)
class Told:
    """What is wrong with one cell of some rows."""

    rows: tuple[int, ...]
    column: str
    sentence: str

    @property
    def words(self) -> str:
        """Rows 2 to 14 and 19, Date of birth: It lies in the future."""
        return f"{rows_in_words(self.rows)}, {self.column}: {self.sentence}"


def told(wrong: Iterable[Wrong]) -> tuple[Told, ...]:
    """All that is wrong, by what it is, in the order in which each first comes."""
    rows: dict[tuple[str, str], list[int]] = {}
    for each in wrong:
        rows.setdefault((each.column, each.sentence), []).append(each.row)
    return tuple(Told(tuple(found), *what) for what, found in rows.items())


def one_page(wrong: Iterable[Wrong]) -> tuple[str, ...]:
    """All that is wrong in at most so many sentences; what goes beyond is counted."""
    every = told(wrong)
    page = tuple(each.words for each in every[:MOST_TOLD])
    if len(every) <= MOST_TOLD:
        return page
    beyond = len({row for each in every[MOST_TOLD:] for row in each.rows})
    return (*page, f"And something else is wrong with {beyond:,} row{'s' * (beyond > 1)}: mend these first.")


def rows_in_words(rows: Sequence[int]) -> str:
    """Row 2; rows 2 to 14 and 19. Of many spans the first, and how many rows more there are."""
    if len(rows) == 1:
        return f"Row {rows[0]}"
    spans = list(_spans(rows))
    shown = [f"{first} to {last}" if last > first else f"{first}" for first, last in spans[:_MOST_SPANS]]
    beyond = sum(last - first + 1 for first, last in spans[_MOST_SPANS:])
    *before, end = [*shown, f"{beyond:,} more"] if beyond else shown
    return f"Rows {', '.join(before)} and {end}" if before else f"Rows {end}"


def _spans(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The first and the last of each run of rows that follow one another; of two rows each is its own."""
    for _, run in groupby(enumerate(sorted(rows)), key=lambda each: each[1] - each[0]):
        found = [row for _, row in run]
        if len(found) == 2:  # noqa: PLR2004 - "3 and 4" is read sooner than "3 to 4"
            yield from ((row, row) for row in found)
        else:
            yield found[0], found[-1]
