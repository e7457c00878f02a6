"""A process killed at any moment loses nothing it acknowledged, and leaves a vault that opens and checks clean."""

import shutil
import signal
import time
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Final

import pytest

from app.services.cases.series import Series
from app.services.checks.checking import check
from app.services.records.drafts import Drafts
from app.services.records.records import Records
from app.services.vault.backups import restore
from app.services.vault.machine import Machine
from app.services.vault.open_vault import OpenVault
from tests.attacks.ground import raw_sql, says, signed, start_worker, words
from tests.builders import add_case, make_vault, open_as_lead
from tests.released import FIRST_SIGNATURES, Released, released

FEW: Final = 3
MANY: Final = pytest.param(50, marks=[pytest.mark.slow, pytest.mark.timeout(3600)])
STRIDE: Final = 1000
"""How far apart the numbers of two workers' notes are."""


def kill_at_random(chance: Random, *job: object) -> list[list[str]]:
    """Let a worker begin, kill it some acknowledgements and a few milliseconds later, and give what it acknowledged."""
    process = start_worker(*map(str, job))
    with process:
        assert process.stdout is not None
        assert process.stderr is not None
        lines = [process.stdout.readline() for _ in range(1 + chance.randrange(5))]
        time.sleep(chance.random() * 0.03)
        process.send_signal(signal.SIGKILL)
        lines += process.stdout.readlines()
        said = process.stderr.read()
    assert process.returncode == -signal.SIGKILL, said
    assert lines[0] == "ready\n", said
    return [line.split() for line in lines[1:] if line.endswith("\n")]


@pytest.fixture
def here(tmp_path: Path) -> Machine:
    """A machine with the true clock: the worker has no other."""
    return Machine(state=tmp_path / "state")


@pytest.fixture
def place(tmp_path: Path, here: Machine) -> Path:
    """A vault founded on that machine."""
    make_vault(tmp_path / "team.vault", here)
    return tmp_path / "team.vault"


def case_in(place: Path, here: Machine) -> str:
    """Add a case and lock the vault."""
    vault = open_as_lead(place, here)
    case_id = add_case(vault)
    vault.lock()
    return case_id


def reopened(place: Path, here: Machine) -> OpenVault:
    """The vault after a kill: it opens, and nothing is wrong with it."""
    vault = open_as_lead(place, here)
    assert check(vault).findings == ()
    return vault


@pytest.mark.parametrize("kills", [FEW, MANY])
def test_a_kill_while_typing_loses_no_acknowledged_word(place: Path, here: Machine, kills: int) -> None:
    chance, case_id, there = Random(kills), case_in(place, here), None
    for start in range(0, kills * STRIDE, STRIDE):
        acknowledged = kill_at_random(chance, "drafts", place, here.state, case_id, start)
        kept = int(acknowledged[-1][1]) if acknowledged else there
        vault = reopened(place, here)
        (draft,) = Drafts(vault).mine(case_id)
        # A save may have been made durable in the moment before it could be acknowledged.
        following = int(acknowledged[-1][1]) + 1 if acknowledged else start
        there = next((n for n in (following, kept) if n is not None and says(draft.sheet, n)), None)
        assert there is not None or (kept is None and draft.revision == 1)
        vault.lock()


@pytest.mark.parametrize("kills", [FEW, MANY])
def test_a_kill_while_typing_a_series_loses_no_acknowledged_row(
    place: Path, here: Machine, kills: int
) -> None:
    chance, case_id, acknowledged = Random(kills), case_in(place, here), dict[str, int]()
    for start in range(0, kills * STRIDE, STRIDE):
        now = kill_at_random(chance, "series", place, here.state, case_id, start)
        acknowledged |= {row: int(number) for row, number in now}
        # One more may have been made durable in the moment before it could be acknowledged.
        following = int(now[-1][1]) + 1 if now else start
        vault = reopened(place, here)
        rows = {each.id: each.sheet for each in Series(vault).page(case_id).rows}
        assert len(rows.keys() - acknowledged.keys()) <= 1
        for row, number in acknowledged.items():
            if not says(rows[row], number):
                assert says(rows[row], following)
                acknowledged[row] = following
        acknowledged |= dict.fromkeys(rows.keys() - acknowledged.keys(), following)
        assert all(says(rows[row], number) for row, number in acknowledged.items())
        vault.lock()


