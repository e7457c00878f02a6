"""What stands, in SQL: the records of a case that do, and the condition that every list of what they say shares."""

from typing import Any, Final

from sqlalchemy import (
    BindParameter,
    Connection,
    ScalarSelect,
    Select,
    and_,
    bindparam,
    exists,
    func,
    select,
    text,
)
from sqlalchemy.orm import aliased

from app.domain.kinds.registry import COUNTERSIGNING, MARKING, VOIDING
from app.domain.records.facets import AGREES, Countersigned, Supervised, TakesOver
from app.models.statements import PreparedStatement
from app.models.tables import Record

# Made once: an alias copies every column of its table.
_NEWER: Final = aliased(Record)
_REMARK: Final = aliased(Record)
_VOIDING: Final = ", ".join(repr(code) for code in VOIDING)
_COUNTERSIGNING: Final = ", ".join(repr(code) for code in COUNTERSIGNING)


def in_force(record: str) -> str:
    """Whether a record was neither replaced nor marked in error, in SQL; `record` gives its id."""
    return (
        f"NOT EXISTS (SELECT 1 FROM record n WHERE n.replaces_id = {record}) "  # noqa: S608 - our own names
        f"AND NOT EXISTS (SELECT 1 FROM record e WHERE e.about_id = {record} AND e.kind IN ({_VOIDING}))"
    )


STANDS: Final = (
    f"{in_force('k.record_id')} "  # noqa: S608 - our own names
    "AND NOT EXISTS (SELECT 1 FROM facet_seen t WHERE t.case_id = k.case_id "
    f"AND t.code = '{TakesOver.code}' AND {in_force('t.record_id')} "
    "AND json_extract(t.body, '$.what') IN (SELECT v.id FROM record s "
    "JOIN record v ON v.series_id = s.series_id WHERE s.id = k.record_id UNION ALL SELECT "
    "(SELECT json_extract(f.body, '$.row') FROM facet_seen f WHERE f.id = k.id)))"
)
"""Of a facet or key date, `k`: not where its record was replaced or marked in error, or another took its place."""


def current_rows(
    case_id: str | BindParameter[str], *columns: Any, replaced: bool = False
) -> Select[*tuple[Any, ...]]:
    """The current records of a case, newest event first; with `replaced` also those that a later version took over.

    What was said about a record, such as an addendum, is no record by itself.
    """
    superseded = exists().where(_NEWER.replaces_id == Record.id)
    in_error = exists().where(_REMARK.about_id == Record.id, _REMARK.kind.in_(VOIDING))
    rows = select(*columns).where(Record.case_id == case_id, Record.about_id.is_(None))
    if not replaced:
        rows = rows.where(~superseded, ~in_error)
    return rows.order_by(Record.event_sort.desc(), Record.ordered_at.desc(), Record.seq.desc())


def addenda() -> ScalarSelect[int]:
    """How many addenda a record of the statement has."""
    said = and_(_REMARK.about_id == Record.id, _REMARK.kind.not_in(MARKING))
    return select(func.count()).where(said).correlate(Record).scalar_subquery()


def verdicts(record: str) -> str:
    """The countersignatures of a record, `w`, with their facet, `v`, in SQL; `record` gives its id."""
    return (
        "FROM record w JOIN main.facet v ON v.record_id = w.id "
        f"WHERE w.about_id = {record} AND w.kind IN ({_COUNTERSIGNING}) AND v.code = '{Countersigned.code}'"
    )


def awaits(record: str) -> str:
    """Whether a record was signed under supervision and nobody stands for it yet, in SQL; `record` gives its id.

    By what lists show, which `casework check` holds against signatures and certificates; an output looks at those.
    """
    return (
        f"EXISTS (SELECT 1 FROM main.facet u WHERE u.record_id = {record} AND u.code = '{Supervised.code}') "  # noqa: S608
        f"AND NOT EXISTS (SELECT 1 {verdicts(record)} "
        f"AND json_extract(CAST(v.body AS TEXT), '$.verdict') = '{AGREES}')"
    )


def returned_at(record: str) -> str:
    """When a record was returned last, empty where it was not, in SQL; `record` gives its id."""
    return f"coalesce((SELECT max(w.signed_at) {verdicts(record)}), '')"


_AWAITING: Final = PreparedStatement(
    current_rows(bindparam("case_id"), Record.id, Record.kind, Record.compartment, Record.event).where(
        text(awaits("record.id"))
    )
)


def awaiting(connection: Connection, case_id: str) -> dict[str, tuple[str, str, str]]:
    """What stands in a case and awaits a countersignature: by its id its kind, compartment and date, newest first."""
    return {record: (*rest,) for record, *rest in _AWAITING.rows(connection, {"case_id": case_id})}


_NEWEST: Final = PreparedStatement(current_rows(bindparam("case_id"), Record.kind, Record.id))


def newest(connection: Connection, case_id: str) -> dict[str, str]:
    """The id of the newest record that stands, by kind."""
    return dict(reversed(_NEWEST.rows(connection, {"case_id": case_id})))
