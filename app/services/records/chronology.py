"""The chronology of a case: what stands in it, newest first, page by page, with what became of each record."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache, partial
from typing import Any, Final, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    String,
    and_,
    bindparam,
    case,
    cast,
    exists,
    func,
    literal_column,
    over,
    select,
)
from sqlalchemy import text as sql
from sqlalchemy.orm import aliased

from app.domain.fields.compartments import Compartment
from app.domain.fields.rights import Right
from app.domain.kinds.registry import KINDS, MARKING, MOVING, VOIDING
from app.domain.records.countersigning import Stage, waiting
from app.domain.records.facets import Attribution
from app.domain.records.kind import no_status
from app.domain.records.shown import narratives
from app.domain.records.versions import Reading
from app.domain.values.markup import first_sentence
from app.errors import Damaged
from app.models.base import time_of
from app.models.sqlite import at_most
from app.models.statements import PreparedStatement, named, spread
from app.models.tables import FacetRow, Record, Staff
from app.services.records.chronology_filter import (
    CONDITIONS,
    EVERYTHING,
    OPEN,
    ChronologyFilter,
    EntriesAsked,
)
from app.services.records.facets import look_at_all
from app.services.records.moved import told
from app.services.records.search import match_expression
from app.services.records.signed import parsed
from app.services.records.standing import addenda, awaits, returned_at
from app.services.vault.open_vault import Act, OpenVault

_BEGINNING: Final = 400
"""Characters of a narrative that are read for its first sentence."""


class Entry(NamedTuple):
    """One line of the chronology; a tuple, as a page holds hundreds. A sealed record has no `title` and no `text`.

    An addendum is a line of its own: `about_id` is the record that it adds to, and `about` what that is called.
    """

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
    about_id: str
    about: str
    text: str
    """How its narrative begins."""
    attribution: str
    """How what it reports stands, who said it and its grade, as its facet holds them; empty of what reports nothing."""
    status: str
    """How an order, a stay in custody and the like stand on the day of the list, worked out from their dates."""
    awaits: str
    """Since when it awaits a countersignature, or that it was returned when; empty where it awaits none."""

    @property
    def first_sentence(self) -> str:
        """The first sentence of its narrative; cut out when it is shown."""
        return first_sentence(self.text)

    @property
    def stands(self) -> str:
        """How what it tells of stands."""
        return self._attributed.stands if self._attributed else self.status

    @property
    def source(self) -> str:
        """Who said what it reports."""
        return self._attributed.source if self._attributed else ""

    @property
    def grade(self) -> str:
        """How source and information are graded, 3x5x2."""
        return self._attributed.grade if self._attributed else ""

    @property
    def _attributed(self) -> Attribution | None:
        return _attribution(self.attribution) if self.attribution else None

    @property
    def signed_at(self) -> datetime:
        """When it was signed; read when it is shown."""
        return datetime.fromisoformat(self.signed)


@lru_cache(maxsize=512)
def _attribution(body: str) -> Attribution:
    """Read when it is shown: few rows of a page are, and those again and again."""
    plain = json.loads(body)
    plain.pop("n", None)
    return Attribution(**plain)


@dataclass(frozen=True)
class ChronologyPage:
    """One page, how many records match, and how many stand in the case: the list says what it hides."""

    rows: tuple[Entry, ...]
    matching: int
    total: int


_DATED: Final = frozenset(code for code, kind in KINDS.items() if kind.stands is not no_status)
"""The kinds whose records stand somehow on a day."""


def _acts(entry: Entry) -> bool:
    return not (entry.is_superseded or entry.is_error or Compartment(entry.compartment).is_sealed)


def _status(body: bytes, on: date) -> str:
    """How what was signed stands on a day; nothing where it cannot be read, which its page says."""
    try:
        found, _ = parsed(body)
    except Damaged:
        return ""
    return found.kind.stands(found.content, on) if isinstance(found, Reading) else ""


class Neighbours(NamedTuple):
    """Where a record stands among those that are read one after another, the earliest first; beside it their ids."""

    number: int
    total: int
    before: str | None
    after: str | None


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
        by: ChronologyFilter = EVERYTHING,
    ) -> ChronologyPage:
        """One page, newest event first; looking is noted.

        `text` narrows to records in whose text all the words occur; nothing of a sealed one is ever found by it,
        and what names a victim by who is admitted to the victims. By victim, source and how it stands a sealed record
        is found by who may open it.
        """
        match = match_expression(self.vault, text)
        narrowed_by = by.values
        shape = (len(kinds), bool(match), superseded, tuple(narrowed_by))
        values = {"case_id": case_id, "match": match} | spread("kinds", kinds) | narrowed_by
        with self.vault.acting(Right.READ, durable=False) as act:
            if by.reads_facets:
                look_at_all(self.vault, act.connection)
            rows = _listing(*shape, limit).rows(act.connection, values | {"offset": offset})
            # They are only counted where there may be more than these.
            is_all = not offset and len(rows) < limit
            matching = len(rows) if is_all else _count(*shape).scalar(act.connection, values)
            is_narrowed = kinds or match or narrowed_by
            total = _count(0, False, superseded).scalar(act.connection, values) if is_narrowed else matching  # noqa: FBT003 - a shape
            act.note("case.list", "casefile", case_id, case=case_id, shown=len(rows))
            entries = self._with_status(act, with_waiting(self.vault, named(Entry, rows)))
        return ChronologyPage(entries, matching, total)

    def _with_status(self, act: Act, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        """Each entry whose kind says how it stands with what it is today. What does not act any more stands nowhere."""
        asked = [each.id for each in entries if each.kind in _DATED and _acts(each)]
        bodies = (
            act.session.execute(select(Record.id, Record.body).where(Record.id.in_(asked))) if asked else ()
        )
        today = self.vault.today()
        status = {record_id: _status(body, today) for record_id, body in bodies}
        return tuple(each._replace(status=status[each.id]) if each.id in status else each for each in entries)


class OpenEntries(NamedTuple):
    """Every entry of a case that is asked for and not sealed, of how many, and how many versions were superseded."""

    entries: tuple[Entry, ...]
    total: int
    superseded: int
    """Versions that a newer one replaced: of the total where those were asked for."""


_MOST: Final = 1_000_000


def open_entries(vault: OpenVault, connection: Connection, case_id: str, asked: EntriesAsked) -> OpenEntries:
    """What a page shows, whole and without what is sealed; how an entry stands on a day is left to whoever asks."""
    match = match_expression(vault, asked.text)
    narrowed_by = asked.by.values
    parts = (*narrowed_by, OPEN)
    values = {"case_id": case_id, "match": match} | spread("kinds", asked.kinds) | narrowed_by
    if asked.by.reads_facets:
        look_at_all(vault, connection)
    shape = (len(asked.kinds), bool(match), asked.superseded, parts)
    rows = _listing(*shape, _MOST).rows(connection, values | {"offset": 0})
    current, every = (
        _count(0, False, superseded, (OPEN,)).scalar(connection, values)  # noqa: FBT003 - a shape
        for superseded in (False, True)
    )
    entries = with_waiting(vault, named(Entry, rows))
    return OpenEntries(entries, every if asked.superseded else current, every - current)


def matching_ids(vault: OpenVault, connection: Connection, case_id: str, asked: EntriesAsked) -> set[str]:
    """The ids of all that a page shows of, whether it has room for them or not."""
    match = match_expression(vault, asked.text)
    narrowed_by = asked.by.values
    values = {"case_id": case_id, "match": match} | spread("kinds", asked.kinds) | narrowed_by
    if asked.by.reads_facets:
        look_at_all(vault, connection)
    rows = _ids(len(asked.kinds), bool(match), asked.superseded, tuple(narrowed_by)).rows(connection, values)
    return {record_id for (record_id,) in rows}


@cache
def _ids(
    kinds: int,
    by_text: bool,  # noqa: FBT001
    superseded: bool,  # noqa: FBT001
    parts: tuple[str, ...],
) -> PreparedStatement:
    narrowed = _narrowed(select(Record.id), kinds, by_text, superseded, parts)
    return PreparedStatement(narrowed, {"kinds": kinds} if kinds else None)


_UNTOLD: Final = tuple(code for code in MARKING if code not in MOVING)
"""What is shown on its record alone."""
_TOLD: Final = sql(told("record"))
_FOUND = sql(
    "record.id IN (SELECT t.record_id FROM record_fts CROSS JOIN record_text t ON t.id = record_fts.rowid "
    "WHERE record_fts MATCH :match AND t.case_id = :case_id)"
)


def _narrowed(
    rows: Select[*tuple[Any, ...]],
    kinds: int,
    by_text: bool,  # noqa: FBT001 - a part of the shape
    superseded: bool,  # noqa: FBT001
    parts: tuple[str, ...] = (),
) -> Select[*tuple[Any, ...]]:
    newer = aliased(Record)
    rows = rows.where(Record.case_id == bindparam("case_id"), Record.kind.not_in(_UNTOLD), _TOLD)
    if kinds:
        rows = rows.where(Record.kind.in_(bindparam("kinds", expanding=True)))
    if by_text:
        rows = rows.where(_FOUND)
    for part in parts:
        rows = rows.where(sql(CONDITIONS[part]))
    return rows if superseded else rows.where(~exists().where(newer.replaces_id == Record.id))


def lines_by_kind() -> Select[*tuple[Any, ...]]:
    """How many lines a list of a case has, by the kind of their records: its name says as many."""
    return _narrowed(select(Record.kind, func.count()), 0, False, False).group_by(Record.kind)  # noqa: FBT003 - a shape


@cache
def _count(
    kinds: int,
    by_text: bool,  # noqa: FBT001
    superseded: bool,  # noqa: FBT001
    parts: tuple[str, ...] = (),
) -> PreparedStatement:
    count = select(func.count()).select_from(Record)
    narrowed = _narrowed(count, kinds, by_text, superseded, parts)
    return PreparedStatement(narrowed, {"kinds": kinds} if kinds else None)


@cache
def _listing(
    kinds: int,
    by_text: bool,  # noqa: FBT001
    superseded: bool,  # noqa: FBT001
    parts: tuple[str, ...],
    limit: int,
) -> PreparedStatement:
    listing = _entries().offset(bindparam("offset")).limit(at_most(limit))
    narrowed = _narrowed(listing, kinds, by_text, superseded, parts)
    return PreparedStatement(narrowed, {"kinds": kinds} if kinds else None)


def with_waiting(vault: OpenVault, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The entries with words for what awaits a countersignature, or was returned; what is in error awaits none."""
    return tuple(each._replace(awaits=_waits(vault, each)) if each.awaits else each for each in entries)


