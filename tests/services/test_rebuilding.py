"""Whatever somebody did to what lists and searches show: a rebuild gives back exactly what was signed."""

from contextlib import closing
from dataclasses import replace

import pytest

from app.domain.fields.compartments import Compartment
from app.domain.kinds.session_note.content import SessionNote
from app.services.checks import rebuilding
from app.services.checks.checking import check
from app.services.checks.rebuilding import rebuild
from app.services.records.records import Records
from app.services.vault.open_vault import OpenVault
from tests.builders import complete, draft_with, signed
from tests.confirmed import sign
from tests.searching import Search

SHOWN = ("facet", "record_text", "record_words")
NOTE = replace(complete(SessionNote), check_in_urge=7)
HERON, PUFFIN = "Heronfield", "Puffinfield"


def store(vault: OpenVault, *statements: str) -> None:
    """Run raw SQL, by which any row may point at nothing."""
    with closing(vault.database.plain_connection()) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        for statement in statements:
            connection.execute(statement)


def shown(vault: OpenVault) -> dict[str, list[tuple[object, ...]]]:
    """What lists and searches are made of, but for the numbers of the texts."""
    with vault.database.connection() as connection:
        asked = {
            "facet": "SELECT * FROM facet ORDER BY id",
            "text": (
                "SELECT record_id, case_id, title, body, folded, also FROM record_text "
                "JOIN record_words USING (id) ORDER BY record_id"
            ),
            "words": "SELECT count(*) FROM record_words",
        }
        return {name: [tuple(row) for row in connection.exec_driver_sql(sql)] for name, sql in asked.items()}


@pytest.fixture
def records(vault: OpenVault, case_id: str) -> tuple[str, str, str]:
    """Two open records and a sealed one, the first with a version before it."""
    first = sign(vault, draft_with(vault, case_id, "session_note", replace(NOTE, done=HERON)))
    first = sign(vault, Records(vault).new_version(first).id)
    second = sign(vault, draft_with(vault, case_id, "session_note", replace(NOTE, done=PUFFIN)))
    sealed = signed(vault, case_id, "Sealed", compartment=Compartment.MAPPA)
    return first, second, sealed


ALTERED = {
    "everything emptied": [f"DELETE FROM {table}" for table in reversed(SHOWN)],
    "the index emptied": ["INSERT INTO record_fts(record_fts) VALUES ('delete-all')"],
    "the index filled twice": ["INSERT INTO record_fts(rowid, folded, also) SELECT * FROM record_words"],
    "the index's pages lost": ["DELETE FROM record_fts_data WHERE id > 10"],
    "the index's pages altered": ["UPDATE record_fts_data SET block = zeroblob(40) WHERE id > 10"],
    "words changed": ["UPDATE record_words SET folded = 'gannet'"],
    "words lost": ["DELETE FROM record_words WHERE id = (SELECT min(id) FROM record_words)"],
    "words of no text": ["INSERT INTO record_words VALUES (900, 'gannet', '')"],
    "text changed": ["UPDATE record_text SET body = 'Gannet', title = 'Gannet'"],
    "text lost with its words there": ["DELETE FROM record_text"],
    "texts exchanged": ["UPDATE record_text SET body = (SELECT max(body) FROM record_text)"],
    "text of a sealed record": [
        "INSERT INTO record_text SELECT 900, id, case_id, 'Gannet', 'Gannet' FROM record WHERE compartment = 'mappa'",
        "INSERT INTO record_words VALUES (900, 'gannet', 'gannet')",
    ],
    "text of an earlier version": [
        (
            "INSERT INTO record_text SELECT 900, replaces_id, case_id, 'Gannet', 'Gannet' FROM record "
            "WHERE replaces_id NOT NULL"
        ),
        "INSERT INTO record_words VALUES (900, 'gannet', 'gannet')",
    ],
    "text of no record": [
        "INSERT INTO record_text SELECT 900, 'none', case_id, 'Gannet', 'Gannet' FROM record LIMIT 1",
        "INSERT INTO record_words VALUES (900, 'gannet', 'gannet')",
    ],
    "facets given to another record": [
        "UPDATE facet SET record_id = (SELECT min(record_id) FROM facet WHERE code <> '')"
    ],
    "facets given to a later record": [
        "UPDATE facet SET record_id = (SELECT max(record_id) FROM facet WHERE code <> '')"
    ],
    "facets of no record": [
        "INSERT INTO facet SELECT 'f', 'none', case_id, compartment, code, day, body FROM facet LIMIT 1"
    ],
}


@pytest.mark.parametrize("batch", [1, 500])
@pytest.mark.parametrize("how", ALTERED)
def test_a_rebuild_gives_back_what_was_signed(
    vault: OpenVault, records: tuple[str, str, str], how: str, batch: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rebuilding, "BATCH", batch)
    monkeypatch.setattr(rebuilding, "TOGETHER", 2 * batch)
    before = shown(vault)
    store(vault, *ALTERED[how])
    assert not check(vault).is_clean
    assert rebuild(vault).left_out == []
    assert check(vault).is_clean
    # A sealed facet is other bytes each time that it is sealed.
    after = shown(vault)
    assert [row[:-1] for row in after["facet"]] == [row[:-1] for row in before["facet"]]
    assert after["text"] == before["text"]
    assert after["words"] == before["words"]
    first, second, _ = records
    assert [hit.record_id for hit in Search(vault).find(HERON)] == [first]
    assert [hit.record_id for hit in Search(vault).find(PUFFIN)] == [second]
    assert Search(vault).find("gannet") == ()


def test_a_rebuild_that_finds_everything_right_changes_nothing(
    vault: OpenVault, records: tuple[str, str, str]
) -> None:
    before = shown(vault)
    done = rebuild(vault)
    assert (done.records, done.changed, done.left_out) == (4, 0, [])
    assert shown(vault) == before
    assert len(records) == 3
