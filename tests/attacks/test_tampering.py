"""A vault that was altered or swapped is refused with a sentence, never a traceback, or the check names the place."""

import json
import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import pytest

from app.errors import Damaged, Newer, NotAVault, NotEncrypted, UserError
from app.services.checks.checking import check
from app.services.entry.unlocking import unlock
from app.services.vault.machine import Machine
from tests.attacks.ground import raw_sql, signed, words
from tests.builders import LEAD, LEAD_PASSPHRASE, SteppingClock, add_case, make_vault, open_as_lead
from tests.independent_reader import PAGE, jcs, open_header, plain_store, store_key

EVERY: Final = pytest.param(1, marks=[pytest.mark.slow, pytest.mark.timeout(3600)])


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a closed vault that holds a few records, and the machine's state."""
    folder = tmp_path_factory.mktemp("original")
    here = Machine(state=folder / "state", clock=SteppingClock())
    make_vault(folder / "team.vault", here)
    vault = open_as_lead(folder / "team.vault", here)
    case_id = add_case(vault)
    for number in range(40, 60):
        signed(vault, case_id, words(number))
    vault.lock()
    return folder


@pytest.fixture
def put(original: Path, tmp_path: Path) -> Callable[[], tuple[Path, Machine]]:
    """Put an unharmed copy of the vault in place of whatever is there."""

    def again() -> tuple[Path, Machine]:
        place = tmp_path / "place"
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(original, place)
        return place / "team.vault", Machine(state=place / "state", clock=SteppingClock())

    return again


def refusal(folder: Path, machine: Machine) -> UserError:
    """Why the vault is not opened; anything but a `UserError` fails the test."""
    with pytest.raises(UserError) as refused:
        unlock(folder, LEAD.login, LEAD_PASSPHRASE, machine=machine).close()
    return refused.value


