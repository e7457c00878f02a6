"""The chronology of a case: what stands in it, newest first, page by page, with what became of each record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, exists, func, select
from sqlalchemy.orm import aliased

from app.domain.kinds import REMARKS
from app.models.tables import Record, Staff
from app.services.open_vault import OpenVault

_REMARKS = tuple(kind.code for kind in REMARKS)


@dataclass(frozen=True)
class Entry:
    """One line of the chronology. `title` is empty for a record in a compartment the member may not read."""

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
        with self.vault.looking() as act:
            rows = act.session.execute(
                _listing(case_id, kinds, superseded=superseded).offset(offset).limit(limit)
            ).all()
            act.note("case.list", "casefile", case_id, case=case_id, shown=len(rows))
        return tuple(Entry(*row) for row in rows)


def _listing(case_id: str, kinds: Sequence[str], *, superseded: bool):  # type: ignore[no-untyped-def]  # noqa: ANN202
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
        .where(Record.case_id == case_id, Record.kind.not_in(_REMARKS))
        .order_by(Record.event_sort.desc(), Record.signed_at.desc())
    )
    if kinds:
        listing = listing.where(Record.kind.in_(kinds))
    return listing if superseded else listing.where(~is_superseded)
