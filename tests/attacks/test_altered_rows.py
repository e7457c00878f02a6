"""Signed rows cannot be changed by SQL alone, and what somebody with the key changes all the same is found."""

from contextlib import closing
from hashlib import sha256
from pathlib import Path
from sqlite3 import Connection

import pytest
from sqlcipher3 import dbapi2

from app.domain.facts.share import ShareSending
from app.domain.fields.rights import Right
from app.errors import Damaged, NotGenuine
from app.models.base import wire_time
from app.services.checks.checking import check
from app.services.checks.rebuilding import rebuild
from app.services.records.records import Records
from app.services.sharing.preparing import prepare
from app.services.sharing.sent import remember
from app.services.vault.machine import Machine
from tests.attacks.ground import found, raw_sql, signed, tampered, without_guards, words
from tests.builders import add_case, open_as_lead, raise_flag
from tests.confirmed import mark_in_error, move_out
from tests.told_of_case import PANEL


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE {table} SET rowid_or_first = rowid_or_first",
        "DELETE FROM {table}",
        "INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
    ],
)
@pytest.mark.parametrize("table", ["record", "ledger", "disclosure", "event"])
def test_sql_alone_cannot_change_what_is_fixed(folder: Path, older: Path, table: str, sql: str) -> None:
    with raw_sql(folder) as connection:
        connection.execute(
            "INSERT INTO disclosure SELECT 'd', id, created_at, lead_id, 'panel', 'r', 'p', '', randomblob(32), x'00', "
            "NULL, NULL "
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
    "device": "'x'",
    "seq": "1",
    "ordered_at": "'2020-01-01T00:00:00.000Z'",
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
        mark = mark_in_error(vault, marked, "Belongs to somebody else")
        assert Records(vault).read(marked).fault == ""
    tampered(folder, lambda sql: sql.execute("UPDATE record SET about_id = ? WHERE id = ?", [meant, mark]))
    with closing(open_as_lead(folder, machine)) as vault:
        assert "does not verify" in Records(vault).read(meant).fault
        assert {finding.area for finding in check(vault).findings} == {"signature"}


@pytest.mark.parametrize("kind", ["wrong_case", "error_mark"])
def test_a_mark_put_to_another_record_takes_that_out_of_nothing_that_leaves(
    folder: Path, machine: Machine, kind: str
) -> None:
    with closing(open_as_lead(folder, machine)) as vault:
        case_id, right = add_case(vault, "Marigold"), add_case(vault, "Dandelion")
        meant, marked = raise_flag(vault, case_id), signed(vault, case_id, words(3))
        if kind == "wrong_case":
            move_out(vault, marked, right)
        else:
            mark_in_error(vault, marked, "Dated to the wrong week")
    put = "UPDATE record SET about_id = ? WHERE about_id = ?"
    tampered(folder, lambda sql: sql.execute(put, [meant, marked]))
    with closing(open_as_lead(folder, machine)) as vault:
        assert "signature" in {finding.area for finding in check(vault).findings}
        rebuild(vault)
        # Nothing of it is lost: with the mark where it was it would be told as before.
        with vault.database.connection() as connection:
            drawn = connection.exec_driver_sql("SELECT count(*) FROM facet WHERE record_id = ?", (meant,))
            assert drawn.scalar_one() > 0
        with pytest.raises(NotGenuine, match="A mark in this case does not verify"):
            prepare(vault, case_id, PANEL)


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
    with closing(vault), vault.acting(Right.WRITE) as act:
        case_id = act.session.connection().exec_driver_sql("SELECT id FROM casefile").scalar()
        said = ShareSending(
            case=case_id,
            staff=vault.member.id,
            sent=wire_time(act.at),
            audience="panel",
            recipient="r",
            purpose="p",
            sha256=sha256(content).hexdigest(),
        )
        remember(vault, act, "d", said, content)
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


@pytest.mark.parametrize(
    ("sql", "kind"),
    [
        ("DELETE FROM record_words", "search"),
        ("UPDATE record_words SET folded = replace(folded, 'library', 'station')", "search"),
        ("UPDATE record_words SET also = ''", "search"),
        ("DELETE FROM name_key", "names"),
        ("UPDATE name_key SET key = 'z' || key", "names"),
        ("UPDATE casefile SET name_order = 'zz'", "names"),
        ("UPDATE person SET family_name = 'Nobody'", "names"),
    ],
)
def test_what_hides_a_person_or_a_record_from_a_search_is_found(
    folder: Path, older: Path, machine: Machine, sql: str, kind: str
) -> None:
    tampered(folder, lambda connection: connection.execute(sql))
    assert kind in found(folder, machine)