def rewrite(folder: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """Change the header as a JSON object and spell it canonically again."""
    header = json.loads((folder / "vault.json").read_bytes())
    change(header)
    (folder / "vault.json").write_bytes(jcs(header))


@pytest.mark.parametrize("stride", [53, EVERY])
def test_no_byte_of_the_header_can_be_changed(put: Callable[[], tuple[Path, Machine]], stride: int) -> None:
    folder, machine = put()
    header = (folder / "vault.json").read_bytes()
    for at in range(0, len(header), stride):
        (folder / "vault.json").write_bytes(header[:at] + bytes([header[at] ^ 1]) + header[at + 1 :])
        refusal(folder, machine)
    (folder / "vault.json").write_bytes(header)
    open_as_lead(folder, machine).close()


@pytest.mark.parametrize("stride", [211, EVERY])
def test_a_header_cut_short_is_damaged(put: Callable[[], tuple[Path, Machine]], stride: int) -> None:
    folder, machine = put()
    header = (folder / "vault.json").read_bytes()
    for length in range(0, len(header), stride):
        (folder / "vault.json").write_bytes(header[:length])
        assert isinstance(refusal(folder, machine), Damaged)


@pytest.mark.parametrize("stride", [17, EVERY])
def test_one_flipped_bit_in_a_page_is_found(put: Callable[[], tuple[Path, Machine]], stride: int) -> None:
    folder, machine = put()
    store = (folder / "store.db").read_bytes()
    named = refused = 0
    for number in range(1, len(store) // PAGE + 1, stride):
        folder, machine = put()
        at = (number - 1) * PAGE + number * 37 % PAGE
        (folder / "store.db").write_bytes(store[:at] + bytes([store[at] ^ 4]) + store[at + 1 :])
        try:
            vault = open_as_lead(folder, machine)
        except Damaged:
            refused += 1
            continue
        with closing(vault):
            sentences = [finding.sentence for finding in check(vault).findings if finding.area == "pages"]
        assert any(sentence.endswith(f"page {number}.") for sentence in sentences), sentences
        named += 1
    assert named
    assert refused


def swapped(store: bytes, one: int, other: int) -> bytes:
    """The store with two pages in each other's place."""
    pages = [store[at : at + PAGE] for at in range(0, len(store), PAGE)]
    pages[one], pages[other] = pages[other], pages[one]
    return b"".join(pages)


@pytest.mark.parametrize(("one", "other"), [(-1, -2), (1, 2), (10, 30), (0, 1)])
def test_two_swapped_pages_are_found(put: Callable[[], tuple[Path, Machine]], one: int, other: int) -> None:
    folder, machine = put()
    (folder / "store.db").write_bytes(swapped((folder / "store.db").read_bytes(), one, other))
    try:
        vault = open_as_lead(folder, machine)
    except Damaged:
        return
    with closing(vault):
        assert len(check(vault).findings) >= 2


@pytest.mark.parametrize("length", [0, 1, 15, 16, 512, PAGE - 1, PAGE, PAGE + 1, 10 * PAGE, -PAGE, -1])
def test_a_store_cut_short_is_damaged(put: Callable[[], tuple[Path, Machine]], length: int) -> None:
    folder, machine = put()
    store = (folder / "store.db").read_bytes()[: length if length >= 0 else length or None]
    (folder / "store.db").write_bytes(store)
    try:
        vault = open_as_lead(folder, machine)
    except Damaged:
        assert (folder / "store.db").read_bytes() == store
    else:
        with closing(vault):
            assert not check(vault).is_clean


def test_a_plain_database_is_not_opened(put: Callable[[], tuple[Path, Machine]]) -> None:
    folder, machine = put()
    (folder / "store.db").unlink()
    with closing(sqlite3.connect(folder / "store.db")) as plain:
        plain.execute("CREATE TABLE staff (id)")
    assert isinstance(refusal(folder, machine), NotEncrypted)


def test_the_same_store_decrypted_is_not_opened(put: Callable[[], tuple[Path, Machine]]) -> None:
    folder, machine = put()
    key = store_key(*open_header(folder, LEAD.login, LEAD_PASSPHRASE))
    store = folder / "store.db"
    store.write_bytes(plain_store(store.read_bytes(), key))
    assert isinstance(refusal(folder, machine), NotEncrypted)


def test_the_store_of_another_vault_is_not_opened(
    put: Callable[[], tuple[Path, Machine]], tmp_path: Path
) -> None:
    folder, machine = put()
    make_vault(tmp_path / "other.vault", Machine(state=tmp_path / "elsewhere", clock=SteppingClock()))
    shutil.copy(tmp_path / "other.vault" / "store.db", folder / "store.db")
    assert isinstance(refusal(folder, machine), Damaged)


def test_the_header_of_another_vault_opens_nothing(
    put: Callable[[], tuple[Path, Machine]], tmp_path: Path
) -> None:
    folder, machine = put()
    make_vault(tmp_path / "other.vault", Machine(state=tmp_path / "elsewhere", clock=SteppingClock()))
    shutil.copy(tmp_path / "other.vault" / "vault.json", folder / "vault.json")
    assert isinstance(refusal(folder, machine), Damaged)


def test_random_bytes_as_a_store_are_damaged(put: Callable[[], tuple[Path, Machine]]) -> None:
    folder, machine = put()
    (folder / "store.db").write_bytes(bytes(range(256)) * 64)
    assert isinstance(refusal(folder, machine), Damaged)


def test_a_store_of_a_later_version_is_left_alone(put: Callable[[], tuple[Path, Machine]]) -> None:
    folder, machine = put()
    with raw_sql(folder) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    assert isinstance(refusal(folder, machine), Newer)


@pytest.mark.parametrize("change", ["DELETE FROM alembic_version", "DROP TABLE alembic_version"])
def test_a_store_that_has_lost_its_revision_is_damaged(
    put: Callable[[], tuple[Path, Machine]], change: str
) -> None:
    folder, machine = put()
    with raw_sql(folder) as connection:
        connection.execute(change)
    assert isinstance(refusal(folder, machine), Damaged)


@pytest.mark.parametrize("table", ["site", "member_key", "ledger_head", "compartment_grant"])
def test_a_store_that_has_lost_a_table_is_refused_with_a_sentence(
    put: Callable[[], tuple[Path, Machine]], table: str
) -> None:
    folder, machine = put()
    with raw_sql(folder) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(f"DROP TABLE {table}")
    assert isinstance(refusal(folder, machine), Damaged)


@pytest.mark.parametrize("table", ["site", "member_key", "ledger_head"])
def test_a_store_whose_table_was_emptied_is_refused_with_a_sentence(
    put: Callable[[], tuple[Path, Machine]], table: str
) -> None:
    folder, machine = put()
    with raw_sql(folder) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(f"DELETE FROM {table}")
    assert isinstance(refusal(folder, machine), Damaged)


def test_a_header_of_a_later_version_says_so(put: Callable[[], tuple[Path, Machine]]) -> None:
    folder, machine = put()
    rewrite(folder, lambda header: header.update(format="casework.vault/3"))
    assert isinstance(refusal(folder, machine), Newer)


@pytest.mark.parametrize(
    "kdf",
    [
        {"memory_kib": 2**31},
        {"memory_kib": 2097153},
        {"memory_kib": 65535},
        {"passes": 10**6},
        {"passes": 17},
        {"passes": 1},
        {"lanes": 0},
        {"lanes": 4096},
        {"passes": -3},
        {"memory_kib": 2**53},
        {"name": "argon2i"},
    ],
)
def test_hostile_derivation_parameters_are_refused_at_once(
    put: Callable[[], tuple[Path, Machine]], kdf: dict[str, int | str]
) -> None:
    folder, machine = put()
    rewrite(folder, lambda header: header["slots"][0]["kdf"].update(kdf))
    started = time.perf_counter()
    assert isinstance(refusal(folder, machine), Damaged)
    assert time.perf_counter() - started < 0.2


@pytest.mark.parametrize("name", ["vault.json", "store.db"])
@pytest.mark.parametrize("what", ["nothing", "folder"])
def test_a_missing_part_is_no_vault(put: Callable[[], tuple[Path, Machine]], name: str, what: str) -> None:
    folder, machine = put()
    (folder / name).unlink()
    if what == "folder":
        (folder / name).mkdir()
    assert isinstance(refusal(folder, machine), NotAVault)
