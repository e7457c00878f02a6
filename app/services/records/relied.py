"""What stands in a case: signed, verified, not superseded, not in error; the only ground for what is shown or told."""

from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import BindParameter, Select, exists, select
from sqlalchemy.orm import Session, aliased

from app.domain.fields.compartments import Compartment
from app.domain.kinds import registry
from app.domain.records.heading import Heading
from app.domain.records.versions import Reading
from app.domain.values.dates import ClinicalDate
from app.errors import NotGenuine
from app.models.tables import Record
from app.services.records.signed import judged, signed_bytes
from app.services.vault.open_vault import OpenVault
from app.services.vault.signatures import Signatures

C = TypeVar("C")


@dataclass(frozen=True)
class Standing:
    """A record that may be relied on."""

    id: str
    kind: str
    event: ClinicalDate
    author: str
    source: str
    content: Any
    heading: Heading


@dataclass(frozen=True)
class Ground:
    """Everything that stands in a case, newest event first."""

    records: tuple[Standing, ...]
    unread: tuple[ClinicalDate, ...] = ()
    """The dates of records that this version cannot read whole: nothing is made of them, and that is said."""

    def of(self, content: type[C]) -> tuple[tuple[Standing, C], ...]:
        """The records of one kind with their contents, newest first."""
        return tuple((each, each.content) for each in self.records if isinstance(each.content, content))

    def newest(self, content: type[C]) -> C | None:
        """The content of the newest record of one kind."""
        return next((each for _, each in self.of(content)), None)


def ground(vault: OpenVault, session: Session, case_id: str, kinds: tuple[str, ...] = ()) -> Ground:
    """What stands in the open compartment of a case; `kinds` narrows it to some.

    Raises NotGenuine when a record does not verify: nothing may rest on a case that somebody altered.
    """
    signatures = Signatures(session, vault.header)
    standing, unread = [], []
    current = standing_rows(case_id, Record).where(Record.compartment == Compartment.CLINICAL.value)
    for row in session.execute(current.where(Record.kind.in_(kinds)) if kinds else current).scalars():
        body = signed_bytes(vault, row)
        fault, found = judged(signatures, row, body)
        if fault or found is None:
            raise NotGenuine(
                "A record of this case does not verify, so nothing was made of it: run `casework check`."
            )
        if isinstance(found, Reading):
            standing.append(_standing(row, found))
        else:
            unread.append(found.heading.event or ClinicalDate())
    return Ground(tuple(standing), tuple(unread))


def _standing(row: Record, found: Reading) -> Standing:
    said = found.heading
    return Standing(
        row.id, row.kind, said.event or ClinicalDate(), said.author, said.source, found.content, said
    )


def standing_rows(
    case_id: str | BindParameter[str], *columns: Any, replaced: bool = False
) -> Select[*tuple[Any, ...]]:
    """The records of a case that stand, newest event first; with `replaced` also those that once did.

    What was said about a record, such as an addendum, is no record by itself.
    """
    newer, remark = aliased(Record), aliased(Record)
    superseded = exists().where(newer.replaces_id == Record.id)
    in_error = exists().where(remark.about_id == Record.id, remark.kind.in_(registry.VOIDING))
    rows = select(*columns).where(Record.case_id == case_id, Record.about_id.is_(None))
    if not replaced:
        rows = rows.where(~superseded, ~in_error)
    return rows.order_by(Record.event_sort.desc(), Record.ordered_at.desc(), Record.seq.desc())