def _waits(vault: OpenVault, entry: Entry) -> str:
    if entry.is_error or entry.is_superseded:
        return ""
    is_returned = entry.awaits != Stage.AWAITS
    at = time_of(entry.awaits) if is_returned else entry.signed_at
    return waiting(at.astimezone(vault.zone).date(), is_returned=is_returned)


def signed_since(
    vault: OpenVault, connection: Connection, case_id: str, at: str, limit: int
) -> tuple[tuple[Entry, ...], int]:
    """The first of what was signed in a case after a time, newest event first, and how much that is."""
    values = {"case_id": case_id, "at": at}
    rows = with_waiting(vault, named(Entry, _since(limit).rows(connection, values)))
    return rows, len(rows) if len(rows) < limit else _SINCE_COUNT.scalar(connection, values)


def neighbours(
    connection: Connection, case_id: str, record_id: str, kinds: Sequence[str]
) -> Neighbours | None:
    """Where a record stands among those of its case and some kinds; None for one that a newer version replaced."""
    values = {"case_id": case_id, "record_id": record_id} | spread("kinds", kinds)
    row = _standing(len(kinds)).row(connection, values)
    return None if row is None else Neighbours(*row)


@cache
def _standing(kinds: int) -> PreparedStatement:
    in_order = partial(over, order_by=(Record.event_sort, Record.ordered_at, Record.seq))
    placed = select(
        Record.id,
        in_order(func.row_number()).label("number"),
        func.count().over().label("total"),
        in_order(func.lag(Record.id)).label("before"),
        in_order(func.lead(Record.id)).label("after"),
    )
    listed = _narrowed(placed, kinds, False, False).subquery()  # noqa: FBT003 - a shape
    found = select(listed.c.number, listed.c.total, listed.c.before, listed.c.after)
    return PreparedStatement(found.where(listed.c.id == bindparam("record_id")), {"kinds": kinds})


