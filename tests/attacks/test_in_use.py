"""One vault, one program: a second is told so, a dead one bars nobody, and a full or read-only disk loses nothing."""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from app.errors import CannotWrite, InUse, NotAVault, UserError
from app.services.checks.checking import check
from app.services.entry.recovering import recover
from app.services.records.drafts import Drafts
from app.services.records.records import Records
from app.services.vault.machine import Machine
from app.services.vault.open_vault import LOCK
from tests.attacks.ground import says, signed, start_worker, words
from tests.builders import LEAD, LEAD_PASSPHRASE, add_case, make_vault, open_as_lead

WITHOUT_PRIVILEGE = ("setpriv", "--bounding-set=-all", "--inh-caps=-all")
"""Root may write into a read-only folder; the same user without its capabilities may not."""
OWN_MOUNTS = ("unshare", "--user", "--map-root-user", "--mount")


@pytest.fixture
def here(tmp_path: Path) -> Machine:
    """A machine with the true clock, as the worker has."""
    return Machine(state=tmp_path / "state")


@pytest.fixture
def place(tmp_path: Path, here: Machine) -> Path:
    """A vault founded on that machine."""
    make_vault(tmp_path / "team.vault", here)
    return tmp_path / "team.vault"


@contextmanager
def at_work(act: str, *arguments: object, wrapper: tuple[str, ...] = ()) -> Iterator[subprocess.Popen[str]]:
    """A worker who has begun; ended at the end, whatever happens."""
    with start_worker(act, *arguments, wrapper=wrapper) as process:
        try:
            assert process.stdout is not None
            assert process.stderr is not None
            assert process.stdout.readline() == "ready\n", process.stderr.read()
            yield process
        finally:
            process.kill()


def test_a_second_program_is_told_that_the_vault_is_open(
    place: Path, here: Machine, recovery_key: str
) -> None:
    with at_work("stay", place, here.state):
        before = (place / "store.db").read_bytes()
        with pytest.raises(InUse):
            open_as_lead(place, here)
        with pytest.raises(InUse):
            recover(place, recovery_key, LEAD.login, LEAD_PASSPHRASE, machine=here)
        assert (place / "store.db").read_bytes() == before


def test_the_same_program_cannot_open_it_twice(place: Path, here: Machine) -> None:
    with closing(open_as_lead(place, here)), pytest.raises(InUse):
        open_as_lead(place, here)
    open_as_lead(place, here).lock()


def test_a_lock_left_by_a_dead_program_bars_nobody(place: Path, here: Machine) -> None:
    with at_work("stay", place, here.state) as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert (place / LOCK).exists()
        with closing(open_as_lead(place, here)) as vault:
            assert check(vault).is_clean


@pytest.mark.parametrize("what", ["folder", "no such folder", "dangling link"])
def test_whatever_lies_where_the_lock_should_be_ends_in_a_sentence(
    place: Path, here: Machine, what: str
) -> None:
    (place / LOCK).unlink(missing_ok=True)
    if what == "folder":
        (place / LOCK).mkdir()
    elif what == "dangling link":
        (place / LOCK).symlink_to(place / "nowhere" / "at all")
    asked = place if what != "no such folder" else place / "not there"
    with pytest.raises((CannotWrite, NotAVault)):
        open_as_lead(asked, here)


def refused_outside(place: Path, state: Path, wrapper: tuple[str, ...] = ()) -> str:
    """What a worker under the wrapper is told when they unlock."""
    with start_worker("refused", place, state, wrapper=wrapper) as process:
        out, err = process.communicate(timeout=60)
    assert not err, err
    return out.strip()


@contextmanager
def modes(**wanted: int) -> Iterator[None]:
    """Change the modes of some paths, and change them back."""
    before = {path: Path(path).stat().st_mode for path in wanted}
    try:
        for path, mode in wanted.items():
            Path(path).chmod(mode)
        yield
    finally:
        for path, mode in before.items():
            Path(path).chmod(mode)


def everything(place: Path) -> dict[str, bytes]:
    """Every byte of the vault folder, the lock's name aside."""
    return {path.name: path.read_bytes() for path in place.iterdir() if path.name != LOCK}


