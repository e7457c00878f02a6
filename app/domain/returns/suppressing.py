"""What of a figure may be printed: no number under ten, and none by which one could be worked out.

Every figure has a total of its own, and no total is the sum or the part of another's: so what a table does not give
away by itself, several do not either. That the totals are kept apart is tested with the figures.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.domain.returns.figure import Figure, Spread

LEAST: Final = 10
"""Nothing that is less is printed."""
_PAIR: Final = 2
_HALF: Final = 0.5


@dataclass(frozen=True)
class PrintedRow:
    """A row; `count` is None where it is hidden."""

    label: str
    count: int | None
    is_unknown: bool = False


@dataclass(frozen=True, kw_only=True)
class PrintedFigure:
    """A figure as it is printed; `total` is None where it is hidden, and then so is every row."""

    code: str
    title: str
    of: str
    total: int | None
    rows: tuple[PrintedRow, ...]
    spread: Spread | None
    note: str


def hidden(counts: Sequence[int], least: int = LEAST) -> frozenset[int]:
    """The places of the counts that are not printed beside their sum.

    All that are under `least`. And more of them as long as the sum would give a hidden one back: while there is only
    one, while all of them together are no more than `least`, or while each is the most that it could be. These are
    taken from the last row back, and not the smallest first: that order would tell who knows it what is hidden.
    """
    out = {n for n, count in enumerate(counts) if count < least}
    others = [n for n in range(len(counts)) if n not in out]
    while out and others and not _keep_each_other([counts[n] for n in out], least):
        out.add(others.pop())
    return frozenset(out)


def _keep_each_other(counts: Sequence[int], least: int) -> bool:
    """Whether of several hidden counts none can be told from their sum."""
    return len(counts) >= _PAIR and sum(counts) > least and any(count != least - 1 for count in counts)


def printed(figure: Figure, least: int = LEAST) -> PrintedFigure:
    """A figure as it may be printed."""
    is_small = figure.total < least
    out = (
        frozenset(range(len(figure.rows))) if is_small else hidden([row.count for row in figure.rows], least)
    )
    return PrintedFigure(
        code=figure.code,
        title=figure.title,
        of=figure.of,
        total=None if is_small else figure.total,
        rows=tuple(
            PrintedRow(row.label, None if n in out else row.count, row.is_unknown)
            for n, row in enumerate(figure.rows)
        ),
        spread=_spread(figure, least),
        note=figure.note,
    )


def _spread(figure: Figure, least: int) -> Spread | None:
    """The days of a figure, where enough are known: in whole days, as half a one would tell that their number is even.

    Of no more than `least` in all they would tell that nobody's are unknown.
    """
    spread = figure.spread
    if spread is None or figure.rows[0].count < least or figure.total <= least:
        return None
    return Spread(int(spread.median + _HALF), spread.least, spread.most)


def is_listed(figure: Figure, least: int = LEAST) -> bool:
    """Whether a figure stands in the return at all."""
    return not figure.listed_if_large or figure.total >= least
