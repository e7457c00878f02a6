"""The chronology of a case: what stands in it, newest first, page by page, with what became of each record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, bindparam, exists, func, select
from sqlalchemy import text as sql
from sqlalchemy.orm import aliased

from app.domain.fields.rights import Right
from app.domain.kinds.registry import REMARKS, VOIDING
from app.models.statements import PreparedStatement, spread
from app.models.tables import Record, Staff
from app.services.records.search import match_expression
from app.services.vault.open_vault import OpenVault

_REMARKS = tuple(kind.code for kind in REMARKS)


class Entry(NamedTuple):
    """One line of the chronology; a tuple, as a page holds hundreds. A sealed record has no `title`."""

    id: str
    kind: str
    compartment: str
    event: str
    title: str
    author: str
    signed: str
    version: int
    addenda: int
    is_superseded: int
    is_error: int

    @property
    def signed_at(self) -> datetime:
        """When it was signed; read when it is shown."""
        return datetime.fromisoformat(self.signed)


@dataclass(frozen=True)
class ChronologyPage:
    """One page, how many records match, and how many stand in the case: the list says what it hides."""

    rows: tuple[Entry, ...]
    matching: int
    total: int


@dataclass(frozen=True)
class Chronology:
    """The records of one case in order."""

    vault: OpenVault

    def page(
        self,
        case_id: str,
        *,
        kinds: Sequence[str] = (),
        text: str = "",
        offset: int = 0,
        limit: int = 200,
        superseded: bool = False,
    ) -> ChronologyPage:
        """One page, newest event first; looking is noted.

        `text` narrows to records in whose text all the words occur; nothing of a sealed one is ever found by it.
        """
        match = match_expression(text)
        shape = (len(kinds), bool(match), superseded)
        values = {"case_id": case_id, "match": match} | spread("kinds", kinds)
        with self.vault.acting(Right.READ, durable=False) as act:
            paging = {"offset": offset, "limit": limit}
            rows = _listing(*shape).rows(act.connection, values | paging)
            total = _count(0, False, superseded).scalar(act.connection, values)  # noqa: FBT003 - a shape
            matching = _count(*shape).scalar(act.connection, values) if kinds or match else total
            act.note("case.list", "casefile", case_id, case=case_id, shown=len(rows))
        return ChronologyPage(tuple(map(Entry._make, rows)), matching, total)


_FOUND = sql(
    "record.id IN (SELECT t.record_id FROM record_fts CROSS JOIN record_text t ON t.id = record_fts.rowid "
    "WHERE record_fts MATCH :match AND t.case_id = :case_id)"
)


def _narrowed(
    rows: Select[*tuple[Any, ...]],
    kinds: int,
    by_text: bool,  # noqa: FBT001 - a part of the shape
    superseded: bool,  # noqa: FBT001
) -> Select[*tuple[Any, ...]]:
    newer = aliased(Record)
    rows = rows.where(Record.case_id == bindparam("case_id"), Record.kind.not_in(_REMARKS))
    if kinds:
        rows = rows.where(Record.kind.in_(bindparam("kinds", expanding=True)))
    if by_text:
        rows = rows.where(_FOUND)
    return rows if superseded else rows.where(~exists().where(newer.replaces_id == Record.id))


@cache
def _count(kinds: int, by_text: bool, superseded: bool) -> PreparedStatement:  # noqa: FBT001
    count = select(func.count()).select_from(Record)
    return PreparedStatement(
        _narrowed(count, kinds, by_text, superseded), {"kinds": kinds} if kinds else None
    )


@cache
def _listing(kinds: int, by_text: bool, superseded: bool) -> PreparedStatement:  # noqa: FBT001
    newer, remark = aliased(Record), aliased(Record)
    addenda = (
        select(func.count())
        .where(and_(remark.about_id == Record.id, remark.kind.not_in(VOIDING)))
        .correlate(Record)
        .scalar_subquery()
    )
    listing = (
        select(
            Record.id,
            Record.kind,
            Record.compartment,
            Record.event,
            Record.title,
            Staff.name,
            Record.signed_at,
            Record.version,
            addenda,
            exists().where(newer.replaces_id == Record.id),
            exists().where(and_(remark.about_id == Record.id, remark.kind.in_(VOIDING))),
        )
        .join(Staff, Staff.id == Record.author_id)
        .order_by(Record.event_sort.desc(), Record.ordered_at.desc(), Record.seq.desc())
        .offset(bindparam("offset"))
        .limit(bindparam("limit"))
    )
    return PreparedStatement(
        _narrowed(listing, kinds, by_text, superseded), {"kinds": kinds} if kinds else None
    )
