"""Programs that share no code with ours read a vault from docs/format.md and a passphrase alone."""

import ast
from contextlib import closing
from pathlib import Path

import apsw
import pytest

from app.services.vault.machine import Machine
from tests import independent_reader
from tests.attacks.ground import signed, words
from tests.builders import LEAD, LEAD_PASSPHRASE, add_case, open_as_lead


@pytest.fixture
def record(folder: Path, machine: Machine) -> str:
    """A signed note in a vault that is closed again; gives the note's id."""
    vault = open_as_lead(folder, machine)
    record_id = signed(vault, add_case(vault), words(7))
    vault.lock()
    return record_id


def test_the_independent_reader_imports_nothing_of_the_product() -> None:
    tree = ast.parse(Path(independent_reader.__file__).read_text())
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    tops = {name.split(".")[0] for name in imported}
    standard = {
        "base64",
        "contextlib",
        "hashlib",
        "hmac",
        "json",
        "sqlite3",
        "unicodedata",
        "pathlib",
        "typing",
    }
    assert tops == standard | {"cryptography"}


def test_a_stranger_decrypts_the_store_and_verifies_a_record(folder: Path, record: str) -> None:
    header, connection = independent_reader.tables(folder, LEAD.login, LEAD_PASSPHRASE)
    with closing(connection):
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        body = independent_reader.verify_record(header, connection, record)
        assert words(7).strip() in body["content"].values()
        assert (body["author"]["name"], body["vault"]) == (LEAD.name, header["vault_id"])
        found = connection.execute("SELECT rowid FROM record_fts WHERE record_fts MATCH 'library'").fetchall()
        assert len(found) == 3


def test_a_stranger_recomputes_the_ledger_and_meets_the_anchor(folder: Path, record: str) -> None:
    header, connection = independent_reader.tables(folder, LEAD.login, LEAD_PASSPHRASE)
    with closing(connection):
        rows = independent_reader.verify_ledger(header, connection, header["device"])
        assert rows == header["anchors"][header["device"]]["size"]
        signings = "SELECT count(*) FROM ledger WHERE action = 'record.sign' AND subject_id = ?"
        assert connection.execute(signings, [record]).fetchone() == (1,)


@pytest.mark.parametrize("change", ["ledger", "record"])
def test_the_stranger_can_say_no(folder: Path, record: str, change: str) -> None:
    header, connection = independent_reader.tables(folder, LEAD.login, LEAD_PASSPHRASE)
    with closing(connection):
        connection.execute(f"DROP TRIGGER {change}_refuses_update")
        if change == "ledger":
            connection.execute("UPDATE ledger SET action = 'person.read' WHERE action = 'record.sign'")
            with pytest.raises(ValueError, match=r"anchor|ledger"):
                independent_reader.verify_ledger(header, connection, header["device"])
        else:
            connection.execute("UPDATE record SET body = CAST(replace(body, 'library', 'station') AS BLOB)")
            with pytest.raises(ValueError, match="record"):
                independent_reader.verify_record(header, connection, record)


def test_the_stranger_notices_a_changed_bit_in_a_page(folder: Path, record: str) -> None:
    opened = independent_reader.open_header(folder, LEAD.login, LEAD_PASSPHRASE)
    store = bytearray((folder / "store.db").read_bytes())
    store[5 * 4096 + 100] ^= 1
    with pytest.raises(ValueError, match="page 6"):
        independent_reader.plain_store(bytes(store), independent_reader.store_key(*opened))


def test_another_cipher_library_reads_the_store_with_the_raw_key(folder: Path, record: str) -> None:
    key = independent_reader.store_key(*independent_reader.open_header(folder, LEAD.login, LEAD_PASSPHRASE))
    with closing(apsw.Connection(str(folder / "store.db"), flags=apsw.SQLITE_OPEN_READONLY)) as connection:
        for pragma in ("cipher = 'sqlcipher'", "legacy = 4", f"key = \"x'{key.hex()}'\""):
            list(connection.execute(f"PRAGMA {pragma}"))
        assert list(connection.execute("PRAGMA integrity_check")) == [("ok",)]
        found = list(connection.execute("SELECT title FROM record WHERE id = ?", [record]))
    assert len(found) == 1
