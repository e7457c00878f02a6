"""The case list: its first page, sorted and filtered every way the screen offers, beside the same SQL."""

import sqlite3
from collections.abc import Iterator
from functools import partial
from typing import Any

from app.services.cases.cases import CaseQuery, Cases
from benchmarks.ground import Ground
from benchmarks.measuring import Row, of_engine

_SINCE = (
    "CASE WHEN c.stage = 'closed' AND c.closed <> '' THEN c.closed ELSE coalesce((SELECT CASE WHEN count(*) > 1 "
    "THEN substr(max(e.at), 1, 10) END FROM event e WHERE e.subject_id = c.id AND e.fact = 'case.stage'), c.opened) END"
)
_DUE = (
    "coalesce((SELECT k.day || ' ' || k.what FROM key_date k WHERE k.case_id = c.id AND c.stage <> 'closed' "
    "AND NOT EXISTS (SELECT 1 FROM record n WHERE n.replaces_id = k.record_id) "
    "AND NOT EXISTS (SELECT 1 FROM record m WHERE m.about_id = k.record_id AND m.kind = 'error_mark') "
    "ORDER BY k.day LIMIT 1), '')"
)
_FLAGS = (
    "(SELECT count(*) FROM facet_seen k WHERE k.case_id = c.id AND k.code = 'red_flag' "
    "AND json_extract(k.body, '$.closed') IS NULL "
    "AND NOT EXISTS (SELECT 1 FROM record n WHERE n.replaces_id = k.record_id) "
    "AND NOT EXISTS (SELECT 1 FROM record m WHERE m.about_id = k.record_id AND m.kind = 'error_mark'))"
)
_PAGE = (
    f"SELECT c.id, c.reference, c.sort_name, p.born, c.pathway, c.stage, s.name, c.active_at, {_SINCE}, {_DUE}, "  # noqa: S608 - our own names
    f"p.awareness, {_FLAGS} "
    "FROM casefile c JOIN person p ON p.id = c.person_id JOIN staff s ON s.id = c.lead_id "
    "{where} ORDER BY {order} LIMIT 200"
)
_COUNT = "SELECT count(*) FROM casefile c {where}"
_SCREENS: tuple[tuple[str, CaseQuery, str, str, tuple[str, ...]], ...] = (
    ("list: first page", CaseQuery(), "c.active_at DESC, c.id DESC", "", ()),
    (
        "list: sort by name",
        CaseQuery(sort="name", descending=False),
        "c.name_order, c.id",
        "",
        (),
    ),
    ("list: sort by opened", CaseQuery(sort="opened"), "c.opened DESC, c.id DESC", "", ()),
    ("list: sort by reference", CaseQuery(sort="reference"), "c.reference DESC", "", ()),
    (
        "list: one stage",
        CaseQuery(filters={"stage": ("open",)}),
        "c.active_at DESC, c.id DESC",
        "c.stage IN (?)",
        ("open",),
    ),
    (
        "list: two stages, one pathway, by name",
        CaseQuery(
            sort="name",
            descending=False,
            filters={"stage": ("open", "review"), "pathway": ("consultation",)},
        ),
        "c.name_order, c.id",
        "c.stage IN (?, ?) AND c.pathway IN (?)",
        ("open", "review", "consultation"),
    ),
    (
        "list: beginning of a name",
        CaseQuery(sort="name", descending=False, name="br"),
        "c.name_order, c.id",
        "c.person_id IN (SELECT person_id FROM name_key WHERE key >= ? AND key < ?)",
        ("br", "br\U0010ffff"),
    ),
)


def rows(ground: Ground, times: int) -> Iterator[Row]:
    """One row for each way to see the list."""
    cases = Cases(ground.vault)
    for name, query, order, where, values in _SCREENS:
        plain = partial(_plain, ground.plain, order, where, values)
        seen, (shown, total, matching) = cases.page(query), plain()
        assert [row.id for row in seen.rows] == [row[0] for row in shown]
        assert (seen.total, seen.matching) == (total, matching)
        sides = ground.beside(partial(cases.page, query), plain, times)
        yield sides.median(name, ground.n, of_engine(1.3))
    board = cases.board(CaseQuery())
    assert board.matching == sum(page.matching for page in board.stages.values())
    plain = ground.plainly(partial(cases.board, CaseQuery()))
    yield ground.beside(partial(cases.board, CaseQuery()), plain, times).median(
        "list: board", ground.n, of_engine(1.3)
    )
    plain = ground.plainly(cases.caseload)
    yield ground.beside(cases.caseload, plain, times).median("list: caseload", ground.n, of_engine(1.3))


def _plain(
    connection: sqlite3.Connection, order: str, where: str, values: tuple[str, ...]
) -> tuple[list[Any], int, int]:
    narrowed = f"WHERE {where}" if where else ""
    shown = connection.execute(_PAGE.format(where=narrowed, order=order), values).fetchall()
    total = connection.execute(_COUNT.format(where="")).fetchone()[0]
    if not where:
        return shown, total, total
    return shown, total, connection.execute(_COUNT.format(where=narrowed), values).fetchone()[0]
