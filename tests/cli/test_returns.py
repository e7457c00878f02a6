"""`casework returns` and `casework training`: what they print, write and refuse."""

import csv
import re
from pathlib import Path

from app.errors import Exit
from tests.builders import COLLEAGUE, COLLEAGUE_PASSPHRASE
from tests.cli.desk import as_lead, assert_clean, casework

GIVEN = ("--on", "10-Nov-2026", "--subject", "Stalking", "--to", "police")


def _vault(desk: Path) -> Path:
    return desk / "team.vault"


def test_a_quarter_is_printed_and_written_once(desk: Path, tmp_path: Path) -> None:
    file = tmp_path / "returns.csv"
    ended = as_lead("returns", _vault(desk), "--quarter", "2026-Q4", "--csv", file)
    assert (ended.code, ended.err) == (Exit.DONE, "")
    told = ended.out.splitlines()
    assert told[0].startswith("Returns 2026-Q4, 01-Oct-2026 to 31-Dec-2026, made ")
    assert "Not counted: cases that its maker is not admitted to." in told
    assert "Referrals by source" in told
    # There are three cases here: nothing of so few is told.
    assert told[told.index("Sex") + 1] == "  Of people with a case open in the quarter: hidden"
    assert not re.search(r"  [1-9]$", ended.out, re.MULTILINE)
    table = list(csv.DictReader(file.read_text("utf-8").splitlines()))
    assert {row["count"] for row in table if row["figure"] == "sex"} == {"hidden"}
    again = as_lead("returns", _vault(desk), "--quarter", "2026-Q4", "--csv", file)
    assert again.code == Exit.STORAGE
    assert_clean(_vault(desk))


def test_what_is_no_quarter_and_who_is_no_lead_are_refused(desk: Path) -> None:
    assert as_lead("returns", _vault(desk), "--quarter", "Q4").code == Exit.NOT_ACCEPTABLE
    typed = ("returns", _vault(desk), "--quarter", "2026-Q4", "--as", COLLEAGUE.login, "--passphrase-stdin")
    ended = casework(*typed, stdin=f"{COLLEAGUE_PASSPHRASE}\n")
    assert (ended.code, ended.out) == (Exit.NOT_PERMITTED, "")


def test_training_is_counted_and_stated_anew(desk: Path) -> None:
    vault = _vault(desk)
    stated = as_lead("training", vault, *GIVEN, "--heads", "14", "--hours", "3")
    assert stated.code == Exit.DONE
    given = stated.out.split()[-1]
    told = as_lead("returns", vault, "--quarter", "2026-Q4").out.splitlines()
    assert told[told.index("People trained") + 1].endswith(": 14")
    anew = as_lead("training", vault, *GIVEN, "--heads", "25", "--hours", "3", "--instead", given)
    assert anew.code == Exit.DONE
    told = as_lead("returns", vault, "--quarter", "2026-Q4").out.splitlines()
    assert told[told.index("People trained") + 1].endswith(": 25")
    unknown = as_lead("training", vault, *GIVEN, "--heads", "1", "--hours", "3", "--instead", "nothing")
    assert unknown.code == Exit.NOT_ACCEPTABLE
    assert as_lead("training", vault, *GIVEN, "--heads", "1", "--hours", "many").code == Exit.NOT_ACCEPTABLE
    assert_clean(vault)
