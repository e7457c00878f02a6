"""The chronology of a case: what stands in it, newest first, page by page, with what became of each record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, bindparam, exists, func, select
from sqlalchemy.orm import aliased

from app.domain.kinds import REMARKS
from app.models.tables import Record, Staff
from app.services.open_vault import OpenVault

_REMARKS = tuple(kind.code for kind in REMARKS)


class Entry(NamedTuple):
    """One line of the chronology; a tuple, as a page holds hundreds. A sealed record has no `title`."""

    id: str
    kind: str
    compartment: str
    event: str
    title: str
    author: str
    signed_at: datetime
    version: int
    addenda: int
    is_superseded: bool
    is_error: bool


@dataclass(frozen=True)
class Chronology:
    """The records of one case in order."""

    vault: OpenVault

    def page(
        self,
        case_id: str,
        *,
        kinds: Sequence[str] = (),
        offset: int = 0,
        limit: int = 200,
        superseded: bool = False,
    ) -> tuple[Entry, ...]:
        """One page, newest event first; looking is noted."""
        values = {"case_id": case_id, "kinds": list(kinds), "offset": offset, "limit": limit}
        with self.vault.looking() as act:
            rows = act.execute(_listing(by_kind=bool(kinds), superseded=superseded), **values).all()
            act.note("case.list", "casefile", case_id, case=case_id, shown=len(rows))
        return tuple(map(Entry._make, rows))


@cache
def _listing(*, by_kind: bool, superseded: bool) -> Select[*tuple[Any, ...]]:
    newer, remark = aliased(Record), aliased(Record)
    is_superseded = exists().where(newer.replaces_id == Record.id)
    addenda = (
        select(func.count())
        .where(and_(remark.about_id == Record.id, remark.kind == "addendum"))
        .correlate(Record)
        .scalar_subquery()
    )
    is_error = exists().where(and_(remark.about_id == Record.id, remark.kind == "error_mark"))
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
            is_superseded,
            is_error,
        )
        .join(Staff, Staff.id == Record.author_id)
        .where(Record.case_id == bindparam("case_id"), Record.kind.not_in(_REMARKS))
        .order_by(Record.event_sort.desc(), Record.signed_at.desc())
        .offset(bindparam("offset"))
        .limit(bindparam("limit"))
    )
    if by_kind:
        listing = listing.where(Record.kind.in_(bindparam("kinds", expanding=True)))
    return listing if superseded else listing.where(~is_superseded)
