"""Facets in the store: written when a record is signed, drawn again from the signed bytes, read by every list.

In a sealed compartment they are sealed as the record is; what the member may read of those is unsealed after the
vault is, into memory, and read together with the rest.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import Connection, bindparam, delete, exists, insert, select
from sqlalchemy.orm import aliased

from app.crypto import canonical
from app.domain.fields.compartments import Compartment
from app.domain.fields.rights import Extent, Right, extent
from app.domain.kinds.registry import VOIDING
from app.domain.records.countersigning import is_supervised, may_countersign
from app.domain.records.drawing import facets_of
from app.domain.records.facets import (
    CLASSES,
    Caution,
    Countersigned,
    Facet,
    RedFlag,
    Supervised,
    TakesOver,
    from_plain,
    to_plain,
)
from app.domain.records.heading import Heading
from app.domain.records.kind import Kind, KindRole
from app.domain.records.record import Sheet
from app.domain.records.written import Written
from app.domain.values.dates import ClinicalDate
from app.domain.values.ids import derived_id
from app.errors import Damaged, NotAdmitted
from app.models.base import wire_time
from app.models.facets import show_unsealed
from app.models.statements import PreparedStatement, insert_together, listed, spread
from app.models.tables import FacetRow, FacetSeen, Record
from app.services.vault.open_vault import Act, OpenVault

Row = dict[str, Any]
_SERIES = PreparedStatement(select(Record.series_id).where(Record.id.in_(listed("cited"))))
_INSERT = PreparedStatement(insert(FacetRow))
_OF_RECORDS = PreparedStatement(delete(FacetRow).where(FacetRow.record_id.in_(listed("records"))))
_OF_IDS = PreparedStatement(delete(FacetRow).where(FacetRow.id.in_(listed("ids"))))


def heading_of(row: Row, sheet: Sheet, author: str) -> Heading:
    """The heading of a record whose row was just made."""
    return Heading(
        id=row["id"],
        series=row["series_id"],
        version=row["version"],
        case=row["case_id"],
        compartment=Compartment(row["compartment"]),
        event=sheet.event,
        knowledge=sheet.knowledge,
        source=sheet.source,
        author=author,
        signed_at=wire_time(row["signed_at"]),
    )


def drawn_rows(kind: Kind, written: Written[Any], grade: str) -> list[Row]:
    """The rows that a record gives whose signer was certified with that grade, in clear.

    Of a sealed record each is to be sealed but a bare caution, and whether it is countersigned.
    """
    heading = written.heading
    drawn = list(_drawn(kind, written, grade))
    rows = [_row(heading, n, facet) for n, facet in enumerate(drawn)]
    flag = next((each for each in drawn if isinstance(each, RedFlag) and each.closed is None), None)
    if heading.compartment.is_sealed and flag is not None:
        rows.append(_bare_caution(heading, flag))
    return rows


def _drawn(kind: Kind, written: Written[Any], grade: str) -> Iterator[Facet]:
    """Its facets, and what follows from who signed it: nobody countersigns who may not."""
    may = may_countersign(grade)
    yield from (each for each in facets_of(kind, written) if may or not isinstance(each, Countersigned))
    if kind.role is KindRole.RECORD and is_supervised(grade):
        yield Supervised()


def rows_of(vault: OpenVault, kind: Kind, written: Written[Any]) -> list[Row]:
    """The rows that a record of the member gives, as they are stored. Raises NotAdmitted where they cannot seal."""
    return as_stored(vault, drawn_rows(kind, written, vault.member.grade.value))


def as_stored(vault: OpenVault, drawn: list[Row]) -> list[Row]:
    """Rows that were drawn, sealed where they have to be. Raises NotAdmitted where the member cannot seal."""
    return [_sealed(vault, row) if is_to_be_sealed(row) else row for row in drawn]


def is_to_be_sealed(row: Row) -> bool:
    """Whether a row that was drawn may not be stored in clear."""
    if CLASSES[row["code"]].in_clear or row["id"] == derived_id("caution", row["record_id"]):
        return False
    return Compartment(row["compartment"]).is_sealed


def digest(rows: Iterable[Row]) -> str:
    """SHA-256 over the rows of a record, in hex; the ledger row of its signing holds it."""
    content = sorted(
        [row["id"], row["compartment"], row["code"], row["day"], row["body"].hex()] for row in rows
    )
    return sha256(canonical.dumps(content)).hexdigest()


BARE: Final = "A red flag is open"
"""How a caution begins that is all that is told of a sealed red flag."""
NO_ROWS: Final = digest(())
"""The digest of a record that means nothing to its case."""


def write(vault: OpenVault, act: Act, kind: Kind, written: Written[Any]) -> str:
    """Write the facets of a record that is being signed, and give their digest."""
    rows = rows_of(vault, kind, written)
    if rows:
        _INSERT.write(act.connection, *rows)
        vault.unsealed.add(unsealed(vault, rows))
    return digest(rows)


def replace_rows(connection: Connection, by_record: Mapping[str, list[Row]]) -> None:
    """Put other rows in place of those of some records, and of whatever else stands in their place."""
    rows = [row for rows in by_record.values() for row in rows]
    _OF_RECORDS.write(connection, {"records": json.dumps(list(by_record))})
    _OF_IDS.write(connection, {"ids": json.dumps([row["id"] for row in rows])})
    insert_together(connection, FacetRow, rows)


def remove(vault: OpenVault, act: Act, record_id: str, case_id: str) -> None:
    """Let no list show anything of a record, and note that nothing is drawn of it any more."""
    if not act.session.scalar(select(exists().where(FacetRow.record_id == record_id))):
        return
    replace_rows(act.connection, {record_id: []})
    act.undo.append(vault.unsealed.drop((record_id,)))
    act.note("record.facets", "record", record_id, case=case_id, facets=NO_ROWS)


def plain(vault: OpenVault, row: Row) -> tuple[str, str, str]:
    """Code, day and body of a row as they are drawn, unsealed where they are sealed. Raises NotAdmitted, Damaged."""
    if row["code"]:
        return row["code"], row["day"], row["body"].decode()
    compartment = Compartment(row["compartment"])
    keys = vault.compartments
    content = json.loads(keys.unseal(compartment, row["body"], "facet", row["id"], row["case_id"]))
    return content["code"], content["day"], canonical.dumps(content["facet"]).decode()


def unsealed(vault: OpenVault, rows: Iterable[Row]) -> list[tuple[str, ...]]:
    """The sealed ones among the rows as `facet_seen` shows them; what was altered is left to `casework check`."""
    opened: list[tuple[str, ...]] = []
    for row in rows:
        if not row["code"]:
            with suppress(Damaged, NotAdmitted):
                opened.append((row["id"], row["record_id"], row["case_id"], *plain(vault, row)))
    return opened


def in_clear(rows: Iterable[Row]) -> list[tuple[str, ...]]:
    """Rows that were just drawn, as `facet_seen` shows them."""
    return [
        (row["id"], row["record_id"], row["case_id"], row["code"], row["day"], row["body"].decode())
        for row in rows
    ]


def _row(heading: Heading, n: int, facet: Facet) -> Row:
    return {
        "id": derived_id("facet", heading.id, n),
        "record_id": heading.id,
        "case_id": heading.case,
        "compartment": heading.compartment.value,
        "code": facet.code,
        "day": facet.day.isoformat() if facet.day else "",
        "body": canonical.dumps(to_plain(facet) | {"n": n}),
    }


def _sealed(vault: OpenVault, row: Row) -> Row:
    whole = canonical.dumps({"code": row["code"], "day": row["day"], "facet": json.loads(row["body"])})
    compartment = Compartment(row["compartment"])
    body = vault.compartments.seal(compartment, whole, "facet", row["id"], row["case_id"])
    return row | {"code": "", "day": "", "body": body}


def _bare_caution(heading: Heading, flag: RedFlag) -> Row:
    """Tells who works with the case that a sealed record raises a red flag and which sign, and nothing else of it.

    Of a restricted one not even the sign is told. Whom to ask is looked up where it is shown: people come and go.
    """
    sign = flag.words.partition(":")[0]
    told = "" if heading.compartment is Compartment.RESTRICTED else f" ({sign[:1].lower()}{sign[1:]})"
    caution = Caution(words=f"{BARE}{told}", by_itself=True)
    return {
        "id": derived_id("caution", heading.id),
        "record_id": heading.id,
        "case_id": heading.case,
        "compartment": heading.compartment.value,
        "code": caution.code,
        "day": flag.day.isoformat() if flag.day else "",
        "body": canonical.dumps(to_plain(caution) | {"n": -1}),
    }


@dataclass(frozen=True)
class Found:
    """A facet of a record that stands."""

    record_id: str
    kind: str
    event: ClinicalDate
    facet: Any
    compartment: Compartment = Compartment.CLINICAL
    series: str = ""
    """The id of the first version of its record."""


def of_case(
    vault: OpenVault, connection: Connection, case_id: str, *wanted: type[Facet]
) -> tuple[Found, ...]:
    """The facets of a case, of these classes, of what stands: newest event first, then in the order they were drawn.

    What a record has taken the place of is not among them, be it another record or one row of it.
    """
    look_at_all(vault, connection)
    codes = spread("codes", [TakesOver.code, *(each.code for each in wanted)])
    places: dict[str, int] = {}
    found, taken = [], set[str]()
    for code, body, record_id, series, kind, on, where in _of_case(len(codes)).rows(
        connection, {"case_id": case_id} | codes
    ):
        said = json.loads(body)
        if code == TakesOver.code:
            taken.add(said["what"])
            continue
        n = said.pop("n")
        event = ClinicalDate.from_wire(on) if on else ClinicalDate()
        each = Found(record_id, kind, event, from_plain(code, said), Compartment(where), series)
        found.append((places.setdefault(record_id, len(places)), n, series, each))
    taken |= _series_of(connection, taken)
    return tuple(
        each
        for _, _, series, each in sorted(found, key=lambda one: one[:2])
        if taken.isdisjoint((series, each.facet.row))
    )


def _series_of(connection: Connection, cited: set[str]) -> set[str]:
    """The series of the records among what is cited: a reference may name any of its versions."""
    if not cited:
        return set()
    return {series for (series,) in _SERIES.rows(connection, {"cited": json.dumps(sorted(cited))})}


@cache
def _of_case(codes: int) -> PreparedStatement:
    newer, remark = aliased(Record), aliased(Record)
    return PreparedStatement(
        select(
            FacetSeen.code,
            FacetSeen.body,
            Record.id,
            Record.series_id,
            Record.kind,
            Record.event,
            Record.compartment,
        )
        .join(Record, Record.id == FacetSeen.record_id)
        .where(
            FacetSeen.case_id == bindparam("case_id"),
            FacetSeen.code.in_(bindparam("codes", expanding=True)),
            ~exists().where(newer.replaces_id == Record.id),
            ~exists().where(remark.about_id == Record.id, remark.kind.in_(VOIDING)),
        )
        .order_by(Record.event_sort.desc(), Record.signed_at.desc()),
        {"codes": codes},
    )


@dataclass(frozen=True)
class Unsealing:
    """Opens, a slice at a time, the facets of sealed compartments that the member may read."""

    vault: OpenVault

    def more(self, limit: int = 500) -> bool:
        """Unseal some; False when all are open. Nothing of it leaves memory."""
        vault = self.vault
        if extent(Right.READ, vault.member.grade) is not Extent.ALL:
            return False
        may = [each.value for each in Compartment if each.is_sealed and vault.compartments.admits(each)]
        sealed = (
            select(FacetRow.__table__)
            .where(FacetRow.code == "", FacetRow.compartment.in_(may), FacetRow.id > vault.unsealed.last)
            .order_by(FacetRow.id)
            .limit(limit)
        )
        with vault.reading(Right.READ) as act:
            rows = [dict(row) for row in act.session.execute(sealed).mappings()]
        if rows:
            vault.unsealed.add(unsealed(vault, rows))
            vault.unsealed.last = rows[-1]["id"]
        return len(rows) == limit


def look_at_all(vault: OpenVault, connection: Connection) -> None:
    """Let what is asked in this transaction see the unsealed facets too."""
    if vault.unsealed.number:
        show_unsealed(connection, vault.unsealed.rows, vault.unsealed.number)
