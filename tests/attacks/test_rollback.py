"""An older store put back, a shorter ledger and a changed row are found and explained, whoever has the key."""

import shutil
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from sqlite3 import Connection

import pytest
from sqlcipher3 import dbapi2

from app.crypto.ledger import append
from app.errors import Damaged, Exit, RolledBack
from app.models.tables import Disclosure
from app.services import ledger_book
from app.services.checking import check, check_folder
from app.services.machine import Machine
from app.services.open_vault import OpenVault
from app.services.records import Records
from app.services.unlocking import unlock
from tests.attacks.ground import raw_sql, signed, without_guards, words
from tests.builders import LEAD, LEAD_PASSPHRASE, SteppingClock, add_case, make_vault, open_as_lead

MEMBER = (LEAD.login, LEAD_PASSPHRASE)


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a closed vault, the same before its newest record was signed, and the machine's state."""
    place = tmp_path_factory.mktemp("history")
    here = Machine(state=place / "state", clock=SteppingClock())
    make_vault(place / "team.vault", here)
    vault = open_as_lead(place / "team.vault", here)
    case_id = add_case(vault)
    signed(vault, case_id, words(1))
    vault.lock()
    shutil.copytree(place / "team.vault", place / "older.vault")
    vault = open_as_lead(place / "team.vault", here)
    signed(vault, case_id, words(2))
    vault.lock()
    return place


@pytest.fixture
def folder(history: Path, tmp_path: Path) -> Path:
    """The vault as it is now."""
    shutil.copytree(history, tmp_path, dirs_exist_ok=True)
    return tmp_path / "team.vault"


@pytest.fixture
def older(folder: Path) -> Path:
    """The vault as it was before its newest record was signed."""
    return folder.with_name("older.vault")


@pytest.fixture
def machine(folder: Path) -> Machine:
    """The machine that has seen it all."""
    return Machine(state=folder.with_name("state"), clock=SteppingClock())


def accepted(folder: Path, machine: Machine) -> OpenVault:
    """The older vault, taken on by somebody who says they put it back themselves."""
    return unlock(folder, *MEMBER, machine=machine, accept_older=True)


def test_an_older_store_under_the_newer_header_is_found(folder: Path, older: Path, machine: Machine) -> None:
    shutil.copy(older / "store.db", folder)
    with pytest.raises(RolledBack):
        open_as_lead(folder, machine)
    said, code = check_folder(folder, MEMBER, machine=machine)
    assert code is Exit.NO
    assert "The store is older than the vault's header remembers" in said
    assert "The store is older than this machine remembers" in said
    assert "what was recorded since is missing" in said


def test_a_whole_older_folder_is_found_by_the_machine_that_knows_better(
    folder: Path, older: Path, machine: Machine
) -> None:
    shutil.rmtree(folder)
    shutil.copytree(older, folder)
    with pytest.raises(RolledBack):
        open_as_lead(folder, machine)
    said, code = check_folder(folder, MEMBER, machine=machine)
    assert code is Exit.NO
    assert "this machine remembers" in said
    assert "header remembers" not in said


def test_an_older_store_is_found_on_a_machine_that_never_saw_the_vault(
    folder: Path, older: Path, tmp_path: Path
) -> None:
    shutil.copy(older / "store.db", folder)
    stranger = Machine(state=tmp_path / "stranger", clock=SteppingClock())
    with pytest.raises(RolledBack):
        open_as_lead(folder, stranger)
    said, _ = check_folder(folder, MEMBER, machine=stranger)
    assert "The store is older than the vault's header remembers" in said


