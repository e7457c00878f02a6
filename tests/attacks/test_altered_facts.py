"""A fact changed, taken out, exchanged or forged by somebody with the store's key is found and named in plain words."""

import json
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from sqlite3 import Connection

import pytest

from app.crypto import canonical, fact_signing, member_keys
from app.domain.cases.victim import VictimIdentity
from app.services.cases.casefile import CaseFile
from app.services.cases.cases import Cases
from app.services.cases.people import People
from app.services.cases.victims import Victims
from app.services.checks.checking import check
from app.services.vault.machine import Machine
from app.services.vault.open_vault import OpenVault
from tests.attacks.ground import raw_sql, tampered
from tests.builders import SteppingClock, add_case, make_vault, open_as_lead

IDENTITY = VictimIdentity(name="Kerensa Polwarth", reason="A letter has to reach her")
Change = Callable[[Connection], object]


@pytest.fixture(scope="module")
def stated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A locked vault with two cases, a change of stage and of awareness, and two victims, one of them identified."""
    place = tmp_path_factory.mktemp("stated")
    machine = Machine(state=place / "state", clock=SteppingClock())
    make_vault(place / "team.vault", machine)
    vault = open_as_lead(place / "team.vault", machine)
    case_id, _ = add_case(vault), add_case(vault, "Quillon", given_names="Bram")
    view = CaseFile(vault).open(case_id).case
    Cases(vault).change(case_id, replace(view.facts, stage="review", holder="Probation, Northmoor"), "Held")
    details = People(vault).read(view.person_id).details
    People(vault).correct(view.person_id, replace(details, awareness="aware"))
    People(vault).correct(view.person_id, replace(details, awareness="unaware"))
    for relationship in ("ex_intimate", "neighbour"):
        Victims(vault).add(case_id, relationship)
    Victims(vault).identify(case_id, "V1", IDENTITY)
    vault.lock()
    return place


@pytest.fixture
def folder(stated: Path, tmp_path: Path) -> Path:
    """That vault, in a copy of the test's own."""
    shutil.copytree(stated, tmp_path, dirs_exist_ok=True)
    return tmp_path / "team.vault"


def findings(folder: Path) -> list[str]:
    """What the check says, with the clock of the machine that made the vault."""
    machine = Machine(state=folder.with_name("state"), clock=SteppingClock())
    with closing(open_as_lead(folder, machine)) as vault:
        return [each.sentence for each in check(vault).findings]


def sql(*statements: str) -> Change:
    """The statements as a change."""
    return lambda connection: [connection.execute(each) for each in statements]


def test_nothing_is_wrong_with_what_nobody_touched(folder: Path) -> None:
    assert findings(folder) == []


NAMED = {
    "UPDATE casefile SET stage = 'closed' WHERE holder <> ''": "“Stage” is shown as Closed, but Dr Rowan Ashdown "
    "stated Under review on 23-Nov-2026",
    "UPDATE person SET awareness = 'engaged' WHERE family_name = 'Fairweather'": "“Knows of this case” is shown as "
    "Knows and works with the team, but Dr Rowan Ashdown stated Does not know on 23-Nov-2026",
    "UPDATE victim SET relationship = 'stranger' WHERE code = 'V1'": "“Relationship to the person” is shown as "
    "Stranger, but Dr Rowan Ashdown stated Former intimate partner",
    "UPDATE victim SET code = CASE code WHEN 'V1' THEN 'V2' ELSE 'V1' END WHERE 1": "“Code” is shown as V",
    "UPDATE casefile SET person_id = (SELECT id FROM person WHERE family_name = 'Quillon')": "“Person” is not what",
    "DELETE FROM victim WHERE code = 'V2'": "it was stated, and is not shown any more",
    "INSERT INTO victim SELECT 'x', case_id, 'V3', relationship, NULL, created_at FROM victim LIMIT 1": "it is shown, "
    "and nobody stated it",
    "UPDATE victim SET sealed_identity = NULL": "sealed_identity",
}


