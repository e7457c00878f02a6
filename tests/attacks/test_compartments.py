"""A member without a compartment's key cannot read what is sealed in it: not with the vault key, not with raw SQL."""

import shutil
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from sqlite3 import Connection

import pytest
from cryptography.hazmat.primitives import serialization

from app.crypto.grants import open_grant
from app.crypto.sealing import unseal
from app.domain.compartments import SEALED, Compartment
from app.domain.victim import VictimIdentity
from app.errors import Damaged, NotAdmitted, UserError
from app.services.drafts import Drafts
from app.services.machine import Machine
from app.services.open_vault import OpenVault
from app.services.records import Records
from app.services.search import Search
from app.services.staff import StaffRoom
from app.services.unlocking import unlock
from app.services.victims import Victims
from tests.attacks.ground import note, raw_sql, signed
from tests.attacks.test_bytes import spellings
from tests.builders import (
    COLLEAGUE,
    COLLEAGUE_PASSPHRASE,
    SteppingClock,
    add_case,
    enrol_colleague,
    make_vault,
    open_as_lead,
)
from tests.independent_reader import hkdf, open_header

NOTE = "An informant saw the ochre van behind the tannery"
DRAFTED = "Half written: the tip about the saddlery yard"
IDENTITY = VictimIdentity(
    name="Perpetua Wintergreen", addresses="3 Cinder Path", reason="Named by her advocate"
)
WORDS = ("ochre", "tannery", "saddlery", "Wintergreen", "Cinder Path", "Named by her advocate")
TERMS = ("Wintergreen", "Perpetua", "3 Cinder Path")


@dataclass(frozen=True)
class Scene:
    """What the lead sealed, and where it lies."""

    folder: Path
    machine: Machine
    case_id: str
    code: str
    records: tuple[str, ...]
    draft_id: str
    colleague_id: str

    def as_colleague(self) -> OpenVault:
        """Unlock as the member who is admitted nowhere."""
        return unlock(self.folder, COLLEAGUE.login, COLLEAGUE_PASSPHRASE, machine=self.machine)


