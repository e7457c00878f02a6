"""The case list: its first page, sorted and filtered every way the screen offers, beside the same SQL."""

from collections.abc import Iterator
from typing import Any

from app.services.cases import CaseQuery, Cases
from benchmarks.ground import Ground
from benchmarks.measuring import Row, at_most, beside

_PAGE = (
    "SELECT c.id, c.reference, c.sort_name, p.born, c.pathway, c.stage, s.name, c.active_at "
    "FROM casefile c JOIN person p ON p.id = c.person_id JOIN staff s ON s.id = c.lead_id "
    "{where} ORDER BY {order} LIMIT 200 OFFSET {offset}"
)
_COUNT = "SELECT count(*) FROM casefile c {where}"
_SCREENS: tuple[tuple[str, CaseQuery, int, str, str, tuple[str, ...]], ...] = (
    ("list: first page", CaseQuery(), 0, "c.active_at DESC, c.id DESC", "", ()),
    (
        "list: sort by name",
        CaseQuery(sort="name", descending=False),
        0,
        "c.sort_name, c.id",
        "",
        (),
    ),
    ("list: sort by opened", CaseQuery(sort="opened"), 0, "c.opened DESC, c.id DESC", "", ()),
    ("list: sort by reference", CaseQuery(sort="reference"), 0, "c.reference DESC", "", ()),
    (
        "list: one stage",
        CaseQuery(filters={"stage": ("open",)}),
        0,
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
        0,
        "c.sort_name, c.id",
        "c.stage IN (?, ?) AND c.pathway IN (?)",
        ("open", "review", "consultation"),
    ),
    (
        "list: beginning of a name",
        CaseQuery(sort="name", descending=False, name="br"),
        0,
        "c.sort_name, c.id",
        "c.sort_name >= ? AND c.sort_name < ?",
        ("BR", "BR\U0010ffff"),
    ),
)


def rows(ground: Ground, times: int) -> Iterator[Row]:
    """One row for each way to see the list."""
    cases = Cases(ground.vault)
    for name, query, offset, order, where, values in _SCREENS:
        where = f"WHERE {where}" if where else ""
        page, count = _PAGE.format(where=where, order=order, offset=offset), _COUNT.format(where=where)

        def plain() -> tuple[list[Any], int, int]:
            shown = ground.plain.execute(page, values).fetchall()
            total = ground.plain.execute(_COUNT.format(where="")).fetchone()[0]
            return shown, total, ground.plain.execute(count, values).fetchone()[0] if where else total

        seen, (shown, total, matching) = cases.page(query), plain()
        assert [row.id for row in seen.rows] == [row[0] for row in shown]
        assert (seen.total, seen.matching) == (total, matching)
        yield beside(lambda: cases.page(query), plain, times).median(name, ground.n, at_most(1.5))
