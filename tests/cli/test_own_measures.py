"""`casework measures`, and `casework score` by a vault and by a file: what they print, keep and refuse."""

from pathlib import Path

import pytest

from app.errors import Exit
from tests.builders import COLLEAGUE, COLLEAGUE_PASSPHRASE, LEAD, LEAD_PASSPHRASE
from tests.cli.desk import Ended, as_lead, assert_clean, casework
from tests.measure_file import NAME, TEXT, WORDED, written

ANSWERS = ("3", "0", "1")


def _vault(desk: Path) -> Path:
    return desk / "team.vault"


def _score(desk: Path, *words: str) -> Ended:
    vault = ("--vault", str(_vault(desk)), "--as", LEAD.login, "--passphrase-stdin")
    return casework("score", *words, *vault, stdin=f"{LEAD_PASSPHRASE}\n")


def test_it_is_added_listed_scored_and_withdrawn(desk: Path, tmp_path: Path) -> None:
    file = written(tmp_path)
    added = as_lead("measures", _vault(desk), "--add", file, "--licence", "Written here")
    assert (added.code, added.out, added.err) == (Exit.DONE, "Added: site-invented@1\n", "")
    assert as_lead("measures", _vault(desk)).out == "site-invented@1   Invented scale. Written here\n"
    told = _score(desk, "site-invented", *ANSWERS)
    assert told.code == Exit.DONE
    assert told.out.splitlines()[:3] == [
        "Invented scale, version 1",
        "Item 1: as much as can be.",
        "Total: 30 (0 to 30), high (Invented)",
    ]
    assert "site-invented@1" in _score(desk, "--list").out
    # The same by its file alone, and nothing of it without file or vault.
    assert casework("score", str(file), *ANSWERS).out == told.out
    assert casework("score", "site-invented", *ANSWERS).code == Exit.CANNOT_TELL
    gone = as_lead("measures", _vault(desk), "--withdraw", "site-invented@1")
    assert (gone.code, gone.out) == (Exit.DONE, "Withdrawn: site-invented@1\n")
    assert "(withdrawn on " in as_lead("measures", _vault(desk)).out
    assert _score(desk, "site-invented@1", *ANSWERS).out == told.out
    assert as_lead("measures", _vault(desk), "--withdraw", "site-else@1").code == Exit.CANNOT_TELL
    assert_clean(_vault(desk))


def test_a_file_with_faults_changes_nothing_and_each_is_said_with_its_line(
    desk: Path, tmp_path: Path
) -> None:
    file = written(tmp_path, TEXT.replace("from = 6", "from = 5").replace('edition = "', 'printed = "'))
    refused = as_lead("measures", _vault(desk), "--add", file, "--licence", "Written here")
    assert refused.code == Exit.NOT_ACCEPTABLE
    assert refused.out.splitlines() == [
        f"{NAME}, line 1: edition is missing.",
        f"{NAME}, line 6: printed is not a key of a measure file.",
        f"{NAME}, line 79: Bands of total overlap at 5.",
    ]
    scored = casework("score", str(file), *ANSWERS)
    assert (scored.code, scored.out) == (Exit.NOT_ACCEPTABLE, "")
    assert (
        scored.err.strip()
        == f"{NAME}, line 1: edition is missing. And 2 more: `casework score --check` says all."
    )
    assert as_lead("measures", _vault(desk), "--add", tmp_path / "none@1.toml").code == Exit.STORAGE
    no_word = as_lead("measures", _vault(desk), "--add", written(tmp_path))
    assert "By what licence it is used here" in no_word.err
    assert as_lead("measures", _vault(desk)).out == ""


def test_only_the_lead_adds_one(desk: Path, tmp_path: Path) -> None:
    typed = ("--add", written(tmp_path), "--licence", "Mine", "--as", COLLEAGUE.login, "--passphrase-stdin")
    refused = casework("measures", _vault(desk), *typed, stdin=f"{COLLEAGUE_PASSPHRASE}\n")
    assert (refused.code, refused.out) == (Exit.NOT_PERMITTED, "")
    assert as_lead("measures", _vault(desk)).out == ""


@pytest.mark.parametrize(
    "words", [("--licence", "Ours"), ("--add", "a.toml", "--withdraw", "site-a@1")], ids=["licence", "both"]
)
def test_what_does_not_go_together_ends_with_two(desk: Path, words: tuple[str, ...]) -> None:
    assert as_lead("measures", _vault(desk), *words).code == Exit.CANNOT_TELL
    assert casework("score", "phq-9", "1", "--as", "rowan").code == Exit.CANNOT_TELL


def test_its_blank_form_is_written_where_its_own_licence_ships_the_wording(tmp_path: Path) -> None:
    out = tmp_path / "form.pdf"
    assert casework("score", str(written(tmp_path)), "--form", str(out)).code == Exit.NOT_ACCEPTABLE
    assert not out.exists()
    assert casework("score", str(written(tmp_path, WORDED)), "--form", str(out)).code == Exit.DONE
    assert out.read_bytes().startswith(b"%PDF-")