@pytest.fixture(scope="module")
def staged(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """A record in each sealed compartment, a sealed draft and a victim's identity, all the lead's."""
    place = tmp_path_factory.mktemp("scene")
    folder, machine = place / "team.vault", Machine(state=place / "state", clock=SteppingClock())
    make_vault(folder, machine)
    vault = open_as_lead(folder, machine)
    colleague = enrol_colleague(vault)
    case_id = add_case(vault)
    code = Victims(vault).add(case_id, "ex_intimate")
    Victims(vault).identify(case_id, code, IDENTITY)
    records = tuple(signed(vault, case_id, f"{NOTE} {c.value}", compartment=c) for c in SEALED)
    draft = Drafts(vault).begin(case_id, "session_note", Compartment.THIRD_PARTY)
    content = note(DRAFTED)
    Drafts(vault).save(draft.id, replace(draft.sheet, content=content), draft.revision)
    vault.lock()
    return Scene(folder, machine, case_id, code, records, draft.id, colleague)


@pytest.fixture
def scene(staged: Scene, tmp_path: Path) -> Scene:
    """The scene, in a copy of the test's own."""
    shutil.copytree(staged.folder.parent, tmp_path, dirs_exist_ok=True)
    machine = Machine(state=tmp_path / "state", clock=SteppingClock())
    return replace(staged, folder=tmp_path / "team.vault", machine=machine)


def test_the_program_refuses_a_member_who_is_not_admitted(scene: Scene) -> None:
    with closing(scene.as_colleague()) as vault:
        for record in scene.records:
            for act in (Records(vault).read, Records(vault).new_version):
                with pytest.raises(NotAdmitted):
                    act(record)
            with pytest.raises(NotAdmitted):
                Records(vault).add_addendum(record, "More")
            with pytest.raises(NotAdmitted):
                Records(vault).mark_in_error(record, "Wrong")
        with pytest.raises(NotAdmitted):
            Victims(vault).reveal(scene.case_id, scene.code, "curious")
        with pytest.raises(NotAdmitted):
            Victims(vault).identify(scene.case_id, scene.code, IDENTITY)
        for compartment in SEALED:
            with pytest.raises(NotAdmitted):
                Drafts(vault).begin(scene.case_id, "session_note", compartment)
            with pytest.raises(NotAdmitted):
                StaffRoom(vault).admit(scene.colleague_id, compartment)
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


def keys_in_reach(scene: Scene, connection: Connection) -> dict[str, bytes]:
    """Every 32 bytes the colleague holds or can derive, by name."""
    header, vault_key, secret = open_header(scene.folder, COLLEAGUE.login, COLLEAGUE_PASSPHRASE)
    labels = ["store-1", "header-mac", "anchor-mac", "protected-terms", "member-keys", "recovery-kek"]
    labels += ["recovery-x25519", *(c.value for c in Compartment)]
    keys = {"vault key": vault_key, "member secret": secret}
    for name, ikm in tuple(keys.items()):
        keys |= {f"{name}, {label}": hkdf(ikm, header["vault_id"], label) for label in labels}
    with closing(scene.as_colleague()) as vault:
        raw = serialization.Encoding.Raw, serialization.PrivateFormat.Raw, serialization.NoEncryption()
        keys["records"] = vault.keys.records.private_bytes(*raw)
        keys["compartments"] = vault.keys.compartments.private_bytes(*raw)
        keys["documents"] = vault.keys.documents.private_numbers().private_value.to_bytes(32, "big")
        for place, generation, holder, wrapped in grants(connection):
            for claimed in (holder, vault.key_ids["compartments"]):
                with suppress(Damaged):
                    opened = open_grant(
                        wrapped,
                        vault.keys.compartments,
                        vault_id=header["vault_id"],
                        compartment=place,
                        generation=generation,
                        holder=claimed,
                    )
                    with opened.lend() as lent:
                        keys[f"grant of {place}"] = bytes(lent)
    return keys


def grants(connection: Connection) -> list[tuple[str, int, str, bytes]]:
    """Every grant there is, the lead's and the recovery kit's."""
    return connection.execute(
        "SELECT compartment, generation, holder, wrapped FROM compartment_grant"
    ).fetchall()


def sealed_values(connection: Connection) -> list[tuple[str, str, str, bytes]]:
    """Every sealed value, with what it is bound to: purpose, table, row."""
    of = "SELECT compartment, '{0}', id, body FROM {0} WHERE compartment NOT IN ('clinical', 'restricted')"
    found = (
        connection.execute(of.format("record")).fetchall() + connection.execute(of.format("draft")).fetchall()
    )
    victims = "SELECT 'victim', 'victim', id, sealed_identity FROM victim"
    found += connection.execute(victims).fetchall()
    others = "SELECT 'member-keys', '{0}', id, sealed_private FROM {0} WHERE {1} IN (SELECT id FROM staff WHERE is_lead)"
    for table, owner in (("member_key", "staff_id"), ("authority", "holder_id")):
        found += connection.execute(others.format(table, owner)).fetchall()
    return found


def test_no_key_the_member_can_reach_opens_any_seal(scene: Scene) -> None:
    with raw_sql(scene.folder, COLLEAGUE.login, COLLEAGUE_PASSPHRASE) as connection:
        values = sealed_values(connection)
        keys = keys_in_reach(scene, connection)
    assert len(values) == len(SEALED) + len(
        ("draft", "identity", "records", "documents", "compartments", "authority")
    )
    assert len(keys) > 20
    for purpose, table, row, stored in values:
        for key in keys.values():
            with pytest.raises(Damaged):
                unseal(key, stored, purpose=purpose, table=table, row=row)


def test_the_same_keys_open_what_is_the_members_own(scene: Scene) -> None:
    mine = "SELECT id, sealed_private FROM member_key WHERE staff_id = ? AND purpose = 'records'"
    with raw_sql(scene.folder, COLLEAGUE.login, COLLEAGUE_PASSPHRASE) as connection:
        row, stored = connection.execute(mine, [scene.colleague_id]).fetchone()
        keys = keys_in_reach(scene, connection)
    opened = unseal(
        keys["member secret, member-keys"], stored, purpose="member-keys", table="member_key", row=row
    )
    assert opened == keys["records"]


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
    with pytest.raises(Damaged):
        scene.as_colleague()


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
    with closing(scene.as_colleague()) as vault, pytest.raises(Damaged):
        StaffRoom(vault).let_go(vault.member.id.replace("0", "1", 1))


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


def test_protected_terms_cannot_be_listed_only_guessed(scene: Scene) -> None:
    with raw_sql(scene.folder, COLLEAGUE.login, COLLEAGUE_PASSPHRASE) as connection:
        prints = connection.execute("SELECT length, print FROM protected_term").fetchall()
    assert {len(mark) for _, mark in prints} == {16}
    assert len({mark for _, mark in prints}) >= len(TERMS)
    with closing(scene.as_colleague()) as vault:
        passages = {term: f"He wrote to {term} again" for term in TERMS} | {"harmless": "He wrote again"}
        assert set(Victims(vault).exposed(passages)) == set(TERMS)


def test_a_member_who_is_admitted_reads_that_compartment_and_no_other(scene: Scene) -> None:
    with closing(open_as_lead(scene.folder, scene.machine)) as lead:
        StaffRoom(lead).admit(scene.colleague_id, Compartment.MAPPA)
    with closing(scene.as_colleague()) as vault:
        for compartment, record in zip(SEALED, scene.records, strict=True):
            if compartment is Compartment.MAPPA:
                assert Records(vault).read(record).fault == ""
            else:
                with pytest.raises(NotAdmitted):
                    Records(vault).read(record)
