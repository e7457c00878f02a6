"""An older vault is brought up to date in a copy that takes its store's place as a whole."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from app.crypto import header_file
from app.crypto.kdf import CHEAPEST
from app.domain.cases.case import CaseTeam
from app.errors import DiskFull
from app.models.checks import ADDED
from app.models.migrations import revisions
from app.services.cases.pathway import Pathway
from app.services.checks.checking import check
from app.services.entry.recovering import recover
from app.services.entry.unlocking import unlock
from app.services.vault.backups import back_up, restore
from app.services.vault.machine import Machine
from tests.attacks.ground import raw_sql
from tests.builders import LEAD, add_case, make_vault, open_as_lead
from tests.released import FIRST_SIGNATURES, Released, released


@pytest.fixture
def old(tmp_path: Path) -> Released:
    return released(tmp_path / "old")


def store_of(folder: Path) -> str:
    return header_file.load(folder / "vault.json").store


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


_FIRST_GONE = "0014"
"""The first of the revisions that a vault made older has not had."""


def made_older(folder: Path) -> None:
    """Take a new vault back to before drafts were signed: without the tables and columns that came since."""
    with raw_sql(folder) as connection:
        for table in (name for name, since in ADDED.items() if since >= _FIRST_GONE):
            connection.execute(f"DROP TABLE {table}")
        for column in ("key_id", "signature", "handing"):
            connection.execute(f"ALTER TABLE draft DROP COLUMN {column}")
        for table, column in (("person", "merged_into"), ("casefile", "shown_person_id")):
            connection.execute(f"DROP INDEX ix_{table}_{column}")
            connection.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
        for column in ("concern", "closed_gates", "team"):
            connection.execute(f"ALTER TABLE casefile DROP COLUMN {column}")
        before = max(each for each in revisions() if each < _FIRST_GONE)
        connection.execute("UPDATE alembic_version SET version_num = ?", [before])


def test_the_copy_takes_the_stores_place_and_the_old_one_goes_at_the_next_unlocking(old: Released) -> None:
    old.open().lock()
    assert store_of(old.folder) == "store-2.db"
    assert names(old.folder) == {"vault.json", "vault.lock", "store.db", "store-2.db"}
    with closing(old.open()) as vault:
        assert (check(vault).findings, vault.database.path.name) == ((), "store-2.db")
        vault.lock()
    assert names(old.folder) == {"vault.json", "vault.lock", "store-2.db"}


def test_the_backup_beside_is_the_vault_as_it_was(old: Released, tmp_path: Path) -> None:
    before = (old.folder / "vault.json").read_bytes()
    old.open().lock()
    restore(old.place / "demo-form-1.casework-backup", tmp_path / "before.vault")
    assert store_of(tmp_path / "before.vault") == "store.db"
    again = Released(tmp_path / "again")
    shutil.copytree(old.place, again.place)
    shutil.rmtree(again.folder)
    (tmp_path / "before.vault").rename(again.folder)
    assert header_file.load(again.folder / "vault.json").slots == header_file.decode(before).slots
    with closing(again.open()) as vault:
        assert check(vault).signatures == FIRST_SIGNATURES


def test_an_earlier_backup_of_that_name_is_nobodys_to_replace(old: Released) -> None:
    (old.place / "demo-form-1.casework-backup").write_bytes(b"mine")
    old.open().lock()
    assert (old.place / "demo-form-1.casework-backup").read_bytes() == b"mine"
    assert (old.place / "demo-form-1-2.casework-backup").is_file()


def test_without_room_for_three_stores_nothing_is_changed(
    old: Released, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, size = names(old.folder), (old.folder / "store.db").stat().st_size
    usage = shutil.disk_usage(old.place)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=3 * size - 1))
    with pytest.raises(DiskFull, match="3 MB of room"):
        old.open()
    assert names(old.folder) - {"vault.lock"} == before
    assert not list(old.place.glob("*.casework-backup"))
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=3 * size))
    old.open().lock()
    assert store_of(old.folder) == "store-2.db"


def test_whom_the_old_store_lets_in_the_new_one_does(old: Released) -> None:
    (old.folder / "store.db").chmod(0o660)
    old.open().lock()
    assert (old.folder / "store-2.db").stat().st_mode & 0o777 == 0o660


def test_a_copy_that_was_begun_goes_and_a_store_that_nobody_was_making_stays(old: Released) -> None:
    for name in ("store-2.db", "store-2.db-wal", "store-2.db.new", "store-7.db"):
        (old.folder / name).write_bytes(b"left" if "new" not in name else b"")
    old.open().lock()
    assert store_of(old.folder) == "store-2.db"
    old.open().lock()
    assert names(old.folder) == {"vault.json", "vault.lock", "store-2.db", "store-7.db"}
    assert (old.folder / "store-7.db").read_bytes() == b"left"


def test_a_backup_of_what_was_brought_up_to_date_is_restored_as_a_new_vault(
    old: Released, tmp_path: Path
) -> None:
    with closing(old.open()) as vault:
        back_up(vault, tmp_path / "one.casework-backup")
        vault.lock()
    restore(tmp_path / "one.casework-backup", tmp_path / "back.vault")
    assert names(tmp_path / "back.vault") == {"vault.json", "store.db", "restored"}
    elsewhere = Machine(state=tmp_path / "elsewhere")
    opened = unlock(tmp_path / "back.vault", "rowan", old.passphrase(), machine=elsewhere)
    with closing(opened) as vault:
        assert check(vault).findings == ()


def test_who_recovers_an_older_vault_is_let_in_to_the_copy(tmp_path: Path) -> None:
    folder, here = tmp_path / "team.vault", Machine(state=tmp_path / "state")
    kit = make_vault(folder, here)
    with closing(open_as_lead(folder, here)) as vault:
        # Of what the older tables did not show, what was stated is shown by the new ones.
        Pathway(vault).state(add_case(vault), "case.team", CaseTeam(team=(vault.member.id,)))
        vault.lock()
    made_older(folder)
    recover(folder, kit, LEAD.login, "a new phrase for the lead", machine=here, params=CHEAPEST)
    assert store_of(folder) == "store-2.db"
    with closing(
        unlock(folder, LEAD.login, "a new phrase for the lead", machine=here, accept_authority=True)
    ) as vault:
        assert check(vault).findings == ()
