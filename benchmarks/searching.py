"""Search: a list of searches, rare, common, phrase and unfinished, beside the same SQL on the same index."""

import itertools
from collections.abc import Iterator
from functools import partial

from app.services.records.search import Search, match_expression
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
# SQLite's own passages: ours are cut out of the text as it was written, not of what the index holds.
_SQL = (
    "WITH best AS MATERIALIZED (SELECT rowid AS id, rank FROM "
    "(SELECT rowid, rank FROM record_fts WHERE record_fts MATCH :match ORDER BY rowid DESC LIMIT 1000) "
    "ORDER BY rank, rowid DESC LIMIT 50) "
    "SELECT t.record_id, t.case_id, c.reference, t.title, r.kind, r.event, "
    "snippet(record_fts, 0, :start, :end, '…', 24) "
    "FROM record_fts CROSS JOIN best ON best.id = record_fts.rowid CROSS JOIN record_text t ON t.id = best.id "
    "JOIN record r ON r.id = t.record_id JOIN casefile c ON c.id = t.case_id "
    "WHERE record_fts MATCH :match AND record_fts.rowid >= (SELECT min(id) FROM best) "
    "ORDER BY best.rank, best.id DESC"
)
_GOAL = Goal(engine=1.3, most=0.015, words="<= 1.3x engine and <= 15 ms")


def rows(ground: Ground, times: int) -> Iterator[Row]:
    """The 95th percentile over all searches, then the median of each kind."""
    search = Search(ground.vault)
    for typed in SEARCHES.values():
        assert [hit.record_id for hit in search.find(typed)] == [row[0] for row in _plain(ground, typed)]
    typing, plainly = itertools.cycle(SEARCHES.values()), itertools.cycle(SEARCHES.values())
    sides = beside(
        lambda: search.find(next(typing)),
        lambda: _plain(ground, next(plainly)),
        times * len(SEARCHES),
        ground.bare.replay,
    )
    yield sides.p95("search, p95 of all, noted in the ledger", ground.n, _GOAL)
    for kind, typed in SEARCHES.items():
        find, plain = partial(search.find, typed), partial(_plain, ground, typed)
        sides = beside(find, plain, times, ground.bare.replay)
        yield sides.median(f"search: {kind}", ground.n, of_engine(1.3))


def _plain(ground: Ground, typed: str) -> list[tuple[str, ...]]:
    values = {"match": match_expression(typed), "start": "\x02", "end": "\x03"}
    return ground.plain.execute(_SQL, values).fetchall()
