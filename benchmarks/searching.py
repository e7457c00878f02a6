"""Search as the palette makes it, of rare and common words, phrases and unfinished ones: in cases and in records.

Plain SQLite is asked the same questions on the same index.
"""

import itertools
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from app.services.cases.everywhere import SearchEverywhere
from benchmarks.bare_store import Statement
from benchmarks.ground import Ground
from benchmarks.measuring import Goal, Row, beside, of_engine
from benchmarks.words import COMMON, PHRASE, PREFIX, RARE

SEARCHES = {
    "rare": f"{RARE} ",
    "common": f"{COMMON} ",
    "phrase": f'"{" ".join(PHRASE)}"',
    "unfinished": PREFIX,
    "two words": f"{COMMON} {RARE} ",
}
_GOAL = Goal(engine=1.3, most=0.015, words="<= 1.3x engine and <= 15 ms")


def rows(ground: Ground, times: int) -> Iterator[Row]:
    """The 95th percentile over all searches, then the median of each kind."""
    search = SearchEverywhere(ground.vault)
    assert search.find(SEARCHES["common"]).records
    plain = {typed: _plain(ground, search, typed) for typed in SEARCHES.values()}
    typing, plainly = itertools.cycle(SEARCHES.values()), itertools.cycle(SEARCHES.values())
    sides = beside(
        lambda: search.find(next(typing)),
        plain[next(plainly)],
        times * len(SEARCHES),
        ground.bare.replay,
    )
    yield sides.p95("search, p95 of all, noted in the ledger", ground.n, _GOAL)
    for kind, typed in SEARCHES.items():
        sides = beside(partial(search.find, typed), plain[typed], times, ground.bare.replay)
        yield sides.median(f"search: {kind}", ground.n, of_engine(1.3))


def _plain(ground: Ground, search: SearchEverywhere, typed: str) -> Callable[[], list[list[Any]]]:
    """Plain SQLite's turn at what one search asks."""
    ground.bare.replay()
    search.find(typed)
    return partial(_answers, ground, ground.bare.questions())


def _answers(ground: Ground, asked: list[Statement]) -> list[list[Any]]:
    return [ground.plain.execute(each.sql, each.values).fetchall() for each in asked]