def test_looking_at_an_older_store_changes_nothing_of_it(folder: Path, older: Path, machine: Machine) -> None:
    shutil.copy(older / "store.db", folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    check_folder(folder, MEMBER, machine=machine)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_an_older_store_that_is_accepted_goes_on_and_the_ledger_says_so(
    folder: Path, older: Path, machine: Machine
) -> None:
    shutil.copy(older / "store.db", folder)
    vault = accepted(folder, machine)
    signed(vault, add_case(vault), words(3))
    vault.lock()
    with raw_sql(folder) as connection:
        begun = connection.execute("SELECT detail FROM ledger WHERE action = 'device.begin'").fetchall()
    assert [("an older store was accepted" in row[0], '"after"' in row[0]) for row in begun] == [(True, True)]
    vault = open_as_lead(folder, machine)
    # What is missing stays missing, and every later check says so.
    assert any("older than the vault's header remembers" in f.sentence for f in check(vault).findings)
    vault.lock()


def test_a_folder_on_another_machine_begins_a_chain_that_says_so(folder: Path, tmp_path: Path) -> None:
    vault = open_as_lead(folder, Machine(state=tmp_path / "stranger", clock=SteppingClock()))
    with closing(vault):
        assert check(vault).is_clean
    with raw_sql(folder) as connection:
        (detail,) = connection.execute("SELECT detail FROM ledger WHERE action = 'device.begin'").fetchone()
    assert "new on this machine" in detail


def test_an_anchor_that_was_forged_on_this_machine_is_found(
    folder: Path, older: Path, machine: Machine
) -> None:
    shutil.copy(older / "store.db", folder)
    shutil.copy(older / "vault.json", folder)
    (anchor,) = (machine.state / "anchors").glob("*.json")
    anchor.write_bytes(anchor.read_bytes().replace(b'"size":', b'"size":0'))
    with pytest.raises(Damaged):
        open_as_lead(folder, machine)


def shorten(connection: Connection, rows: int, *, tidy: bool) -> None:
    """Take the newest rows off the ledger; `tidy` makes the stored head fit what is left."""
    device, size = connection.execute("SELECT device, size FROM ledger_head").fetchone()
    connection.execute("DELETE FROM ledger WHERE seq >= ?", [size - rows])
    if tidy:
        names = ("device", "seq", "at", "actor_id", "action", "subject", "subject_id", "case_id", "detail")
        head = ledger_book.EMPTY
        for row in connection.execute(f"SELECT {', '.join(names)} FROM ledger ORDER BY seq"):
            facts = dict(zip(names, row, strict=True))
            facts["at"] = ledger_book.datetime.fromisoformat(facts["at"])
            head = append(head, ledger_book.body(facts))
        peaks = b"".join(head.peaks)
        connection.execute(
            "UPDATE ledger_head SET size = ?, head = ?, peaks = ? WHERE device = ?",
            [head.size, head.head, peaks, device],
        )


def tampered(folder: Path, change: Callable[[Connection], object]) -> None:
    """Change the store with every guard taken away and put back."""
    with raw_sql(folder) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        guards = without_guards(connection)
        change(connection)
        for guard in guards:
            connection.execute(guard)


def found(folder: Path, machine: Machine) -> set[str]:
    """The areas in which the check finds something."""
    vault = open_as_lead(folder, machine)
    with closing(vault):
        return {finding.area for finding in check(vault).findings}


@pytest.mark.parametrize("rows", [1, 3])
def test_a_ledger_made_shorter_is_an_older_store(
    folder: Path, older: Path, machine: Machine, rows: int
) -> None:
    tampered(folder, lambda connection: shorten(connection, rows, tidy=True))
    with pytest.raises(RolledBack):
        open_as_lead(folder, machine)
    said, _ = check_folder(folder, MEMBER, machine=machine)
    assert "The store is older than the vault's header remembers" in said


def test_a_ledger_that_lacks_rows_is_found(folder: Path, older: Path, machine: Machine) -> None:
    tampered(folder, lambda connection: connection.execute("DELETE FROM ledger WHERE seq = 4"))
    assert "ledger" in found(folder, machine)


@pytest.mark.parametrize(
    "change",
    [
        "at = '2026-11-23T09:00:00.001Z'",
        "actor_id = NULL",
        "action = 'person.read'",
        "subject = 'person', subject_id = 'x'",
        "case_id = 'x'",
        'detail = \'{"kind":"another"}\'',
        "detail = 'no JSON'",
    ],
)
def test_a_changed_ledger_row_is_found(folder: Path, older: Path, machine: Machine, change: str) -> None:
    sql = f"UPDATE ledger SET {change} WHERE action = 'draft.begin'"
    tampered(folder, lambda connection: connection.execute(sql))
    assert "ledger" in found(folder, machine)


def test_rows_changed_together_with_the_head_contradict_the_anchors(
    folder: Path, older: Path, machine: Machine
) -> None:
    def change(connection: Connection) -> None:
        connection.execute("UPDATE ledger SET actor_id = NULL WHERE action = 'record.sign'")
        shorten(connection, 0, tidy=True)

    tampered(folder, change)
    with pytest.raises(RolledBack):
        open_as_lead(folder, machine)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE {table} SET rowid_or_first = rowid_or_first",
        "DELETE FROM {table}",
        "INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
    ],
)
@pytest.mark.parametrize("table", ["record", "ledger", "disclosure", "person_version"])
def test_sql_alone_cannot_change_what_is_fixed(folder: Path, older: Path, table: str, sql: str) -> None:
    with raw_sql(folder) as connection:
        connection.execute(
            "INSERT INTO disclosure SELECT 'd', id, created_at, lead_id, 'panel', 'r', 'p', '', randomblob(32), x'00' "
            "FROM casefile LIMIT 1"
        )
        first = connection.execute(f"PRAGMA table_info({table})").fetchone()[1]
        before = connection.execute(f"SELECT * FROM {table}").fetchall()
        assert before
        with pytest.raises(dbapi2.IntegrityError, match="never changed"):
            connection.execute(sql.format(table=table).replace("rowid_or_first", first))
        assert connection.execute(f"SELECT * FROM {table}").fetchall() == before