def _entries() -> Select[*tuple[Any, ...]]:
    """What an `Entry` is made of, newest event first."""
    newer, remark, about = aliased(Record), aliased(Record), aliased(Record)
    return (
        select(
            Record.id,
            Record.kind,
            Record.compartment,
            Record.event,
            Record.title,
            Staff.name,
            Record.signed_at,
            Record.version,
            addenda(),
            exists().where(newer.replaces_id == Record.id),
            exists().where(and_(remark.about_id == Record.id, remark.kind.in_(VOIDING))),
            _ABOUT,
            _about_title(about),
            _BEGINS,
            _attributions(),
            literal_column("''", String),
            _AWAITS,
        )
        .join(Staff, Staff.id == Record.author_id)
        .join(about, about.id == Record.about_id, isouter=True)
        .order_by(Record.event_sort.desc(), Record.ordered_at.desc(), Record.seq.desc())
    )


def _about_title(about: type[Record]) -> ColumnElement[str]:
    """What it adds to; a record that was moved out is not named by the line that says so."""
    return case((Record.kind.in_(MOVING), ""), else_=func.coalesce(about.title, ""))


_ABOUT: Final = case((Record.kind.in_(MOVING), ""), else_=func.coalesce(Record.about_id, ""))


def _attributions() -> ColumnElement[str]:
    """How what a record reports stands, and on whose word; nothing of a sealed one, whose facets are sealed too."""
    body = select(cast(FacetRow.body, String)).where(
        FacetRow.record_id == Record.id, FacetRow.code == Attribution.code
    )
    return func.coalesce(body.correlate(Record).limit(1).scalar_subquery(), "")


