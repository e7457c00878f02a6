"""Search as the palette makes it, of rare and common words, phrases and unfinished ones: in cases and in records.

Plain SQLite is asked the same questions on the same index.
"""

import itertools
from collections.abc import Iterator
from functools import partial

from app.services.cases.everywhere import SearchEverywhere
from benchmarks.ground import Ground
from benchmarks.measuring import Goal, Row, of_engine
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
    plain = {typed: ground.plainly(partial(search.find, typed)) for typed in SEARCHES.values()}
    typing, answering = itertools.cycle(SEARCHES.values()), itertools.cycle(plain.values())

    def plainly() -> object:
        answers = next(answering)
        return answers()

    sides = ground.beside(lambda: search.find(next(typing)), plainly, times * len(SEARCHES))
    yield sides.p95("search, p95 of all, noted in the ledger", ground.n, _GOAL)
    for kind, typed in SEARCHES.items():
        sides = ground.beside(partial(search.find, typed), plain[typed], times)
        yield sides.median(f"search: {kind}", ground.n, of_engine(1.3))
