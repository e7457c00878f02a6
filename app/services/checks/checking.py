"""Checks a whole vault: pages, structure, ledger, anchors, and every signature in it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.crypto.header import MAX_BYTES, encode
from app.domain.fields.compartments import Compartment
from app.domain.fields.content import search_text
from app.domain.fields.rights import Right
from app.domain.records.versions import Reading
from app.domain.records.written import Written
from app.domain.values.search_words import indexed
from app.errors import Damaged
from app.file_owner import difference
from app.models import checks
from app.models.tables import FacetRow, LedgerRow, Record, RecordText, RecordWords
from app.services.checks import rebuilding
from app.services.checks.capture_check import capture_faults
from app.services.checks.diary_check import misplaced
from app.services.checks.draft_check import draft_faults
from app.services.checks.file_check import file_fault, stray_files
from app.services.checks.filed_names import misfiled
from app.services.checks.ledger_check import Finding, ledger_findings
from app.services.checks.question_check import question_faults
from app.services.checks.staff_check import misnamed, unnoted
from app.services.facts.forks import fork_remarks
from app.services.facts.verifying import fact_faults
from app.services.facts.vouching import adoption_remarks
from app.services.records.accounting import unaccounted
from app.services.records.facets import NO_ROWS, digest, drawn_rows
from app.services.records.moved import moved_ids
from app.services.records.named import named_among, with_mark
from app.services.records.signed import judged, signed_bytes
from app.services.vault.anchors import Seen
from app.services.vault.compartment_keys import is_sealed
from app.services.vault.compartment_public import planted
from app.services.vault.device_chain import BEGIN, TAKEN_OPEN, shown
from app.services.vault.open_vault import HEADER, LOCK, READ_ONLY, OpenVault
from app.services.vault.signatures import Signatures
from app.services.vault.slots import misstated

_BATCH = 1000
_INDEX_UNREAD = "The search index was not held against the records: that takes writing."
_TAKEN_OPEN = (
    "A copy taken while the vault was open since {} was accepted: what was recorded since may be missing."
)
_NEARLY_FULL = MAX_BYTES * 95 // 100
_FULL = "The vault's header is full, or nearly: what was last seen of the ledger may not find room in it any more."


@dataclass(frozen=True)
class CheckReport:
    """What was looked at and what was found."""

    findings: tuple[Finding, ...]
    ledger_rows: int
    signatures: int
    sealed_unread: int
    remarks: tuple[str, ...] = ()
    """What should be known, and is nothing wrong with what was recorded."""

    @property
    def is_clean(self) -> bool:
        """Whether nothing is wrong."""
        return not self.findings


def check(vault: OpenVault, witnesses: tuple[Seen, ...] = ()) -> CheckReport:
    """Look at everything, and note that it was done. A broken page ends the check: what stands on it cannot be read.

    `witnesses` are anchors from elsewhere, such as a summary that was sent.
    """
    pages = [
        Finding("pages", f"The store is damaged: {words}.") for words in checks.broken_pages(vault.database)
    ]
    if pages:
        return CheckReport(tuple(pages), 0, 0, 0)
    structure = [
        Finding("structure", f"The store is altered: {words}.")
        for words in checks.broken_structure(vault.database)
    ]
    if checks.broken_index(vault.database):
        structure.append(
            Finding("search", "The search index disagrees with the records: searches may miss some.")
        )
    ledger = list(ledger_findings(vault, witnesses))
    signed, unread, faults = _signatures(vault)
    with vault.database.read() as session:
        records = [Finding("records", sentence) for sentence in unaccounted(session)]
        records += [Finding("records", sentence) for sentence in capture_faults(session)]
        records += [Finding("records", sentence) for sentence in draft_faults(session, vault.header)]
        records += [Finding("documents", sentence) for sentence in stray_files(session)]
        records += [Finding("names", sentence) for sentence in misfiled(session)]
        staff = [Finding("staff", sentence) for sentence in misnamed(session, vault.header)]
        staff += [Finding("staff", sentence) for sentence in planted(session, vault.header)]
        facts = [Finding("facts", sentence) for sentence in fact_faults(vault, session)]
        facts += [Finding("facts", sentence) for sentence in misplaced(session)]
        facts += [Finding("facts", sentence) for sentence in question_faults(vault, session)]
        staff += [Finding("staff", sentence) for sentence in unnoted(session, vault.header)]
        staff += [Finding("slots", sentence) for sentence in misstated(session, vault.header)]
        rows = session.scalar(select(func.count()).select_from(LedgerRow)) or 0
    findings = (*structure, *ledger, *records, *staff, *facts, *faults)
    with vault.acting(Right.CHECK) as act:
        act.note("vault.check", findings=len(findings))
    return CheckReport(findings, rows, signed, unread, tuple(_remarks(vault)))


def _remarks(vault: OpenVault) -> Iterator[str]:
    if vault.read_only:
        yield READ_ONLY
    if vault.database.immutable:
        yield _INDEX_UNREAD
    store = vault.header.store
    names = (HEADER, store, f"{store}-wal", LOCK)
    if unlike := difference(vault.folder / name for name in names):
        yield unlike
    taken = select(LedgerRow.detail).where(LedgerRow.action == BEGIN, LedgerRow.detail.contains(TAKEN_OPEN))
    with vault.database.read() as session:
        for detail in session.scalars(taken):
            yield _TAKEN_OPEN.format(shown(json.loads(detail)["since"]))
    with vault.database.read() as session:
        yield from adoption_remarks(vault, session)
        yield from fork_remarks(session)
    if len(encode(vault.header)) > _NEARLY_FULL:
        yield _FULL


def _signatures(vault: OpenVault) -> tuple[int, int, list[Finding]]:
    """Check every record the member can open; count those sealed from them."""
    checked, unread, findings = 0, 0, []
    stale = rebuilding.outdated(vault) if vault.read_only else ()
    with vault.database.read() as session:
        drawn = Drawn.of(vault, session, stale)
        signatures = Signatures(session, vault.header)
        shown = (
            select(Record, RecordText, RecordWords)
            .outerjoin(RecordText, RecordText.record_id == Record.id)
            .outerjoin(RecordWords, RecordWords.id == RecordText.id)
        )
        for row, text, words in session.execute(shown.execution_options(yield_per=_BATCH)):
            if named := drawn.not_as_noted(row.id):
                findings.append(Finding("facets", f"Record {row.id}: {named}"))
            if row.compartment not in set(Compartment):
                findings.append(Finding("signature", f"Record {row.id}: It is in no compartment there is."))
                continue
            try:
                if not vault.compartments.opens(Compartment(row.compartment), row.body, row.case_id):
                    unread += 1
                    continue
                checked += 1
                body = signed_bytes(vault, row)
                fault, found = judged(signatures, row, body)
                read = found if isinstance(found, Reading) else None
                fault = fault or drawn.not_as_signed(vault, row, read, _grade(signatures, row))
                fault = fault or drawn.misquoted(row, read, text)
                fault = fault or (file_fault(vault, session, row, read) if read else "")
            except Damaged:
                fault = "Its seal does not hold."
            if fault:
                findings.append(Finding("signature", f"Record {row.id}: {fault}"))
            if fault := _misindexed(row, text, words, names_victim=row.id in drawn.named):
                findings.append(Finding("search", f"Record {row.id}: {fault}"))
    return checked, unread, findings


@dataclass(frozen=True)
class Drawn:
    """What the store holds of records besides the records: digests of their facets, and what was noted of these."""

    session: Session
    digests: dict[str, str]
    noted: dict[str, str]
    replaced: frozenset[str]
    named: frozenset[str] = frozenset()
    """The records that name a victim."""
    moved: frozenset[str] = frozenset()
    """The records that were moved out of their case: nothing is drawn of them."""
    outdated: tuple[Compartment, ...] = ()
    """Whose facets another form of the kinds drew, or none: on a medium that takes no writing they stay so."""

    @classmethod
    def of(cls, vault: OpenVault, session: Session, outdated: tuple[Compartment, ...]) -> "Drawn":
        """All there is, of which no more is kept than digests."""
        stored = select(FacetRow.__table__).order_by(FacetRow.record_id)
        rows = session.execute(stored.execution_options(yield_per=_BATCH)).mappings()
        by_record = groupby(map(dict, rows), key=itemgetter("record_id"))
        digests = {record: digest(each) for record, each in by_record}
        replaced = session.scalars(select(Record.replaces_id).where(Record.replaces_id.is_not(None)))
        return cls(
            session,
            digests,
            rebuilding.noted(session),
            frozenset(each for each in replaced if each),
            named_among(session),
            moved_ids(vault, session),
            outdated,
        )

    def not_as_noted(self, record_id: str) -> str:
        """Say if the facets of a record are not those that the ledger noted; no key is needed to see it."""
        stored, noted = self.digests.get(record_id, NO_ROWS), self.noted.get(record_id, "") or NO_ROWS
        if stored == noted:
            return ""
        return "What lists show of it was changed. `casework rebuild` draws it again from what was signed."

    def not_as_signed(self, vault: OpenVault, row: Record, read: Reading | None, grade: str) -> str:
        """Say if a list would show what was not signed, by who was certified with that grade."""
        compartment = Compartment(row.compartment)
        if compartment in self.outdated or not vault.compartments.admits(compartment, row.case_id):
            return ""
        is_drawn = read is not None and row.id not in self.moved
        rows = drawn_rows(read.kind, Written(read.heading, read.content), grade) if read and is_drawn else []
        if Compartment(row.compartment).is_sealed:
            # Sealed anew they are other bytes: what was drawn is compared in clear.
            stored = select(FacetRow.__table__).where(FacetRow.record_id == row.id)
            same = rebuilding.same(
                vault, rows, [dict(each) for each in self.session.execute(stored).mappings()]
            )
        else:
            same = digest(rows) == self.digests.get(row.id, NO_ROWS)
        return (
            "" if same else "What lists show of it is not what was signed. `casework rebuild` draws it again."
        )

    def misquoted(self, row: Record, read: Reading | None, text: RecordText | None) -> str:
        """Say if a search would show what was not signed."""
        if is_sealed(Compartment(row.compartment), row.body):
            return "" if text is None else "A search shows text of a sealed record."
        searched = search_text(read.content) if read and row.id not in self.replaced | self.moved else ""
        shown = (text.title, text.body) if text else (row.title, "")
        return "" if shown == (row.title, searched) else "What a search shows of it is not what was signed."


def _grade(signatures: Signatures, row: Record) -> str:
    return signatures.grade(row.key_id, row.author_id, row.signed_at)


def _misindexed(
    row: Record, text: RecordText | None, words: RecordWords | None, *, names_victim: bool
) -> str:
    """Say if a search would not find the record by the words that it shows, or show a victim's name to everybody."""
    if text is None:
        return ""
    found = (words.folded, words.also) if words else None
    folded, also = indexed(text.title, text.body)
    if found == (folded, with_mark(also, row.author_id) if names_victim else also):
        return ""
    if names_victim and found == (folded, also):
        return "It names a victim, and a search finds it for everybody. `casework rebuild` mends it."
    return "A search does not find it by what it says."
