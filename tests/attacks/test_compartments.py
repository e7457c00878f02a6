"""A member without a compartment's key cannot read what is sealed in it: not with the vault key, not with raw SQL."""

import hashlib
from collections.abc import Iterator
from contextlib import closing
from sqlite3 import Connection

import pytest

from app.domain.fields.compartments import SEALED, Compartment
from app.domain.values.text import fold
from app.errors import Damaged, NotAdmitted, NotPermitted, UserError
from app.services.cases.victims import Victims
from app.services.checks.checking import check
from app.services.records.drafts import Drafts
from app.services.records.records import Records
from tests.attacks.ground import raw_sql
from tests.attacks.scene import IDENTITY, TERMS, WORDS, Scene
from tests.attacks.test_bytes import spellings
from tests.builders import (
    COLLEAGUE,
    COLLEAGUE_PASSPHRASE,
    open_as_lead,
)
from tests.confirmed import add_addendum, admit, let_go, mark_in_error, reveal
from tests.independent_reader import hkdf, open_header
from tests.searching import Search


def test_the_program_refuses_a_member_who_is_not_admitted(scene: Scene) -> None:
    with closing(scene.as_colleague()) as vault:
        for record in scene.records:
            for act in (Records(vault).read, Records(vault).new_version):
                with pytest.raises(NotAdmitted):
                    act(record)
            with pytest.raises(NotAdmitted):
                add_addendum(vault, record, "More")
            with pytest.raises(NotAdmitted):
                mark_in_error(vault, record, "Wrong")
        with pytest.raises(NotAdmitted):
            reveal(vault, scene.case_id, scene.code, "curious")
        with pytest.raises(NotAdmitted):
            Victims(vault).identify(scene.case_id, scene.code, IDENTITY)
        for compartment in SEALED:
            with pytest.raises(NotAdmitted):
                Drafts(vault).begin(scene.case_id, "consultation", compartment)
            with pytest.raises(NotPermitted):
                admit(vault, scene.colleague_id, compartment)
        with pytest.raises(UserError):
            Drafts(vault).open(scene.draft_id)
        assert all(Search(vault).find(word) == () for word in ("ochre", "tannery", "saddlery", "Wintergreen"))


def cells(connection: Connection) -> Iterator[tuple[str, str, object]]:
    """Every cell of every table, those of the search index with them."""
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    for table in tables:
        cursor = connection.execute(f'SELECT * FROM "{table}"')
        names = [column[0] for column in cursor.description]
        for row in cursor:
            yield from ((table, name, value) for name, value in zip(names, row, strict=True))


def test_raw_sql_with_the_vault_key_finds_nothing_sealed_in_any_cell(scene: Scene) -> None:
    seen = looked = 0
    needles = {n.lower() for word in WORDS for n in spellings(word) if len(n) >= 5}
    with raw_sql(scene.folder, COLLEAGUE.login, COLLEAGUE_PASSPHRASE) as connection:
        for table, name, value in cells(connection):
            data = value if isinstance(value, bytes) else str(value).encode()
            looked += len(data)
            seen += COLLEAGUE.name.encode() in data
            assert not [needle for needle in needles if needle in data.lower()], (table, name)
    assert looked > 10_000
    assert seen


def test_the_search_index_holds_no_row_of_a_sealed_record(scene: Scene) -> None:
    with raw_sql(scene.folder, COLLEAGUE.login, COLLEAGUE_PASSPHRASE) as connection:
        marks = ",".join("?" * len(scene.records))
        sealed = f"SELECT title, compartment FROM record WHERE id IN ({marks})"
        titles = connection.execute(sealed, scene.records).fetchall()
        assert sorted(titles) == sorted(("", c.value) for c in SEALED)
        text = f"SELECT count(*) FROM record_text WHERE record_id IN ({marks})"
        assert connection.execute(text, scene.records).fetchone() == (0,)


REPLAYS = {
    "the lead's grant under the member's key": "holder = (SELECT id FROM member_key WHERE staff_id = :me "
    "AND purpose = 'compartments'), staff_id = :me",
    "the lead's grant for another compartment": "compartment = 'mappa', holder = (SELECT id FROM member_key "
    "WHERE staff_id = :me AND purpose = 'compartments'), staff_id = :me",
}


@pytest.mark.parametrize("replay", REPLAYS)
def test_a_replayed_grant_opens_nothing(scene: Scene, replay: str) -> None:
    with raw_sql(scene.folder, COLLEAGUE.login, COLLEAGUE_PASSPHRASE) as connection:
        connection.execute("DROP TABLE IF EXISTS temp.held")
        connection.execute(
            "CREATE TEMP TABLE held AS SELECT * FROM compartment_grant WHERE compartment = 'victim' "
            "AND staff_id IS NOT NULL"
        )
        connection.execute(
            f"UPDATE temp.held SET id = 'replayed', {REPLAYS[replay]}", {"me": scene.colleague_id}
        )
        connection.execute("INSERT INTO main.compartment_grant SELECT * FROM temp.held")
    with closing(scene.as_colleague()) as vault:
        assert not any(vault.compartments.admits(each) for each in (Compartment.VICTIM, Compartment.MAPPA))
        named = [each.sentence for each in check(vault).findings]
    assert any("it is shown, and nobody stated it" in each for each in named)
    assert any("it does not open" in each for each in named)


