"""Unlocks a vault to check it, or only to explain why it is not the one last seen."""

import json
from pathlib import Path

from app.crypto.anchors import Anchor
from app.crypto.pdf.verifying import made_at
from app.domain.fields.rights import Right
from app.errors import CannotTell, Exit, RolledBack, TakenWhileOpen
from app.services.checks.checking import CheckReport, check
from app.services.checks.ledger_check import ledger_findings
from app.services.entry.unlocking import unlock
from app.services.sharing.verifying import judge
from app.services.vault import keys
from app.services.vault.anchors import Seen
from app.services.vault.machine import Machine
from app.services.vault.open_vault import OpenVault


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
    try:
        vault = unlock(
            folder,
            *credentials,
            machine=machine,
            accept_older=accept_older,
            accept_authority=accept_authority,
        )
        try:
            return _report(check(vault, _witness(against, vault)))
        finally:
            vault.lock()
    except RolledBack as refused:
        return _explained(folder, credentials, machine, refused), Exit.NO


def _report(report: CheckReport) -> tuple[str, Exit]:
    looked = f"Looked at {report.ledger_rows} ledger rows and {report.signatures} signatures."
    if report.sealed_unread:
        looked += f" {report.sealed_unread} records are in compartments you are not admitted to and were not opened."
    if report.is_clean:
        return "\n".join([f"Nothing wrong was found. {looked}", *report.remarks]), Exit.DONE
    return "\n".join([*(finding.sentence for finding in report.findings), looked, *report.remarks]), Exit.NO


def _explained(
    folder: Path, credentials: tuple[str | None, str], machine: Machine | None, refused: RolledBack
) -> str:
    vault = unlock(folder, *credentials, machine=machine, examine=True)
    try:
        findings = [finding.sentence for finding in ledger_findings(vault)]
    finally:
        vault.close()
    accept = "If you put it back yourself, go on with `casework check VAULT --accept-older`: the ledger will say so."
    if isinstance(refused, TakenWhileOpen) or not findings:
        findings.append(str(refused))
    return "\n".join([*findings, accept])


def _witness(summary: Path | None, vault: OpenVault) -> tuple[Seen, ...]:
    """The ledger head that a summary of this vault carries."""
    if summary is None:
        return ()
    with vault.reading(Right.CHECK) as act:
        roots = keys.trusted(act.session, vault.header)
    verdict = judge(summary, roots)
    if verdict.attachment is None:
        raise CannotTell("The summary to check against is not one that this vault signed.")
    attached = json.loads(verdict.attachment)
    ledger = attached["ledger"]
    anchor = Anchor(size=ledger["size"], head="", root=ledger["head"], at=made_at(attached))
    return (Seen("the summary you gave", anchor, ledger["device"]),)
