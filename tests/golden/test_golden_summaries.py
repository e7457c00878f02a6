"""The summary that the first release signed: it verifies for ever, and says what it said."""

import json
from pathlib import Path

from app.crypto.pdf.verdict import State
from app.errors import Exit
from app.services.entry.check_folder import check_folder
from app.services.sharing.verifying import examine, judge, roots_in
from tests.released import FIRST, VAULTS, released

FILE, AUTHORITY = VAULTS / FIRST / "summary.pdf", VAULTS / FIRST / "site-ca.pem"


def test_it_is_genuine_and_its_facts_are_read() -> None:
    verdict = judge(FILE, roots_in(AUTHORITY))
    assert verdict.state is State.GENUINE
    told = json.loads(verdict.attachment or b"")
    assert (told["reference"], told["person"]["name"]) == ("NM-0198", "DUNSCOMBE, Callum Peter")
    assert told["ledger"]["size"] == 157
    facts = dict(examine(FILE, authority=AUTHORITY).facts)
    assert facts["Signed by"] == "Dr Rowan Ellery"
    assert facts["Signed at, by the signer's clock"] == "26-Nov-2026 19:01 UTC"


def test_its_ledger_head_is_a_witness_of_its_vault(tmp_path: Path) -> None:
    """The vault that made it still holds what it saw."""
    old = released(tmp_path / "old")
    told, code = check_folder(
        old.folder, ("rowan", old.passphrase()), machine=old.machine, against=old.place / "summary.pdf"
    )
    assert (code, "Nothing wrong was found." in told) == (Exit.DONE, True)
