"""Draws facets and search text again out of the signed bytes, batch by batch; what does not verify gives none."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.fields.compartments import Compartment
from app.domain.fields.content import search_text
from app.domain.fields.rights import Right
from app.domain.fields.rows import Row
from app.domain.fields.spec import specs
from app.domain.kinds.registry import FORM
from app.domain.records.versions import Reading
from app.domain.records.written import Written
from app.domain.values.ids import derived_id
from app.domain.values.search_words import indexed
from app.errors import Damaged, NotAdmitted
from app.models.sqlite import upsert
from app.models.tables import FacetForm, FacetRow, LedgerRow, Record, RecordText, RecordWords, RowLetter
from app.services.records import facets
from app.services.records.records import forget_text, keep_text
from app.services.records.signed import judged, signed_bytes
from app.services.vault.compartment_keys import is_sealed
from app.services.vault.open_vault import Act, OpenVault
from app.services.vault.signatures import Signatures

BATCH = 500


@dataclass
class Rebuilt:
    """What was drawn again, and what was left out and why."""

    records: int = 0
    changed: int = 0
    left_out: list[str] = field(default_factory=list)
    waiting: int = 0
    """Restricted records that only somebody else can seal the facets of."""


def rebuild(vault: OpenVault, compartments: tuple[Compartment, ...] = tuple(Compartment)) -> Rebuilt:
    """Draw every record of these compartments again that the member may read, and note what changed."""
    done = Rebuilt()
    may = tuple(each for each in compartments if vault.compartments.admits(each))
    after = ""
    while batch := _batch(vault, may, after):
        after = batch[-1]
        with vault.acting(Right.CHECK) as act:
            _redraw(vault, act, batch, done)
            act.note("facets.rebuild", records=len(batch), left_out=len(done.left_out))
    with vault.acting(Right.CHECK) as act:
        for each in may:
            if each is Compartment.RESTRICTED and done.waiting:
                continue
            upsert(act.session, FacetForm, {"compartment": each.value, "form": FORM})
        act.note("facets.rebuilt", records=done.records, changed=done.changed, left_out=len(done.left_out))
    return done


def draw_in_memory(vault: OpenVault, compartments: tuple[Compartment, ...]) -> None:
    """Draw records for this member alone and until the vault is locked, where nothing may be written."""
    done, after = Rebuilt(), ""
    while batch := _batch(vault, compartments, after):
        after = batch[-1]
        with vault.reading(Right.CHECK) as act:
            signatures = Signatures(act.session, vault.header)
            for row in act.session.scalars(select(Record).where(Record.id.in_(batch))):
                read = _read(vault, signatures, row, done)
                if read is not None:
                    drawn = facets.drawn_rows(read.kind, Written(read.heading, read.content))
                    vault.unsealed.add(facets.in_clear(drawn))


def outdated(vault: OpenVault) -> tuple[Compartment, ...]:
    """The compartments whose facets were drawn by another form of the kinds, or never, and that the member may read."""
    with vault.reading(Right.CHECK) as act:
        session = act.session
        drawn = dict(session.execute(select(FacetForm.compartment, FacetForm.form)).all())
    return tuple(each for each in Compartment if vault.compartments.admits(each) and drawn.get(each) != FORM)


def noted(session: Session) -> dict[str, str]:
    """By record, the digest of its facets that the ledger noted last."""
    rows = session.execute(
        select(LedgerRow.subject_id, LedgerRow.detail)
        .where(LedgerRow.action.in_(("record.sign", "record.facets")))
        .order_by(LedgerRow.at, LedgerRow.seq)
    )
    return {row.subject_id: _facets_in(row.detail) for row in rows}


def _facets_in(detail: str) -> str:
    _, found, rest = detail.partition('"facets":"')
    return rest.partition('"')[0] if found else ""


def _batch(vault: OpenVault, may: tuple[Compartment, ...], after: str) -> list[str]:
    with vault.reading(Right.CHECK) as act:
        rows = (
            select(Record.id)
            .where(Record.id > after, Record.compartment.in_([each.value for each in may]))
            .order_by(Record.id)
            .limit(BATCH)
        )
        return list(act.session.scalars(rows))


def _redraw(vault: OpenVault, act: Act, batch: list[str], done: Rebuilt) -> None:
    session = act.session
    signatures = Signatures(session, vault.header)
    there, told = _stored(session, batch), _told(session, batch)
    replaced = set(session.scalars(select(Record.replaces_id).where(Record.replaces_id.in_(batch))))
    changed: dict[str, list[facets.Row]] = {}
    for row in session.scalars(select(Record).where(Record.id.in_(batch)).order_by(Record.id)):
        if not vault.compartments.admits(Compartment(row.compartment), row.case_id):
            _for_now(vault, signatures, row, done)
            continue
        done.records += 1
        read = _read(vault, signatures, row, done)
        drawn = facets.drawn_rows(read.kind, Written(read.heading, read.content)) if read else []
        if not same(vault, drawn, there.get(row.id, [])):
            try:
                rows = facets.as_stored(vault, drawn)
            except NotAdmitted:
                # A restricted case whose newest key another made: who may seal there draws them.
                done.waiting += 1
                continue
            changed[row.id] = rows
            act.note("record.facets", "record", row.id, case=row.case_id, facets=facets.digest(rows))
        if not Compartment(row.compartment).is_sealed:
            searched = "" if read is None or row.id in replaced else search_text(read.content)
            _retell(act, row, searched, told.get(row.id))
        if read is not None:
            _keep_letters(session, row.case_id, read.content)
    facets.replace_rows(session, changed)
    done.changed += len(changed)


def _for_now(vault: OpenVault, signatures: Signatures, row: Record, done: Rebuilt) -> None:
    """Draw a restricted record from before these were sealed in memory, as long as its case has no key here."""
    done.waiting += 1
    if not is_sealed(Compartment(row.compartment), row.body) and (
        read := _read(vault, signatures, row, done)
    ):
        drawn = facets.drawn_rows(read.kind, Written(read.heading, read.content))
        vault.unsealed.add(facets.in_clear(drawn))


def _read(vault: OpenVault, signatures: Signatures, row: Record, done: Rebuilt) -> Reading | None:
    """What a record says; None for one that is not known whole here or does not verify, which is named."""
    try:
        fault, read = judged(signatures, row, signed_bytes(vault, row))
    except Damaged as damaged:
        fault, read = str(damaged), None
    if fault:
        done.left_out.append(f"Record {row.id}: {fault}")
    return read if isinstance(read, Reading) else None


def _stored(session: Session, batch: list[str]) -> dict[str, list[facets.Row]]:
    stored: dict[str, list[facets.Row]] = {}
    for row in session.execute(select(FacetRow.__table__).where(FacetRow.record_id.in_(batch))).mappings():
        stored.setdefault(row["record_id"], []).append(dict(row))
    return stored


def same(vault: OpenVault, drawn: list[facets.Row], stored: list[facets.Row]) -> bool:
    """Whether stored rows are those that were drawn: in clear, and each sealed that has to be."""
    try:
        told = {row["id"]: facets.plain(vault, row) for row in stored}
    except (Damaged, NotAdmitted, ValueError, KeyError):
        return False
    bare = {derived_id("caution", row["record_id"]) for row in drawn}
    wrong = [row for row in stored if bool(row["code"]) != (_is_open(row) or row["id"] in bare)]
    wanted = {row["id"]: (row["code"], row["day"], row["body"].decode()) for row in drawn}
    places = [{(row["id"], row["case_id"], row["compartment"]) for row in rows} for rows in (drawn, stored)]
    return not wrong and told == wanted and places[0] == places[1]


def _is_open(row: facets.Row) -> bool:
    return not Compartment(row["compartment"]).is_sealed


def _told(session: Session, batch: list[str]) -> dict[str, tuple[str, ...]]:
    """What a search finds and shows of each record."""
    shown = select(
        RecordText.record_id, RecordText.title, RecordText.body, RecordWords.folded, RecordWords.also
    ).outerjoin(RecordWords, RecordWords.id == RecordText.id)
    return {row[0]: tuple(row)[1:] for row in session.execute(shown.where(RecordText.record_id.in_(batch)))}


def _retell(act: Act, row: Record, searched: str, told: tuple[str, ...] | None) -> None:
    """Put the search text right where it is another."""
    wanted = (row.title, searched, *indexed(row.title, searched)) if searched else None
    if told == wanted:
        return
    if told is not None:
        forget_text(act, row.id)
    if wanted is not None:
        keep_text(act, row.id, row.case_id, wanted)


def _keep_letters(session: Session, case_id: str, content: object) -> None:
    """No code that a signed record bears may be given again."""
    for letter, number in _codes(content):
        last = session.get(RowLetter, (case_id, letter))
        if last is None or last.last < number:
            upsert(session, RowLetter, {"case_id": case_id, "letter": letter, "last": number})
            session.expire_all()


def _codes(content: object) -> Iterator[tuple[str, int]]:
    for spec in specs(type(content)):
        if spec.row is not None:
            for row in getattr(content, spec.name):
                if isinstance(row, Row) and row.code:
                    yield row.letter, int(row.code[1:])