def test_the_leads_keys_under_the_members_name_open_nothing(scene: Scene) -> None:
    with raw_sql(scene.folder, COLLEAGUE.login, COLLEAGUE_PASSPHRASE) as connection:
        connection.execute(
            "UPDATE member_key SET retired_at = created_at WHERE staff_id = ?", [scene.colleague_id]
        )
        connection.execute(
            "UPDATE member_key SET staff_id = ? WHERE retired_at IS NULL", [scene.colleague_id]
        )
    with pytest.raises(Damaged):
        scene.as_colleague()


def test_the_members_slot_on_the_leads_row_opens_nothing(scene: Scene) -> None:
    with raw_sql(scene.folder, COLLEAGUE.login, COLLEAGUE_PASSPHRASE) as connection:
        (slot,) = connection.execute("SELECT slot FROM staff WHERE id = ?", [scene.colleague_id]).fetchone()
        connection.execute("UPDATE staff SET slot = 'none' WHERE id = ?", [scene.colleague_id])
        connection.execute("UPDATE staff SET slot = ? WHERE is_lead", [slot])
    with pytest.raises(Damaged):
        scene.as_colleague()


def test_a_member_who_calls_themselves_lead_holds_no_authority(scene: Scene) -> None:
    with raw_sql(scene.folder, COLLEAGUE.login, COLLEAGUE_PASSPHRASE) as connection:
        connection.execute("UPDATE staff SET is_lead = 1")
        connection.execute("UPDATE authority SET holder_id = ?", [scene.colleague_id])
    with closing(scene.as_colleague()) as vault, pytest.raises(NotPermitted):
        let_go(vault, vault.member.id.replace("0", "1", 1))


@pytest.mark.parametrize("column", ["body", "compartment"])
def test_a_sealed_record_moved_to_an_open_compartment_stays_unread(scene: Scene, column: str) -> None:
    with raw_sql(scene.folder, COLLEAGUE.login, COLLEAGUE_PASSPHRASE) as connection:
        connection.execute("DROP TRIGGER record_refuses_update")
        change = "compartment = 'clinical'"
        if column == "body":
            change = "body = (SELECT body FROM record WHERE compartment = 'mappa')"
        connection.execute(f"UPDATE record SET {change} WHERE compartment = 'victim'")
    with closing(scene.as_colleague()) as vault, pytest.raises((UserError, ValueError)) as refused:
        Records(vault).read(scene.records[SEALED.index(Compartment.VICTIM)])
    assert isinstance(refused.value, UserError)


def test_a_member_not_admitted_can_test_no_guess_by_sql(scene: Scene) -> None:
    """No row holds a part, its length, a count of parts, or a hash of one under any key within reach."""
    with raw_sql(scene.folder, COLLEAGUE.login, COLLEAGUE_PASSPHRASE) as connection:
        assert connection.execute("SELECT count(*) FROM protected_term").fetchone() == (0,)
        sizes = connection.execute("SELECT length(sealed_guard) FROM casefile").fetchall()
        assert sizes == [(33 + 4096,)]
        header, vault_key, _ = open_header(scene.folder, COLLEAGUE.login, COLLEAGUE_PASSPHRASE)
        key = hkdf(vault_key, header["vault_id"], "protected-terms")
        marks = [
            hashlib.blake2b(fold(term).encode(), key=key, digest_size=16).digest()
            for term in (*TERMS, "Cinder Path", "Perpetua Wintergreen")
        ]
        stored = [value for _, _, value in cells(connection) if isinstance(value, bytes)]
    assert not [mark for mark in marks for value in stored if mark in value]


def test_a_clinicians_program_checks_what_they_may_not_read(scene: Scene) -> None:
    with closing(scene.as_colleague()) as vault:
        passages = {term: f"He wrote to {term} again" for term in TERMS} | {"harmless": "He wrote again"}
        assert Victims(vault).exposed(scene.case_id, passages) == TERMS


def test_a_member_who_is_admitted_reads_that_compartment_and_no_other(scene: Scene) -> None:
    with closing(open_as_lead(scene.folder, scene.machine)) as lead:
        admit(lead, scene.colleague_id, Compartment.MAPPA)
    with closing(scene.as_colleague()) as vault:
        for compartment, record in zip(SEALED, scene.records, strict=True):
            if compartment is Compartment.MAPPA:
                assert Records(vault).read(record).fault == ""
            else:
                with pytest.raises(NotAdmitted):
                    Records(vault).read(record)
