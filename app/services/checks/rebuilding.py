"""Draws facets and search text again out of the signed bytes, batch by batch; what does not verify gives none.

While the store writes one batch, another thread draws the next: it gets signed bytes, and neither a key nor the store.
"""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection, delete, select
from sqlalchemy.orm import Session

from app.domain.fields.compartments import Compartment
from app.domain.fields.rights import Right
from app.domain.kinds.registry import FORM
from app.errors import Damaged, NotAdmitted
from app.models.checks import mend_index
from app.models.sqlite import upsert
from app.models.tables import FacetForm, FacetRow, LedgerRow, Record, RecordText, RecordWords, RowLetter
from app.services.checks.diary_check import redraw
from app.services.checks.question_check import redraw_questions
from app.services.checks.redrawn import Kept, Redrawn, SearchText, redrawn
from app.services.records import facets
from app.services.records.moved import moved_ids
from app.services.records.named import named_among
from app.services.records.records import store_search_texts
from app.services.records.signed import signed_bytes
from app.services.vault.compartment_keys import is_sealed
from app.services.vault.open_vault import Act, OpenVault
from app.services.vault.signatures import Signatures

BATCH = 500
"""Records that are drawn, and written, together."""
TOGETHER = 4 * BATCH
"""Records of one transaction: with more, fewer pages are written twice."""


@dataclass
class Rebuilt:
    """What was drawn again, and what was left out and why."""

    records: int = 0
    changed: int = 0
    left_out: list[str] = field(default_factory=list)
    waiting: int = 0
    """Restricted records that only somebody else can seal the facets of."""


@dataclass(frozen=True)
class _Batch:
    """Some records, the keys that signed them, and what is shown of them now."""

    records: Sequence[Kept]
    signatures: Signatures
    stored: dict[str, list[facets.Row]]
    texts: dict[str, SearchText]
    numbers: dict[tuple[str, str], int]
    """The last of each letter in their cases."""

    def drawn(self) -> list[Redrawn]:
        """All of them drawn again."""
        return redrawn(self.signatures, self.records)


def rebuild(vault: OpenVault, compartments: tuple[Compartment, ...] = tuple(Compartment)) -> Rebuilt:
    """Draw every record of these compartments again that the member may read, and note what changed."""
    done = Rebuilt()
    may = tuple(each for each in compartments if vault.compartments.admits(each))
    parts = _parts(_records(vault, may), BATCH)
    with vault.reading(Right.CHECK) as act:
        named, moved = named_among(act.session), moved_ids(vault, act.session)
    with ThreadPoolExecutor(max_workers=1) as beside:
        run = _Run(vault, parts, beside, done, named, moved)
        with vault.acting(Right.CHECK) as act:
            mend_index(act.connection)
            _clear_strays(act.connection)
            run.draw_next(act)
            act.note("facets.rebuild", records=run.write_some(act), left_out=len(done.left_out))
        while run.has_more:
            with vault.acting(Right.CHECK) as act:
                act.note("facets.rebuild", records=run.write_some(act), left_out=len(done.left_out))
    with vault.acting(Right.CHECK) as act:
        for each in may:
            if each is Compartment.RESTRICTED and done.waiting:
                continue
            upsert(act.session, FacetForm, {"compartment": each.value, "form": FORM})
        appointments, questions = redraw(act), redraw_questions(act)
        act.note(
            "facets.rebuilt",
            records=done.records,
            changed=done.changed,
            left_out=len(done.left_out),
            appointments=appointments,
            questions=questions,
        )
    return done


def _clear_strays(connection: Connection) -> None:
    """Take out what is of no record: nothing that is drawn again would take its place."""
    records = select(Record.id)
    connection.execute(delete(FacetRow).where(FacetRow.record_id.not_in(records)))
    connection.execute(delete(RecordWords).where(RecordWords.id.not_in(select(RecordText.id))))
    strays = RecordText.record_id.not_in(records)
    connection.execute(delete(RecordWords).where(RecordWords.id.in_(select(RecordText.id).where(strays))))
    connection.execute(delete(RecordText).where(strays))


def draw_in_memory(vault: OpenVault, compartments: tuple[Compartment, ...]) -> None:
    """Draw records for this member alone and until the vault is locked, where nothing may be written."""
    with vault.reading(Right.CHECK) as act:
        moved = moved_ids(vault, act.session)
    for some in _parts(_records(vault, compartments), BATCH):
        with vault.reading(Right.CHECK) as act:
            drawn = _read(vault, act.session, some, frozenset(), moved).drawn()
        for each in drawn:
            vault.unsealed.add(facets.in_clear(each.rows))


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


def _records(vault: OpenVault, may: tuple[Compartment, ...]) -> list[str]:
    mine = Record.compartment.in_([each.value for each in may])
    with vault.reading(Right.CHECK) as act:
        return list(act.session.scalars(select(Record.id).where(mine).order_by(Record.id)))