@pytest.mark.parametrize("kills", [FEW, MANY])
def test_a_kill_while_signing_loses_no_acknowledged_record(place: Path, here: Machine, kills: int) -> None:
    chance, case_id = Random(kills), case_in(place, here)
    acknowledged: dict[str, int] = {}
    for start in range(0, kills * STRIDE, STRIDE):
        now = kill_at_random(chance, "signing", place, here.state, case_id, start)
        acknowledged |= {record: int(number) for record, number in now}
        vault = reopened(place, here)
        for record, number in now:
            shown = Records(vault).read(record)
            assert (shown.fault, says(shown.sheet, int(number))) == ("", True)
        # A draft that was being signed is there as a draft or as a record, never as both and never as neither.
        drafts = Drafts(vault).mine(case_id)
        assert len([d for d in drafts if says(d.sheet, start + len(now))]) <= 1
        vault.lock()
    with raw_sql(place) as connection:
        stored = {row[0] for row in connection.execute("SELECT id FROM record")}
    assert acknowledged.keys() <= stored
    assert len(stored) - len(acknowledged) <= kills


@pytest.mark.parametrize("kills", [FEW, MANY])
def test_a_kill_while_backing_up_leaves_no_half_a_backup(
    place: Path, here: Machine, tmp_path: Path, kills: int
) -> None:
    chance, case_id, shelf = Random(kills), case_in(place, here), tmp_path / "shelf"
    shelf.mkdir()
    vault = open_as_lead(place, here)
    record = signed(vault, case_id, words(1))
    vault.lock()
    for start in range(0, kills * STRIDE, STRIDE):
        now = kill_at_random(chance, "backup", place, here.state, shelf, start)
        named = sorted(int(path.stem) for path in shelf.glob("*.casework-backup"))
        assert {int(number) for _, number in now} <= set(named)
        for number in named:
            restore(shelf / f"{number}.casework-backup", tmp_path / "restored.vault")
            if number != named[-1]:
                shutil.rmtree(tmp_path / "restored.vault")
        if named:
            proof = reopened(tmp_path / "restored.vault", Machine(state=tmp_path / "another machine"))
            assert Records(proof).read(record).fault == ""
            proof.lock()
            shutil.rmtree(tmp_path / "restored.vault")
        for path in shelf.glob("*.casework-backup"):
            path.unlink()
        reopened(place, here).lock()


def kill_while_migrating(chance: Random, old: Released) -> str:
    """Kill a worker who is bringing the store up to date; gives how far it had come."""
    process = start_worker("migrate", old.place, old.machine.state)
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        if chance.random() < 0.8:
            while not (stages := list(old.place.glob(".backup-*"))) and process.poll() is None:
                time.sleep(0.001)
            assert stages
        time.sleep(chance.random() * 0.25)
        process.send_signal(signal.SIGKILL)
        opened = process.stdout.read() == "open\n"
    if opened:
        return "open"
    if list(old.place.glob("demo-form-1*.casework-backup")):
        return "migrating"
    return "backing up" if list(old.place.glob(".backup-*")) else "unlocking"


@pytest.mark.parametrize("kills", [FEW, MANY])
def test_a_kill_while_migrating_leaves_the_old_store_or_the_new(tmp_path: Path, kills: int) -> None:
    chance, stages = Random(kills), set()
    for n in range(kills):
        old = released(tmp_path / str(n))
        stages.add(kill_while_migrating(chance, old))
        with closing(old.open()) as vault:
            report = check(vault)
            assert (report.findings, report.signatures) == ((), FIRST_SIGNATURES)
        assert not list(old.place.glob(".backup-*"))
        backup = next(old.place.glob("demo-form-1*.casework-backup"))
        restore(backup, old.place / "before.vault")
        shutil.rmtree(old.place)
    assert kills == FEW or {"backing up", "migrating"} <= stages
