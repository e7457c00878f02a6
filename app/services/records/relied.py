"""The records of a case that may be relied on: signed, verified, not superseded, not in error."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.fields.compartments import Compartment, Knowledge
from app.domain.records.drawing import taken_over, without_rows
from app.domain.records.heading import Heading
from app.domain.records.versions import Reading
from app.domain.values.dates import ClinicalDate
from app.errors import NotGenuine
from app.models.tables import Record
from app.services.records.blind import insist_not_blind
from app.services.records.signed import judged, signed_bytes
from app.services.records.standing import current_rows
from app.services.records.supervised import Supervisions
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
    waits_for: str = ""
    """Whose countersignature it awaits; empty where it awaits none. It is told at once, and so marked."""


@dataclass(frozen=True)
class Waiting:
    """A record that awaits a countersignature: of what kind, of when, whose, and where it stands."""

    kind: str
    event: ClinicalDate
    whose: str
    compartment: Compartment


@dataclass(frozen=True)
class ReliedRecords:
    """Every record of a case that may be relied on, newest event first."""

    records: tuple[ReliedRecord, ...]
    unread: tuple[ClinicalDate, ...] = ()
    """The dates of records that this version cannot read whole: nothing is made of them, and that is said."""
    waiting: tuple[Waiting, ...] = ()
    """What awaits a countersignature: nothing is made of it."""

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

    What was signed under supervision is not among them until somebody qualified stands for it, unless its kind is told
    at once.

    Raises NotGenuine when a record does not verify: nothing may rest on a case that somebody altered. Raises
    NotPermitted for a second rater who would read the first rating in what is made of them.
    """
    signatures = Signatures(session, vault.header)
    supervisions = Supervisions(vault, session, signatures, insists=True)
    relied, unread, waiting = [], [], []
    current = current_rows(case_id, Record).where(
        Record.compartment.in_([each.value for each in within if vault.compartments.admits(each, case_id)])
    )
    for row in session.execute(current.where(Record.kind.in_(kinds)) if kinds else current).scalars():
        insist_not_blind(vault, session, row)
        body = signed_bytes(vault, row)
        fault, found = judged(signatures, row, body)
        if fault or found is None:
            raise NotGenuine(
                "A record of this case does not verify, so nothing was made of it: run `casework check`."
            )
        if isinstance(found, Reading):
            if _may_leave(found):
                waits_for = supervisions.asked(row)
                each = replace(_relied(row, found), waits_for=waits_for)
                if waits_for and not found.kind.told_at_once:
                    waiting.append(Waiting(row.kind, each.event, waits_for, found.heading.compartment))
                else:
                    relied.append(each)
        elif row.compartment == Compartment.CLINICAL.value:
            unread.append(found.heading.event or ClinicalDate())
    return ReliedRecords(tuple(_acting(session, relied)), tuple(unread), tuple(waiting))


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
