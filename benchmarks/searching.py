"""Search: a list of searches, rare, common, phrase and unfinished, beside the same SQL on the same index."""

import itertools
from collections.abc import Iterator
from functools import partial

from app.services.search import Search, match_expression
from benchmarks.ground import Ground
from benchmarks.measuring import Goal, Row, at_most, beside
from benchmarks.words import COMMON, PHRASE, PREFIX, RARE

SEARCHES = {
    "rare": f"{RARE} ",
    "common": f"{COMMON} ",
    "phrase": f'"{" ".join(PHRASE)}"',
    "unfinished": PREFIX,
    "two words": f"{COMMON} {RARE} ",
}
_SQL = (
    "SELECT t.record_id, t.case_id, c.reference, t.title, r.kind, r.event, "
    "snippet(record_fts, 1, ?, ?, '…', 24) "
    "FROM (SELECT rowid, rank FROM "
    "(SELECT rowid, rank FROM record_fts WHERE record_fts MATCH ? ORDER BY rowid DESC LIMIT 1000) "
    "ORDER BY rank LIMIT 50) AS best "
    "CROSS JOIN record_fts ON record_fts.rowid = best.rowid "
    "JOIN record_text t ON t.id = best.rowid JOIN record r ON r.id = t.record_id "
    "JOIN casefile c ON c.id = t.case_id "
    "WHERE record_fts MATCH ? ORDER BY best.rank"
)
_GOAL = Goal(1.5, 0.015, "<= 1.5x and <= 15 ms")


def rows(ground: Ground, times: int) -> Iterator[Row]:
    """The 95th percentile over all searches, then the median of each kind."""
    search = Search(ground.vault)
    for typed in SEARCHES.values():
        assert [hit.record_id for hit in search.find(typed)] == [row[0] for row in _plain(ground, typed)]
    typing, plainly = itertools.cycle(SEARCHES.values()), itertools.cycle(SEARCHES.values())
    both = beside(
        lambda: search.find(next(typing)), lambda: _plain(ground, next(plainly)), times * len(SEARCHES)
    )
    yield both.p95("search, p95 of all, noted in the ledger", ground.n, _GOAL)
    for kind, typed in SEARCHES.items():
        pair = beside(partial(search.find, typed), partial(_plain, ground, typed), times)
        yield pair.median(f"search: {kind}", ground.n, at_most(1.5))


def _plain(ground: Ground, typed: str) -> list[tuple[str, ...]]:
    match = match_expression(typed)
    return ground.plain.execute(_SQL, ("\x02", "\x03", match, match)).fetchall()
