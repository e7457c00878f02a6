"""The command that opens a list of referrals: it names rows, never people, and opens whole rows or nothing."""

import os
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from app.domain.referral_list.cells import NO_DATE, NOT_OFFERED
from app.errors import Exit
from app.services.cases.cases import CaseQuery, Cases
from app.services.cases.importing import AT_ONCE
from tests import referral_lists as lists
from tests.builders import LEAD, LEAD_PASSPHRASE
from tests.cli.desk import NAME, as_lead, assert_clean, environment, unlocked
from tests.referral_lists import HEADINGS, as_csv, listed
from tests.sheets import text_xlsx

BEFORE = 3
"""Cases of the desk's vault."""


def count(desk: Path) -> int:
    with closing(unlocked(desk)) as vault:
        return Cases(vault).page(CaseQuery()).total


@pytest.fixture
def rows() -> list[list[str]]:
    """Forty rows, of which five are bad, each otherwise."""
    made = listed(40)
    for at, (column, cell) in enumerate(
        [
            (lists.BORN, "31/02/1990"),
            (lists.RECEIVED, "24/12/2199"),
            (lists.FAMILY, ""),
            (lists.AGENCY, "zanderwort"),
            (lists.NHS, "999 000 0001"),
        ]
    ):
        made[7 * at + 3][column] = cell
    return made


BAD = (5, 12, 19, 26, 33)


def _file(desk: Path, rows: list[list[str]]) -> Path:
    path = desk / "list.csv"
    path.write_bytes(as_csv(rows))
    return path


def test_of_forty_rows_five_are_named_and_nothing_is_opened(desk: Path, rows: list[list[str]]) -> None:
    file = _file(desk, rows)
    for asked in ((), ("--preview",)):
        ended = as_lead("import-referrals", desk / "team.vault", file, *asked)
        assert (ended.code, ended.err) == (Exit.NO, "")
        assert "Rows: 40; good: 35; bad: 5; may be here already: 0" in ended.out
        assert [line for line in ended.out.splitlines() if line.startswith("Row ")] == [
            f"Row 5, DOB: {NO_DATE}",
            "Row 12, Received: It lies in the future: it can be today at the latest.",
            "Row 19, Surname: Not answered: no case is opened without it.",
            f"Row 26, Agency: {NOT_OFFERED}",
            "Row 33, NHS no: That NHS number fails its check digit: a digit is mistyped.",
        ]
    assert count(desk) == BEFORE
    file.unlink()


def test_the_good_rows_alone_are_thirty_five_whole_cases(desk: Path, rows: list[list[str]]) -> None:
    file = _file(desk, rows)
    ended = as_lead("import-referrals", desk / "team.vault", file, "--good-rows")
    assert (ended.code, ended.err) == (Exit.DONE, "")
    assert ended.out.endswith("opened: 35 of 35.\n")
    assert count(desk) == BEFORE + 35
    assert_clean(desk / "team.vault")
    again = as_lead("import-referrals", desk / "team.vault", file, "--preview")
    assert "There is already a case of that reference." in again.out
    assert "good: 0; bad: 40" in again.out
    file.unlink()


def test_who_may_be_here_is_told_by_case_and_opened_as_is_said(desk: Path) -> None:
    row = listed(1)[0]
    row[lists.FAMILY], row[lists.GIVEN] = NAME, "Colm"
    file = _file(desk, [row, *listed(1, first=2)])
    try:
        typed = ("import-referrals", desk / "team.vault", file)
        told = as_lead(*typed)
        assert told.code == Exit.NO
        assert "Row 2 may be of somebody who is here: same name (NM-000" in told.out
        refused = as_lead(*typed, "--further", "3")
        assert (refused.code, refused.out) == (Exit.NOT_ACCEPTABLE, "")
        several = as_lead(*typed, "--further", "2")
        assert several.code == Exit.NOT_ACCEPTABLE
        assert "several people" in several.err
        done = as_lead(*typed, "--another", "2")
        assert (done.code, done.err) == (Exit.DONE, "")
        assert count(desk) == BEFORE + 2
    finally:
        file.unlink()


