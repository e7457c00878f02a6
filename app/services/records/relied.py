"""The records of a case that may be relied on: signed, verified, not superseded, not in error."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, TypeVar

from sqlalchemy import BindParameter, Connection, ScalarSelect, Select, and_, bindparam, exists, func, select
from sqlalchemy.orm import Session, aliased

from app.domain.fields.compartments import Compartment, Knowledge
from app.domain.kinds import registry
from app.domain.records.drawing import taken_over, without_rows
from app.domain.records.heading import Heading
from app.domain.records.versions import Reading
from app.domain.values.dates import ClinicalDate
from app.errors import NotGenuine
from app.models.statements import PreparedStatement
from app.models.tables import Record
from app.services.records.signed import judged, signed_bytes
from app.services.vault.open_vault import OpenVault
from app.services.vault.signatures import Signatures

C = TypeVar("C")


@dataclass(frozen=True)
class ReliedRecord:
    """A record that may be relied on."""

    id: str
    kind: str
    event: ClinicalDate
    author: str
    source: str
    content: Any
    heading: Heading


@dataclass(frozen=True)
class ReliedRecords:
    """Every record of a case that may be relied on, newest event first."""

    records: tuple[ReliedRecord, ...]
    unread: tuple[ClinicalDate, ...] = ()
    """The dates of records that this version cannot read whole: nothing is made of them, and that is said."""

    def of(self, content: type[C]) -> tuple[tuple[ReliedRecord, C], ...]:
        """The records of one kind with their contents, newest first."""
        return tuple((each, each.content) for each in self.records if isinstance(each.content, content))

    def newest(self, content: type[C]) -> C | None:
        """The content of the newest record of one kind."""
        return next((each for _, each in self.of(content)), None)


def relied_records(
    vault: OpenVault,
    session: Session,
    case_id: str,
    kinds: tuple[str, ...] = (),
    within: Collection[Compartment] = (Compartment.CLINICAL,),
) -> ReliedRecords:
    """The records of a case that may be relied on; `kinds` narrows it to some, `within` says in which compartments.

    Of a sealed one nothing is among them for who may not read it, nor what is intelligence, which belongs to its
    originator, nor a record of a kind that outputs do not draw from there. Of what a record has taken the place of, be
    it another record or a row of one, nothing is among them.

    Raises NotGenuine when a record does not verify: nothing may rest on a case that somebody altered.
    """
    signatures = Signatures(session, vault.header)
    relied, unread = [], []
    current = current_rows(case_id, Record).where(
        Record.compartment.in_([each.value for each in within if vault.compartments.admits(each, case_id)])
    )
    for row in session.execute(current.where(Record.kind.in_(kinds)) if kinds else current).scalars():
        body = signed_bytes(vault, row)
        fault, found = judged(signatures, row, body)
        if fault or found is None:
            raise NotGenuine(
                "A record of this case does not verify, so nothing was made of it: run `casework check`."
            )
        if isinstance(found, Reading):
            if _may_leave(found):
                relied.append(_relied(row, found))
        elif row.compartment == Compartment.CLINICAL.value:
            unread.append(found.heading.event or ClinicalDate())
    return ReliedRecords(tuple(_acting(session, relied)), tuple(unread))


def _may_leave(found: Reading) -> bool:
    """Whether an output may draw a record from where it stands."""
    place = found.heading.compartment
    drawn = place in {Compartment.CLINICAL, found.kind.compartments[0], *found.kind.drawn_from}
    return drawn and (place is Compartment.CLINICAL or found.heading.knowledge is not Knowledge.INTELLIGENCE)


def _acting(session: Session, records: Sequence[ReliedRecord]) -> Iterator[ReliedRecord]:
    """What still acts of the records, now that others have taken the place of some of it."""
    taken = {what for each in records for what in taken_over(each.content)}
    # A reference may name any version of a record.
    taken |= set(session.scalars(select(Record.series_id).where(Record.id.in_(taken)))) if taken else set()
    for each in records:
        if each.heading.series not in taken:
            yield replace(each, content=without_rows(each.content, taken)) if taken else each


def _relied(row: Record, found: Reading) -> ReliedRecord:
    said = found.heading
    return ReliedRecord(
        row.id, row.kind, said.event or ClinicalDate(), said.author, said.source, found.content, said
    )


def current_rows(
    case_id: str | BindParameter[str], *columns: Any, replaced: bool = False
) -> Select[*tuple[Any, ...]]:
    """The current records of a case, newest event first; with `replaced` also those that a later version took over.

    What was said about a record, such as an addendum, is no record by itself.
    """
    newer, remark = aliased(Record), aliased(Record)
    superseded = exists().where(newer.replaces_id == Record.id)
    in_error = exists().where(remark.about_id == Record.id, remark.kind.in_(registry.VOIDING))
    rows = select(*columns).where(Record.case_id == case_id, Record.about_id.is_(None))
    if not replaced:
        rows = rows.where(~superseded, ~in_error)
    return rows.order_by(Record.event_sort.desc(), Record.ordered_at.desc(), Record.seq.desc())


def addenda() -> ScalarSelect[int]:
    """How many addenda a record of the statement has."""
    remark = aliased(Record)
    said = and_(remark.about_id == Record.id, remark.kind.not_in(registry.VOIDING))
    return select(func.count()).where(said).correlate(Record).scalar_subquery()


_NEWEST: Final = PreparedStatement(current_rows(bindparam("case_id"), Record.kind, Record.id))


def newest(connection: Connection, case_id: str) -> dict[str, str]:
    """The id of the newest record that stands, by kind."""
    return dict(reversed(_NEWEST.rows(connection, {"case_id": case_id})))