def _begins() -> ColumnElement[str]:
    """How the narrative of an open record begins, read out of what was signed."""
    body = "CAST(record.body AS TEXT)"
    by_kind = []
    for code, kind in KINDS.items():
        if kind.moves_out:
            continue
        said = [f"nullif(json_extract({body}, '$.content.{name}'), '')" for name in narratives(kind.content)]
        if said:
            by_kind.append(f"WHEN '{code}' THEN coalesce({', '.join(said)}, '')")
    # Of a later version: what changed. A first one says nothing of it, and is not read through for that.
    updated = f"CASE WHEN record.version > 1 THEN nullif(json_extract({body}, '$.update'), '') END"
    found = f"coalesce({updated}, CASE record.kind {' '.join(by_kind)} ELSE '' END)"
    is_open = f"record.compartment = '{Compartment.CLINICAL.value}'"
    return literal_column(f"CASE WHEN {is_open} THEN substr({found}, 1, {_BEGINNING:d}) ELSE '' END", String)


_BEGINS: Final = _begins()
_AWAITS: Final = literal_column(
    f"CASE WHEN {awaits('record.id')} THEN "
    f"CASE {returned_at('record.id')} WHEN '' THEN '{Stage.AWAITS}' ELSE {returned_at('record.id')} END "
    "ELSE '' END",
    String,
)
"""Empty, that it awaits, or when it was returned: brought into words by `with_waiting`."""


@cache
def _since(limit: int) -> PreparedStatement:
    return PreparedStatement(_narrowed(_entries().where(_AFTER), 0, False, False).limit(at_most(limit)))  # noqa: FBT003 - a shape


_AFTER: Final = Record.ordered_at > bindparam("at", type_=String)
_SINCE_COUNT: Final = PreparedStatement(
    _narrowed(select(func.count()).select_from(Record).where(_AFTER), 0, False, False)  # noqa: FBT003
)
