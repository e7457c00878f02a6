"""Checks a whole vault: pages, structure, ledger, anchors, and every signature in it."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from app.crypto.anchors import Anchor
from app.crypto.ledger import EMPTY, Head, append, peaks_to_bytes, root
from app.domain.compartments import Compartment
from app.errors import Damaged, Exit, RolledBack
from app.models import checks
from app.models.tables import LedgerHead, LedgerRow, Record
from app.services import anchors
from app.services.accounting import unaccounted
from app.services.ledger_book import body
from app.services.machine import Machine
from app.services.open_vault import OpenVault
from app.services.reading import fault_of, signed_bytes
from app.services.signatures import Signatures
from app.services.unlocking import unlock

_BATCH = 1000


@dataclass(frozen=True)
class Finding:
    """Something wrong, in one sentence, and the area it is in."""

    area: str
    sentence: str


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


def check(vault: OpenVault) -> CheckReport:
    """Look at everything, and note that it was done. A broken page ends the check: what stands on it cannot be read."""
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
    ledger = list(_ledger(vault))
    signed, unread, faults = _signatures(vault)
    with vault.database.read() as session:
        records = [Finding("records", sentence) for sentence in unaccounted(session)]
    findings = (*structure, *ledger, *records, *faults)
    with vault.acting() as act:
        act.note("vault.check", findings=len(findings))
    return CheckReport(findings, vault.head.size, signed, unread)


def _ledger(vault: OpenVault) -> Iterator[Finding]:
    """Recompute every chain, and hold it against what was seen of it outside the store."""
    seen = {place: found.anchor for place, found in _known(vault).items()}
    with vault.database.read() as session:
        stored = {row.device: row for row in session.execute(select(LedgerHead)).scalars()}
        devices = set(session.execute(select(LedgerRow.device).distinct()).scalars()) | stored.keys()
        for device in sorted(devices):
            watch = seen if device == vault.header.device else _of_header(vault, device)
            rows = session.execute(
                select(LedgerRow)
                .where(LedgerRow.device == device)
                .order_by(LedgerRow.seq)
                .execution_options(yield_per=_BATCH)
            ).scalars()
            head, findings = _replay(rows, watch)
            yield from findings
            row = stored.get(device)
            if row is None or (row.size, row.head, row.peaks) != (head.size, head.head, peaks_to_bytes(head)):
                yield Finding(
                    "ledger",
                    "The ledger's rows do not lead to its head: rows were changed, added or removed.",
                )


def _of_header(vault: OpenVault, device: str) -> dict[str, Anchor]:
    anchor = vault.header.anchors.get(device)
    return {} if anchor is None else {"the vault's header": anchor}


def _known(vault: OpenVault) -> dict[str, anchors.Seen]:
    return {seen.where: seen for seen in anchors.known(vault.state, vault.header, vault.vault_key)}


def _replay(rows, watch: dict[str, Anchor]) -> tuple[Head, list[Finding]]:  # type: ignore[no-untyped-def]  # noqa: ANN001
    head, findings, met = EMPTY, [], set()
    met |= {where for where, anchor in watch.items() if anchor.size == 0}
    for row in rows:
        if row.seq != head.size:
            findings.append(Finding("ledger", f"The ledger lacks row {head.size}: rows were removed."))
            return head, findings
        try:
            head = append(head, body(vars(row)))
        except ValueError:
            findings.append(
                Finding("ledger", f"Row {head.size} of the ledger cannot be read: it was changed.")
            )
            return head, findings
        for where, anchor in watch.items():
            if anchor.size == head.size:
                met.add(where)
                if (anchor.head, anchor.root) != (head.head.hex(), root(head).hex()):
                    findings.append(Finding("anchor", _other(where, anchor)))
    findings += [
        Finding("anchor", _older(where, anchor, head.size))
        for where, anchor in watch.items()
        if where not in met
    ]
    return head, findings


def _older(where: str, anchor: Anchor, size: int) -> str:
    return (
        f"The store is older than {where} remembers: the ledger has {size} rows, but had {anchor.size} at {anchor.at}. "
        "An earlier copy has been put back, and what was recorded since is missing from it."
    )


def _other(where: str, anchor: Anchor) -> str:
    return (
        f"The ledger is not the one {where} remembers: it has other rows before row {anchor.size}, "
        f"seen at {anchor.at}. Another copy of the store has been put in its place."
    )


def _signatures(vault: OpenVault) -> tuple[int, int, list[Finding]]:
    """Check every record the member can open; count those sealed from them."""
    checked, unread, findings = 0, 0, []
    with vault.database.read() as session:
        signatures = Signatures(session, vault.header)
        for row in session.execute(select(Record).execution_options(yield_per=_BATCH)).scalars():
            if row.compartment not in set(Compartment):
                findings.append(Finding("signature", f"Record {row.id}: It is in no compartment there is."))
                continue
            if not vault.compartments.admits(Compartment(row.compartment)):
                unread += 1
                continue
            checked += 1
            try:
                fault = fault_of(signatures, row, signed_bytes(vault, row))
            except Damaged:
                fault = "Its seal does not hold."
            if fault:
                findings.append(Finding("signature", f"Record {row.id}: {fault}"))
    return checked, unread, findings


def check_folder(
    folder: Path,
    credentials: tuple[str | None, str],
    *,
    machine: Machine | None = None,
    accept_older: bool = False,
) -> tuple[str, Exit]:
    """Unlock and check a vault: what to say, and 0 for clean or 1 for anything found.

    A store that is older than it should be is opened only to explain it. Raises as `unlock` otherwise.
    """
    with suppress(RolledBack):
        vault = unlock(folder, *credentials, machine=machine, accept_older=accept_older)
        try:
            return _told(check(vault))
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
        findings = list(_ledger(vault))
    finally:
        vault.close()
    accept = "If you put it back yourself, go on with `casework check VAULT --accept-older`: the ledger will say so."
    return "\n".join([*(finding.sentence for finding in findings), accept])