@pytest.mark.parametrize("lock_is_there", [True, False])
def test_a_read_only_folder_ends_in_a_sentence_and_loses_nothing(
    place: Path, here: Machine, *, lock_is_there: bool
) -> None:
    vault = open_as_lead(place, here)
    record = signed(vault, add_case(vault), words(1))
    vault.lock()
    if not lock_is_there:
        (place / LOCK).unlink(missing_ok=True)
    before = everything(place)
    wrapper = WITHOUT_PRIVILEGE if os.geteuid() == 0 else ()
    # Its files may still be written, so it is no archived copy, which would be looked at without a byte written.
    with modes(**{str(place): 0o500}):
        assert refused_outside(place, here.state, wrapper) == "CannotWrite"
    assert everything(place) == before
    with closing(open_as_lead(place, here)) as vault:
        assert Records(vault).read(record).fault == ""


def test_an_unreadable_store_ends_in_a_sentence(place: Path, here: Machine) -> None:
    wrapper = WITHOUT_PRIVILEGE if os.geteuid() == 0 else ()
    for name in ("store.db", "vault.json"):
        with modes(**{str(place / name): 0o000}):
            assert refused_outside(place, here.state, wrapper) in {"CannotRead", "CannotWrite"}


def test_a_folder_nobody_may_enter_ends_in_a_sentence(place: Path, here: Machine) -> None:
    wrapper = WITHOUT_PRIVILEGE if os.geteuid() == 0 else ()
    with modes(**{str(place): 0o000}):
        assert refused_outside(place, here.state, wrapper) == "CannotRead"


def test_a_state_folder_that_cannot_be_written_does_not_stop_the_work(place: Path, here: Machine) -> None:
    with closing(open_as_lead(place, here)) as vault:
        for path in (here.state / "anchors").iterdir():
            path.unlink()
        (here.state / "anchors").rmdir()
        (here.state / "anchors").write_text("a file where the folder was")
        record = signed(vault, add_case(vault), words(2))
        assert Records(vault).read(record).fault == ""


@pytest.mark.parametrize("rounds", [1, pytest.param(8, marks=pytest.mark.slow)])
@pytest.mark.parametrize("way", ["a small disk", "a limit on files"])
def test_a_full_disk_refuses_with_a_sentence_and_loses_nothing(
    place: Path, here: Machine, tmp_path: Path, way: str, rounds: int
) -> None:
    vault = open_as_lead(place, here)
    case_id = add_case(vault)
    vault.lock()
    for start in range(0, rounds * 10_000, 10_000):
        _fill_the_disk(place, here, tmp_path, (way, case_id, start))
        with closing(open_as_lead(place, here)) as vault:
            assert check(vault).is_clean


def _fill_the_disk(place: Path, here: Machine, tmp_path: Path, job: tuple[str, str, int]) -> None:
    way, case_id, start = job
    disk = tmp_path / "disk"
    disk.mkdir(exist_ok=True)
    wrapper = OWN_MOUNTS if way == "a small disk" else ()
    with start_worker("fill", place, here.state, case_id, start, way, disk, wrapper=wrapper) as process:
        out, err = process.communicate(timeout=300)
    assert process.returncode == 0, err
    lines = [line.split() for line in out.splitlines()]
    refusals = {line[1] for line in lines if line[0] == "refused"}
    assert refusals
    assert refusals <= {"DiskFull", "CannotWrite"}
    assert "DiskFull" in refusals or way != "a small disk"
    kept = {line[1]: int(line[2]) for line in lines if line[0] == "signed"}
    (draft_id, number) = next((line[1], int(line[2])) for line in reversed(lines) if line[0] == "kept")
    assert lines[-1] == ["made-room"] or lines[-1][0] in {"kept", "signed"}
    assert max(kept.values()) >= start + 5000, "nothing was signed after room was made"
    with closing(open_as_lead(place, here)) as vault:
        assert says(Drafts(vault).open(draft_id).sheet, number)
        for record, of in kept.items():
            shown = Records(vault).read(record)
            assert (shown.fault, says(shown.sheet, of)) == ("", True)


def test_a_refusal_is_always_one_the_person_can_read() -> None:
    assert issubclass(CannotWrite, UserError)
    assert CannotWrite.sentence.endswith("Nothing already saved is lost.")