@pytest.mark.parametrize("statement", NAMED)
def test_what_is_shown_otherwise_than_stated_is_named(folder: Path, statement: str) -> None:
    # A code is one victim's alone in its case: the exchange takes the index away.
    tampered(folder, _exchange if "CASE code" in statement else sql(statement))
    assert any(NAMED[statement] in sentence for sentence in findings(folder))


def _exchange(connection: Connection) -> None:
    for code, to in (("V1", "V9"), ("V2", "V1"), ("V9", "V2")):
        connection.execute("UPDATE victim SET code = ? WHERE code = ?", (to, code))


@pytest.mark.parametrize("table", ["casefile", "person", "victim"])
def test_every_column_of_what_facts_show_is_held_to_them(folder: Path, table: str) -> None:
    with raw_sql(folder) as connection:
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})") if row[1] != "id"]
    for column in columns:
        attacked = folder.with_name(column) / folder.name
        shutil.copytree(folder.parent / "state", attacked.with_name("state"))
        shutil.copytree(folder, attacked)
        # Another value of the same type, and a time that is one.
        other = (
            "'2020-01-01T00:00:00.000Z'"
            if column.endswith("_at")
            else "x'7b7d'"
            if column in {"details", "sealed_identity", "sealed_guard"}
            else f"{column} || '7'"
        )
        tampered(attacked, sql(f"UPDATE {table} SET {column} = {other}"))
        assert findings(attacked), column


EVENT_COLUMNS = {
    "fact": "'case.lead'",
    "subject": "'casefile'",
    "subject_id": "(SELECT id FROM casefile LIMIT 1)",
    "case_id": "'x'",
    "number": "number + 1",
    "at": "'2020-01-01T00:00:00.000Z'",
    "basis": "'adopted'",
    "author_id": "'x'",
    "key_id": "(SELECT id FROM member_key WHERE purpose = 'documents')",
    "device": "'x'",
    "seq": "seq + 1000",
    "digest": "randomblob(32)",
    "body": "CAST(replace(body, 'unaware', 'engaged') AS BLOB)",
    "signature": "randomblob(64)",
    "sealed": "x'00'",
}


def test_every_column_of_an_event_is_tried(folder: Path) -> None:
    with raw_sql(folder) as connection:
        columns = {row[1] for row in connection.execute("PRAGMA table_info(event)")}
    assert columns == EVENT_COLUMNS.keys() | {"id", "voucher"}


@pytest.mark.parametrize("column", EVENT_COLUMNS)
def test_an_event_changed_in_any_column_is_found(folder: Path, column: str) -> None:
    newest = "SELECT max(rowid) FROM event WHERE fact = 'person.awareness'"
    which = "sealed IS NOT NULL" if column == "sealed" else f"rowid = ({newest})"
    tampered(folder, sql(f"UPDATE event SET {column} = {EVENT_COLUMNS[column]} WHERE {which}"))
    assert findings(folder)


def _case_of(folder: Path) -> str:
    with raw_sql(folder) as connection:
        row = connection.execute("SELECT reference FROM casefile WHERE holder <> ''").fetchone()
    return str(row[0])


def test_a_deleted_event_is_named_even_when_what_shows_it_was_changed_as_well(folder: Path) -> None:
    newest = "SELECT max(number) FROM event WHERE fact = 'person.awareness'"
    tampered(
        folder,
        sql(
            f"DELETE FROM event WHERE fact = 'person.awareness' AND number = ({newest})",
            "UPDATE person SET awareness = 'aware', version = version - 1 WHERE family_name = 'Fairweather'",
        ),
    )
    said = findings(folder)
    assert (
        f"Person of case {_case_of(folder)}: knows of this case: what was stated on 23-Nov-2026 was taken out."
        in said
    )


def test_an_event_taken_out_of_the_middle_is_named(folder: Path) -> None:
    tampered(folder, sql("DELETE FROM event WHERE fact = 'case.stage' AND number < 5"))
    assert any("was taken out or exchanged" in sentence for sentence in findings(folder))


def test_two_events_exchanged_are_named(folder: Path) -> None:
    def exchange(connection: Connection) -> None:
        rows = connection.execute(
            "SELECT id, body, digest, signature FROM event WHERE fact = 'victim.relationship' ORDER BY id"
        ).fetchall()
        for row, other in ((rows[0], rows[1]), (rows[1], rows[0])):
            connection.execute(
                "UPDATE event SET body = ?, digest = ?, signature = ? WHERE id = ?", (*other[1:], row[0])
            )

    tampered(folder, exchange)
    assert any("put to another subject or time" in sentence for sentence in findings(folder))


