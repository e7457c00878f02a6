"""Checks a whole vault: pages, structure, ledger, anchors, and every signature in it."""

import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select

from app.crypto.anchors import Anchor
from app.domain.compartments import Compartment
from app.domain.content import search_text
from app.domain.kinds import kind
from app.domain.record import sheet_from_plain
from app.errors import CannotTell, Damaged, Exit, RolledBack
from app.models import checks
from app.models.tables import LedgerRow, Record, RecordText
from app.services import enrolment
from app.services.accounting import unaccounted
from app.services.anchors import Seen
from app.services.ledger_check import Finding, ledger_findings
from app.services.machine import Machine
from app.services.open_vault import OpenVault
from app.services.reading import fault_of, signed_bytes
from app.services.signatures import Signatures
from app.services.unlocking import unlock
from app.services.verifying import judge

_BATCH = 1000


@dataclass(frozen=True)
class CheckReport:
    """What was looked at and what was found."""

    findings: tuple[Finding, ...]
    ledger_rows: int
    signatures: int
    sealed_unread: int

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
        rows = session.scalar(select(func.count()).select_from(LedgerRow)) or 0
    findings = (*structure, *ledger, *records, *faults)
    with vault.acting() as act:
        act.note("vault.check", findings=len(findings))
    return CheckReport(findings, rows, signed, unread)


def _signatures(vault: OpenVault) -> tuple[int, int, list[Finding]]:
    """Check every record the member can open; count those sealed from them."""
    checked, unread, findings = 0, 0, []
    with vault.database.read() as session:
        signatures = Signatures(session, vault.header)
        shown = select(Record, RecordText).outerjoin(RecordText, RecordText.record_id == Record.id)
        for row, text in session.execute(shown.execution_options(yield_per=_BATCH)):
            if row.compartment not in set(Compartment):
                findings.append(Finding("signature", f"Record {row.id}: It is in no compartment there is."))
                continue
            if not vault.compartments.admits(Compartment(row.compartment)):
                unread += 1
                continue
            checked += 1
            try:
                body = signed_bytes(vault, row)
                fault = fault_of(signatures, row, body) or _misquoted(row, body, text)
            except Damaged:
                fault = "Its seal does not hold."
            if fault:
                findings.append(Finding("signature", f"Record {row.id}: {fault}"))
    return checked, unread, findings


def _misquoted(row: Record, body: bytes, text: RecordText | None) -> str:
    """Say if a search would show words that were not signed; older versions of a kind were indexed otherwise."""
    made, plain = kind(row.kind), json.loads(body)
    if text is None or plain["kind_version"] != made.version:
        return ""
    signed = (row.title, search_text(sheet_from_plain(made, plain).content))
    return "" if (text.title, text.body) == signed else "What a search shows of it is not what was signed."


def check_folder(
    folder: Path,
    credentials: tuple[str | None, str],
    *,
    machine: Machine | None = None,
    accept_older: bool = False,
    accept_authority: bool = False,
    against: Path | None = None,
) -> tuple[str, Exit]:
    """Unlock and check a vault: what to say, and 0 for clean or 1 for anything found.

    `against` is a summary this vault sent once: on a machine that never saw the vault, it is what an older copy put
    back is found by. A store that is older than it should be is opened only to explain it. Raises CannotTell for a
    summary that is not one, and as `unlock` otherwise.
    """
    with suppress(RolledBack):
        vault = unlock(
            folder,
            *credentials,
            machine=machine,
            accept_older=accept_older,
            accept_authority=accept_authority,
        )
        try:
            return _told(check(vault, _witness(against, vault)))
        finally:
            vault.lock()
    return _explained(folder, credentials, machine), Exit.NO


def _told(report: CheckReport) -> tuple[str, Exit]:
    looked = f"Looked at {report.ledger_rows} ledger rows and {report.signatures} signatures."
    if report.sealed_unread:
        looked += f" {report.sealed_unread} records are in compartments you are not admitted to and were not opened."
    if report.is_clean:
        return f"Nothing wrong was found. {looked}", Exit.DONE
    return "\n".join([*(finding.sentence for finding in report.findings), looked]), Exit.NO


def _explained(folder: Path, credentials: tuple[str | None, str], machine: Machine | None) -> str:
    vault = unlock(folder, *credentials, machine=machine, examine=True)
    try:
        findings = list(ledger_findings(vault))
    finally:
        vault.close()
    accept = "If you put it back yourself, go on with `casework check VAULT --accept-older`: the ledger will say so."
    return "\n".join([*(finding.sentence for finding in findings), accept])


def _witness(summary: Path | None, vault: OpenVault) -> tuple[Seen, ...]:
    """The ledger head that a summary of this vault carries."""
    if summary is None:
        return ()
    with vault.database.read() as session:
        roots = enrolment.trusted(session, vault.header)
    verdict = judge(summary, roots)
    if verdict.attachment is None:
        raise CannotTell("The summary to check against is not one that this vault signed.")
    told = json.loads(verdict.attachment)
    ledger = told["ledger"]
    anchor = Anchor(size=ledger["size"], head="", root=ledger["head"], at=told["created"])
    return (Seen("the summary you gave", anchor, ledger["device"]),)