COLUMNS = {
    "case_id": "'x'",
    "series_id": "'x' || id",
    "version": "7",
    "replaces_id": "'x' || id",
    "about_id": "'x'",
    "kind": "'consultation'",
    "compartment": "'restricted'",
    "author_id": "'x'",
    "key_id": "(SELECT id FROM member_key WHERE purpose = 'documents')",
    "event": "'2020-01-01'",
    "event_sort": "'2020-01-01'",
    "signed_at": "'2026-11-23T09:00:01.000Z'",
    "title": "'Another title'",
    "digest": "randomblob(32)",
    "signature": "randomblob(64)",
    "body": "CAST(replace(body, 'library', 'station') AS BLOB)",
}


def test_every_column_of_a_record_is_tried(folder: Path) -> None:
    with raw_sql(folder) as connection:
        columns = {row[1] for row in connection.execute("PRAGMA table_info(record)")}
    assert columns == COLUMNS.keys() | {"id"}


@pytest.mark.parametrize("column", COLUMNS)
def test_a_record_changed_in_any_column_is_found(
    folder: Path, older: Path, machine: Machine, column: str
) -> None:
    sql = f"UPDATE record SET {column} = {COLUMNS[column]}"
    tampered(folder, lambda connection: connection.execute(sql))
    assert found(folder, machine) & {"signature", "records"}


@pytest.mark.parametrize("change", ["compartment = 'nowhere'", "compartment = 'victim'", "kind = 'nothing'"])
def test_a_record_with_nonsense_in_it_is_found(folder: Path, machine: Machine, change: str) -> None:
    tampered(folder, lambda connection: connection.execute(f"UPDATE record SET {change}"))
    assert "signature" in found(folder, machine)


def test_a_time_that_is_none_ends_the_check_with_a_sentence(folder: Path, machine: Machine) -> None:
    tampered(folder, lambda connection: connection.execute("UPDATE record SET signed_at = 'never'"))
    with pytest.raises(Damaged):
        found(folder, machine)