def _parts(records: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    return (records[first : first + size] for first in range(0, len(records), size))


@dataclass
class _Run:
    """Draws a batch beside while the one before is written.

    Whoever computes lets nobody else in for some milliseconds. So what takes many short calls of the store, as fetching
    rows does, is done while nothing is drawn, and writing is a few long ones.
    """

    vault: OpenVault
    parts: Iterator[Sequence[str]]
    beside: ThreadPoolExecutor
    done: Rebuilt
    named: frozenset[str]
    """The records that name a victim: not everybody's search finds them."""
    moved: frozenset[str]
    """Those that were moved out of their case: nothing is drawn of them."""
    _coming: _Batch | None = None
    _drawing: Future[list[Redrawn]] | None = None

    @property
    def has_more(self) -> bool:
        """Whether there is a batch that is not written."""
        return self._coming is not None

    def draw_next(self, act: Act) -> None:
        """Begin to draw the next batch, if there is one."""
        self._coming = self._drawing = None
        if records := next(self.parts, ()):
            self._coming = _read(self.vault, act.session, records, self.named, self.moved)
            self._drawing = self.beside.submit(self._coming.drawn)

    def write_some(self, act: Act) -> int:
        """Write as many batches as one transaction takes; how many records."""
        records = 0
        while self._coming is not None and self._drawing is not None and records < TOGETHER:
            batch, drawn = self._coming, self._drawing.result()
            _keep_numbers(act.session, batch, drawn)
            self.draw_next(act)
            _write(self.vault, act, batch, drawn, self.done)
            records += len(drawn)
        return records


def _read(
    vault: OpenVault,
    session: Session,
    records: Sequence[str],
    named: frozenset[str],
    moved: frozenset[str],
) -> _Batch:
    rows = session.scalars(select(Record).where(Record.id.in_(records)).order_by(Record.id)).all()
    # Another thread looks at them: nothing of theirs may be fetched there.
    session.expunge_all()
    newer = set(session.scalars(select(Record.replaces_id).where(Record.replaces_id.in_(records))))
    signatures = Signatures(session, vault.header)
    signatures.gather(row.key_id for row in rows)
    cases = {row.case_id for row in rows}
    last = session.execute(select(RowLetter.__table__).where(RowLetter.case_id.in_(cases)))
    return _Batch(
        [
            replace(
                _kept(vault, row, has_newer=row.id in newer, names_victim=row.id in named),
                is_moved=row.id in moved,
            )
            for row in rows
        ],
        signatures,
        _stored(session, records),
        _search_text(session, records),
        {(case, letter): number for case, letter, number in last},
    )


def _kept(vault: OpenVault, row: Record, *, has_newer: bool, names_victim: bool) -> Kept:
    try:
        return Kept(row, signed_bytes(vault, row), has_newer, names_victim=names_victim)
    except Damaged as damaged:
        return Kept(row, None, has_newer, str(damaged))
    except NotAdmitted:
        return Kept(row, None, has_newer)


def _write(vault: OpenVault, act: Act, batch: _Batch, drawn: Sequence[Redrawn], done: Rebuilt) -> None:
    changed: dict[str, list[facets.Row]] = {}
    texts: dict[str, tuple[str, SearchText | None]] = {}
    for each in drawn:
        row = each.row
        if each.fault:
            done.left_out.append(f"Record {row.id}: {each.fault}")
        if each.text != batch.texts.get(row.id):
            texts[row.id] = row.case_id, each.text
        if not vault.compartments.admits(Compartment(row.compartment), row.case_id):
            _for_now(vault, each, done)
            continue
        done.records += 1
        if same(vault, each.rows, batch.stored.get(row.id, [])):
            continue
        try:
            rows = facets.as_stored(vault, each.rows)
        except NotAdmitted:
            # A restricted case whose newest key another made: who may seal there draws them.
            done.waiting += 1
            continue
        changed[row.id] = rows
        act.note("record.facets", "record", row.id, case=row.case_id, facets=facets.digest(rows))
    facets.replace_rows(act.connection, changed)
    store_search_texts(act.connection, texts)
    done.changed += len(changed)


def _for_now(vault: OpenVault, drawn: Redrawn, done: Rebuilt) -> None:
    """Draw a restricted record from before these were sealed in memory, as long as its case has no key here."""
    done.waiting += 1
    if not is_sealed(Compartment(drawn.row.compartment), drawn.row.body):
        vault.unsealed.add(facets.in_clear(drawn.rows))


def _stored(session: Session, batch: Sequence[str]) -> dict[str, list[facets.Row]]:
    stored: dict[str, list[facets.Row]] = {}
    for row in session.execute(select(FacetRow.__table__).where(FacetRow.record_id.in_(batch))).mappings():
        stored.setdefault(row["record_id"], []).append(dict(row))
    return stored


def same(vault: OpenVault, drawn: list[facets.Row], stored: list[facets.Row]) -> bool:
    """Whether stored rows are those that were drawn: in clear, and each sealed that has to be."""
    try:
        said = {row["id"]: facets.plain(vault, row) for row in stored}
    except (Damaged, NotAdmitted, ValueError, KeyError):
        return False
    in_clear = {row["id"] for row in drawn if not facets.is_to_be_sealed(row)}
    wrong = [row for row in stored if bool(row["code"]) != (row["id"] in in_clear)]
    wanted = {row["id"]: (row["code"], row["day"], row["body"].decode()) for row in drawn}
    places = [{(row["id"], row["case_id"], row["compartment"]) for row in rows} for rows in (drawn, stored)]
    return not wrong and said == wanted and places[0] == places[1]


def _search_text(session: Session, batch: Sequence[str]) -> dict[str, SearchText]:
    """What a search finds and shows of each record."""
    shown = select(
        RecordText.record_id, RecordText.title, RecordText.body, RecordWords.folded, RecordWords.also
    ).outerjoin(RecordWords, RecordWords.id == RecordText.id)
    rows = session.execute(shown.where(RecordText.record_id.in_(batch)))
    return {record: (title, body, folded, also) for record, title, body, folded, also in rows}


def _keep_numbers(session: Session, batch: _Batch, drawn: Iterable[Redrawn]) -> None:
    """No code that a signed record bears may be given again."""
    last = dict(batch.numbers)
    for each in drawn:
        for letter, number in each.numbers:
            at = each.row.case_id, letter
            last[at] = max(last.get(at, 0), number)
    for (case_id, letter), number in last.items():
        if number != batch.numbers.get((case_id, letter)):
            upsert(session, RowLetter, {"case_id": case_id, "letter": letter, "last": number})
