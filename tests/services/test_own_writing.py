"""What a member keeps for themselves is stated: whoever changes it, takes it out or puts it back is found out."""

from contextlib import closing
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from app.crypto.kdf import CHEAPEST
from app.services.checks.checking import check
from app.services.entry.recovering import recover
from app.services.vault.open_vault import OpenVault
from app.services.writing.words import Writing
from tests.attacks.ground import tampered
from tests.builders import LEAD
from tests.confirmed import readmit
from tests.independent_reader import open_header, store_key
from tests.released import released
from tests.services.conftest import Desk

_FRESH = "an altogether fresh phrase"


def _says(vault: OpenVault) -> list[str]:
    return [each.sentence for each in check(vault).findings]


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE member_writing SET sealed = (SELECT sealed FROM earlier)", "is not what"),
        (
            "UPDATE member_writing SET changed_at = '2020-01-01T00:00:00.000Z'",
            "“Changed at” is shown as 2020",
        ),
        ("DELETE FROM member_writing", "it was stated, and is not shown any more."),
        (
            "INSERT INTO member_writing SELECT id, sealed, changed_at FROM staff, member_writing WHERE id <> staff_id",
            "it is shown, and nobody stated it.",
        ),
    ],
)
def test_own_words_changed_put_back_or_taken_out_are_named(desk: Desk, statement: str, named: str) -> None:
    vault = desk.lead()
    Writing(vault).add_word("Quillbeck")
    with vault.database.read() as session:
        earlier = session.connection().exec_driver_sql("SELECT sealed FROM member_writing").scalar_one()
    Writing(vault).add_word("Heronfield")
    assert _says(vault) == []
    desk.leave()

    def change(connection: dbapi2.Connection) -> None:
        connection.execute("CREATE TEMP TABLE earlier AS SELECT ? AS sealed", (earlier,))
        connection.execute(statement)

    tampered(desk.folder, change)
    found = _says(desk.lead())
    assert len(found) == 1
    assert found[0].startswith("Own words of staff entry")
    assert named in found[0]


def test_new_keys_state_that_they_are_gone(desk: Desk) -> None:
    Writing(desk.colleague()).add_word("Quillbeck")
    vault = desk.lead()
    readmit(vault, desk.colleague_id, _FRESH)
    assert _says(vault) == []
    Writing(desk.colleague(_FRESH)).add_word("Heronfield")
    assert _says(desk.lead()) == []


def test_recovery_states_that_they_are_gone(desk: Desk) -> None:
    Writing(desk.lead()).add_word("Quillbeck")
    desk.leave()
    recover(desk.folder, desk.recovery_key, LEAD.login, _FRESH, machine=desk.machine, params=CHEAPEST)
    vault = desk.sit(LEAD.login, _FRESH)
    assert Writing(vault).words() == ()
    assert _says(vault) == []


def test_what_a_colleague_kept_in_an_older_store_is_taken_over_by_whoever_unlocks_first(
    tmp_path: Path,
) -> None:
    old = released(tmp_path / "old")
    key = store_key(*open_header(old.folder, "anwen", old.passphrase("anwen")))
    with closing(dbapi2.connect(str(old.folder / "store.db"), isolation_level=None)) as connection:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        tables = {
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        }
        assert "member_writing" in tables
        connection.execute(
            "INSERT INTO member_writing SELECT id, randomblob(64), created_at FROM staff WHERE login = 'anwen'"
        )
    for login in ("rowan", "anwen"):
        with closing(old.open(login)) as vault:
            assert _says(vault) == []