def test_a_record_that_was_taken_out_is_found(folder: Path, older: Path, machine: Machine) -> None:
    def take_out(connection: Connection) -> None:
        connection.execute("DELETE FROM record_text")
        connection.execute("DELETE FROM record WHERE version = 1 AND rowid = (SELECT max(rowid) FROM record)")

    tampered(folder, take_out)
    assert "records" in found(folder, machine)


def test_an_error_mark_by_another_hand_does_not_pass_for_one(folder: Path, machine: Machine) -> None:
    with closing(open_as_lead(folder, machine)) as vault:
        case_id = add_case(vault, "Marigold")
        marked, meant = signed(vault, case_id, words(3)), signed(vault, case_id, words(4))
        mark = Records(vault).mark_in_error(marked, "Belongs to somebody else")
        assert Records(vault).read(marked).fault == ""
    tampered(folder, lambda sql: sql.execute("UPDATE record SET about_id = ? WHERE id = ?", [meant, mark]))
    with closing(open_as_lead(folder, machine)) as vault:
        assert "does not verify" in Records(vault).read(meant).fault
        assert {finding.area for finding in check(vault).findings} == {"signature"}


def test_a_record_put_in_by_sql_is_found(folder: Path, older: Path, machine: Machine) -> None:
    def put_in(connection: Connection) -> None:
        names = [row[1] for row in connection.execute("PRAGMA table_info(record)")]
        values = ", ".join("'x'" if name in {"id", "series_id"} else name for name in names)
        connection.execute(f"INSERT INTO record SELECT {values} FROM record LIMIT 1")

    tampered(folder, put_in)
    assert found(folder, machine) & {"signature", "records"}


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM disclosure",
        "UPDATE disclosure SET content = x'01'",
        "UPDATE disclosure SET content = x'01', sha256 = randomblob(32)",
        "UPDATE disclosure SET staff_id = 'x'",
        "UPDATE disclosure SET id = 'x'",
    ],
)
def test_a_disclosure_that_was_changed_is_found(folder: Path, machine: Machine, change: str) -> None:
    content = b"As sent."
    vault = open_as_lead(folder, machine)
    with closing(vault), vault.acting() as act:
        case_id = act.session.connection().exec_driver_sql("SELECT id FROM casefile").scalar()
        row = {"id": "d", "case_id": case_id, "at": act.at, "staff_id": vault.member.id, "audience": "panel"}
        row |= {"recipient": "r", "purpose": "p", "withheld": "", "content": content}
        act.insert(Disclosure, **row, sha256=sha256(content).digest())
        act.note("summary.disclose", "disclosure", "d", case=case_id, sha256=sha256(content).hexdigest())
    assert found(folder, machine) == set()
    tampered(folder, lambda connection: connection.execute(change))
    assert "records" in found(folder, machine)


def test_guards_that_were_taken_away_are_found(folder: Path, older: Path, machine: Machine) -> None:
    with raw_sql(folder) as connection:
        without_guards(connection)
    vault = open_as_lead(folder, machine)
    with closing(vault):
        sentences = [finding.sentence for finding in check(vault).findings]
    assert "The store is altered: the guard record_refuses_delete has been removed." in sentences
    assert len(sentences) >= 8


def test_a_guard_that_was_made_harmless_is_found(folder: Path, older: Path, machine: Machine) -> None:
    with raw_sql(folder) as connection:
        connection.execute("DROP TRIGGER record_refuses_update")
        connection.execute("CREATE TRIGGER record_refuses_update BEFORE UPDATE ON record BEGIN SELECT 1; END")
    assert found(folder, machine) == {"structure"}


def test_a_search_text_that_was_changed_is_found(folder: Path, older: Path, machine: Machine) -> None:
    sql = "UPDATE record_text SET body = replace(body, 'library', 'station')"
    tampered(folder, lambda connection: connection.execute(sql))
    assert "search" in found(folder, machine)
