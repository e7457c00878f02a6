"""What stands in a case: signed, verified, not superseded, not in error; the only ground for what is shown or told."""

import json
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased

from app.domain.compartments import Compartment
from app.domain.dates import ClinicalDate
from app.domain.kinds import kind
from app.domain.record import sheet_from_plain
from app.errors import NotGenuine
from app.models.tables import Record
from app.services.open_vault import OpenVault
from app.services.reading import fault_of, signed_bytes
from app.services.signatures import Signatures

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


@dataclass(frozen=True)
class Ground:
    """Everything that stands in a case, newest event first."""

    records: tuple[Standing, ...]

    def of(self, content: type[C]) -> tuple[tuple[Standing, C], ...]:
        """The records of one kind with their contents, newest first."""
        return tuple((each, each.content) for each in self.records if isinstance(each.content, content))

    def newest(self, content: type[C]) -> C | None:
        """The content of the newest record of one kind."""
        return next((each for _, each in self.of(content)), None)


def ground(vault: OpenVault, session: Session, case_id: str) -> Ground:
    """What stands in the open compartment of a case.

    Raises NotGenuine when a record does not verify: nothing may rest on a case that somebody altered.
    """
    signatures = Signatures(session, vault.header)
    standing = []
    for row in session.execute(_current(case_id)).scalars():
        body = signed_bytes(vault, row)
        if fault_of(signatures, row, body):
            raise NotGenuine(
                "A record of this case does not verify, so nothing was made of it: run `casework check`."
            )
        standing.append(_standing(row, json.loads(body)))
    return Ground(tuple(standing))


def _standing(row: Record, plain: dict[str, Any]) -> Standing:
    sheet = sheet_from_plain(kind(row.kind), plain)
    return Standing(
        row.id, row.kind, sheet.event or ClinicalDate(), plain["author"]["name"], sheet.source, sheet.content
    )


def _current(case_id: str):  # type: ignore[no-untyped-def]  # noqa: ANN202
    newer, remark = aliased(Record), aliased(Record)
    superseded = exists().where(newer.replaces_id == Record.id)
    in_error = exists().where(remark.about_id == Record.id, remark.kind == "error_mark")
    return (
        select(Record)
        .where(
            Record.case_id == case_id,
            Record.compartment == Compartment.CLINICAL.value,
            Record.about_id.is_(None),
            ~superseded,
            ~in_error,
        )
        .order_by(Record.event_sort.desc(), Record.signed_at.desc())
    )