def test_a_map_says_what_the_columns_of_a_workbook_mean(desk: Path) -> None:
    file, said = desk / "list.xlsx", desk / "map.toml"
    headings = ["A1", "B1", *HEADINGS[2:]]
    file.write_bytes(text_xlsx([headings, *listed(2)]))
    typed = ("import-referrals", desk / "team.vault", file)
    refused = as_lead(*typed)
    assert refused.code == Exit.NOT_ACCEPTABLE
    assert "Still missing: Family name, Case reference." in refused.err
    said.write_text('[columns]\nfamily_name = "B1"\n[same]\nreference = "NM-0900"\n', "utf-8")
    done = as_lead(*typed, "--map", said)
    assert (done.code, done.err) == (Exit.DONE, "")
    assert "Not read: A1" in done.out
    with closing(unlocked(desk)) as vault:
        assert Cases(vault).find("NM-0901")


@pytest.mark.parametrize(
    "data", [b"", b"\x89PNG\r\n\0", b"zander,wort\n1,2\n", b"PK\x03\x04", b'a\n"b', None]
)
def test_a_file_that_is_no_list_is_one_sentence(desk: Path, data: bytes | None) -> None:
    file = desk / "list.csv"
    if data is not None:
        file.write_bytes(data)
    ended = as_lead("import-referrals", desk / "team.vault", file)
    assert ended.code == (Exit.STORAGE if data is None else Exit.NOT_ACCEPTABLE)
    assert ended.out == ""


def test_five_thousand_bad_rows_are_one_page(desk: Path) -> None:
    rows = listed(5000)
    for number, row in enumerate(rows):
        row[lists.BORN] = "zanderwort" if number % 2 else "31/02/1990"
    file = _file(desk, rows)
    ended = as_lead("import-referrals", desk / "team.vault", file, "--good-rows")
    file.unlink()
    assert ended.code == Exit.DONE
    assert len(ended.out.splitlines()) < 10
    assert len(ended.out) < 2_000
    assert "bad: 5,000" in ended.out
    assert ended.out.endswith("Nothing was opened: there is no row that could be.\n")
    assert count(desk) == BEFORE


@pytest.mark.slow
@pytest.mark.parametrize(
    ("sent", "code"), [(signal.SIGKILL, -signal.SIGKILL), (signal.SIGINT, int(Exit.STOPPED))]
)
def test_ended_in_the_middle_it_leaves_whole_parts(desk: Path, sent: signal.Signals, code: int) -> None:
    file = _file(desk, listed(3 * AT_ONCE))
    arguments = (desk / "team.vault", file, "--as", LEAD.login, "--passphrase-stdin")
    with subprocess.Popen(
        [sys.executable, "-m", "app", "import-referrals", *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment() | {"CASEWORK_HOME": os.environ["CASEWORK_HOME"]},
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(f"{LEAD_PASSPHRASE}\n")
        process.stdin.close()
        told = next(line for line in process.stdout if "opened:" in line)
        process.send_signal(sent)
        more = [line for line in process.stdout if "opened:" in line]
    assert process.returncode == code
    assert told == f"Rows 2 to {AT_ONCE + 1} opened: {AT_ONCE} of {3 * AT_ONCE:,}.\n"
    opened = count(desk) - BEFORE
    # What was told is there; a part that was in the store and not told yet may be, and never a piece of one.
    assert opened % AT_ONCE == 0
    assert opened // AT_ONCE - (1 + len(more)) in {0, 1}
    assert_clean(desk / "team.vault")
    again = as_lead("import-referrals", desk / "team.vault", file, "--good-rows")
    file.unlink()
    assert again.code == Exit.DONE
    assert f"bad: {opened:,}" in again.out or f"bad: {opened}" in again.out
    assert count(desk) - BEFORE == 3 * AT_ONCE
