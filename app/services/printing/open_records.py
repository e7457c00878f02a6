"""What a working copy rests on: the open records of a case, each verified, and what they mean to it."""

from collections.abc import Iterator, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.fields.compartments import Compartment
from app.domain.records.drawing import facets_of
from app.domain.records.facets import Facet, TakesOver
from app.domain.records.versions import Reading, Unread
from app.domain.records.written import Written
from app.domain.values.dates import ClinicalDate
from app.errors import NotGenuine
from app.models.tables import Record
from app.services.records.facets import Found
from app.services.records.moved import moved_among
from app.services.records.signed import judged, signed_bytes
from app.services.records.standing import current_rows
from app.services.vault.open_vault import OpenVault
from app.services.vault.signatures import Signatures


def open_records(vault: OpenVault, session: Session, case_id: str) -> dict[str, Reading | Unread]:
    """What each record says that is in no sealed compartment, and each remark, by its id.

    Raises NotGenuine where one does not verify: nothing is printed of a case that somebody altered.
    """
    signatures = Signatures(session, vault.header)
    rows = select(Record).where(Record.case_id == case_id, Record.compartment == Compartment.CLINICAL.value)
    found: dict[str, Reading | Unread] = {}
    for row in session.scalars(rows):
        fault, read = judged(signatures, row, signed_bytes(vault, row))
        if fault or read is None:
            raise NotGenuine(
                "A record of this case does not verify, so nothing was printed: run `casework check`."
            )
        found[row.id] = read
    return found


def open_facets(
    session: Session, case_id: str, records: Mapping[str, Reading | Unread], *wanted: type[Facet]
) -> tuple[Found, ...]:
    """The facets of what stands among verified records, as `records.facets.of_case` gives them of all."""
    taken = set[str]()
    found = list[Found]()
    for record_id, series in session.execute(current_rows(case_id, Record.id, Record.series_id)):
        read = records.get(record_id)
        if isinstance(read, Reading):
            for facet in drawn(read):
                if isinstance(facet, TakesOver):
                    taken.add(facet.what)
                elif isinstance(facet, wanted):
                    on = read.heading.event or ClinicalDate()
                    found.append(Found(record_id, read.kind.code, on, facet, series=series))
    moved = moved_among(session, tuple({each.record_id for each in found}))
    found = [each for each in found if each.record_id not in moved]
    taken |= set(session.scalars(select(Record.series_id).where(Record.id.in_(taken)))) if taken else set()
    return tuple(each for each in found if taken.isdisjoint((each.series, each.facet.row)))


def drawn(read: Reading) -> Iterator[Facet]:
    """What a verified record means to its case."""
    yield from facets_of(read.kind, Written(read.heading, read.content))