def test_an_event_put_to_another_vault_is_named(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.vault"
    machine = Machine(state=folder.with_name("state"), clock=SteppingClock())
    make_vault(other, machine)
    with closing(open_as_lead(other, machine)) as vault:
        add_case(vault, "Elsewhere")
    with raw_sql(other) as connection:
        names = [row[1] for row in connection.execute("PRAGMA table_info(event)")]
        rows = connection.execute("SELECT * FROM event").fetchall()
    marks = ", ".join("?" * len(names))
    tampered(folder, lambda connection: connection.executemany(f"INSERT INTO event VALUES ({marks})", rows))
    assert any("of which the ledger knows nothing" in sentence for sentence in findings(folder))


def _forged(folder: Path, key: Callable[[OpenVault], object], author: dict[str, str] | None = None) -> None:
    """Put a further event of the person's awareness in, signed with a key, and change what shows it."""
    machine = Machine(state=folder.with_name("state"), clock=SteppingClock())
    with closing(open_as_lead(folder, machine)) as vault:
        private = key(vault)
    with raw_sql(folder) as connection:
        names = [row[1] for row in connection.execute("PRAGMA table_info(event)")]
        newest = "SELECT * FROM event WHERE fact = 'person.awareness' ORDER BY number DESC LIMIT 1"
        row = dict(zip(names, connection.execute(newest).fetchone(), strict=True))
    plain = json.loads(row["body"])
    plain |= {"id": "forged", "number": plain["number"] + 1, "previous": [row["digest"].hex()]}
    plain |= {"after": {"awareness": "engaged"}, "author": plain["author"] | (author or {})}
    body = canonical.dumps(plain)
    row |= {"id": "forged", "number": row["number"] + 1, "body": body, "digest": fact_signing.digest(body)}
    row |= {"signature": fact_signing.sign(private, body), "author_id": plain["author"]["id"]}  # type: ignore[arg-type]
    marks = ", ".join(f":{name}" for name in names)

    def put(connection: Connection) -> None:
        connection.execute(f"INSERT INTO event VALUES ({marks})", row)
        connection.execute(
            "UPDATE person SET awareness = 'engaged', version = version + 1 WHERE id = ?",
            (row["subject_id"],),
        )

    tampered(folder, put)


def test_an_event_forged_with_another_key_is_named(folder: Path) -> None:
    _forged(folder, lambda _: member_keys.generate().records)
    assert any("it was not signed by Dr Rowan Ashdown" in sentence for sentence in findings(folder))


def test_an_event_forged_for_a_colleague_is_named(folder: Path) -> None:
    _forged(
        folder,
        lambda vault: vault.keys.records,
        {"id": "019a0000-0000-7000-8000-000000000000", "name": "Kit"},
    )
    assert any("it was not signed by Kit" in sentence for sentence in findings(folder))


def test_an_event_with_a_role_of_their_own_choosing_is_named(folder: Path) -> None:
    _forged(folder, lambda vault: vault.keys.records, {"role": "Consultant forensic psychiatrist"})
    assert any("the certificate says otherwise" in sentence for sentence in findings(folder))


def test_an_event_of_ones_own_that_the_ledger_does_not_know_is_named(folder: Path) -> None:
    _forged(folder, lambda vault: vault.keys.records)
    assert any("of which the ledger knows nothing" in sentence for sentence in findings(folder))


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE more (id INTEGER)",
        "CREATE VIEW more AS SELECT 1",
        "ALTER TABLE casefile ADD COLUMN more TEXT",
        "CREATE INDEX more ON casefile (holder)",
        "DROP INDEX ix_event_case_id_at",
    ],
)
def test_a_table_view_column_or_index_more_or_less_is_named(folder: Path, statement: str) -> None:
    with raw_sql(folder) as connection:
        connection.execute(statement)
    assert any("has been added, changed or removed" in sentence for sentence in findings(folder))
