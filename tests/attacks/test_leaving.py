"""Who has left, or knows somebody's passphrase, opens nothing that is written later: shown from outside."""

import shutil
import signal
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest
from sqlcipher3 import dbapi2

from app.crypto import header_file, key_slots
from app.crypto.header import with_slots
from app.crypto.kdf import CHEAPEST
from app.crypto.secret import Secret
from app.crypto.store_epochs import slot_public
from app.domain.fields.compartments import Compartment
from app.errors import Damaged, NoStoreKey, UserError, WrongSecret
from app.services.checks.checking import check
from app.services.entry.recovering import recover
from app.services.entry.unlocking import unlock
from app.services.records.records import Records
from app.services.team.enrolment import Newcomer
from app.services.team.leaving import Leaving, Reason
from app.services.team.staff import Staff
from app.services.vault.backups import back_up, restore
from app.services.vault.machine import Machine
from app.services.vault.open_vault import OpenVault
from app.whole_file import name_beside
from tests.attacks.ground import raw_sql, start_worker
from tests.builders import (
    COLLEAGUE,
    COLLEAGUE_PASSPHRASE,
    LEAD,
    add_case,
    enrol_colleague,
    make_vault,
    open_as_lead,
    signed,
)
from tests.confirmed import admit, enrol, let_go, readmit, renew_keys
from tests.independent_reader import open_header, store_key

STAYING: Final = Newcomer(login="wren", name="Wren Oakeshott", role="Forensic psychologist")
STAYING_PASSPHRASE: Final = "a third and different phrase"
LATER: Final = "Written later: the ochre house"
SEALED: Final = "Sealed later: the tannery"
FEW: Final = (1, 6, 14)
MOST: Final = 200


@dataclass(frozen=True)
class Team:
    """A lead, a colleague who will leave and one who stays, both admitted to MAPPA; and the copy that was kept."""

    folder: Path
    machine: Machine
    kept: Path
    leaver: str
    case_id: str
    kit: str

    def lead(self) -> OpenVault:
        """The lead at the desk."""
        return open_as_lead(self.folder, self.machine)

    def stays(self) -> OpenVault:
        """The one who stays."""
        return unlock(self.folder, STAYING.login, STAYING_PASSPHRASE, machine=self.machine)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Team:
    place = tmp_path_factory.mktemp("leaving")
    machine = Machine(state=place / "state")
    kit = make_vault(place / "team.vault", machine)
    vault = open_as_lead(place / "team.vault", machine)
    leaver, stays = enrol_colleague(vault), enrol(vault, STAYING, STAYING_PASSPHRASE)
    for staff_id in (leaver, stays):
        admit(vault, staff_id, Compartment.MAPPA)
    case_id = add_case(vault)
    signed(vault, case_id, "Sealed before", compartment=Compartment.MAPPA)
    vault.lock()
    shutil.copytree(place / "team.vault", place / "kept.vault")
    return Team(place / "team.vault", machine, place / "kept.vault", leaver, case_id, kit)


@pytest.fixture
def team(made: Team, tmp_path: Path) -> Team:
    place = tmp_path / "place"
    shutil.copytree(made.folder.parent, place)
    machine = Machine(state=place / "state")
    return Team(place / "team.vault", machine, place / "kept.vault", made.leaver, made.case_id, made.kit)


def opens(store: Path, key: bytes) -> bool:
    """Whether a store opens with a raw key, for SQLCipher alone."""
    with closing(dbapi2.connect(str(store))) as connection:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        try:
            return bool(connection.execute("SELECT count(*) FROM record").fetchone())
        except dbapi2.DatabaseError:
            return False


def their_keys(team: Team) -> tuple[bytes, ...]:
    """Every key of a store that can be had of the copy that was kept: of its epoch, and of those before and after."""
    header, vault_key, member_secret = open_header(team.kept, COLLEAGUE.login, COLLEAGUE_PASSPHRASE)
    own = store_key(header, vault_key, member_secret)
    bare = {name: said for name, said in header.items() if name != "store_grants"}
    return own, *(store_key({**bare, "epoch": n}, vault_key, member_secret) for n in (1, 2, 3))


def written_later(team: Team) -> str:
    """What is written after they left; gives the id of what was sealed."""
    with closing(team.lead()) as vault:
        signed(vault, team.case_id, LATER)
        sealed = signed(vault, team.case_id, SEALED, compartment=Compartment.MAPPA)
        back_up(vault, team.folder.with_name("later.casework-backup"))
        vault.lock()
    return sealed


@pytest.mark.parametrize("reason", Reason)
def test_with_what_they_kept_neither_the_later_store_nor_a_later_backup_opens(
    team: Team, reason: Reason
) -> None:
    with closing(team.lead()) as vault:
        let_go(vault, team.leaver, reason)
        vault.lock()
    sealed = written_later(team)
    restore(team.folder.with_name("later.casework-backup"), team.folder.with_name("later.vault"))
    later = header_file.load(team.folder / "vault.json").store
    stores = team.folder / later, team.folder.with_name("later.vault") / "store.db"
    keys = their_keys(team)
    assert opens(team.kept / "store.db", keys[0])
    assert not any(opens(store, key) for store in stores for key in keys)
    assert [path.name for path in team.folder.glob("store*.db")] == [later]
    with pytest.raises(WrongSecret):
        unlock(team.folder, COLLEAGUE.login, COLLEAGUE_PASSPHRASE, machine=team.machine)
    with raw_sql(team.folder) as connection:
        (body,) = connection.execute("SELECT body FROM record WHERE id = ?", [sealed]).fetchone()
        made = connection.execute(
            "SELECT compartment, max(generation) FROM compartment_key GROUP BY compartment"
        )
        assert dict(made.fetchall())["victim_check"] == 2
        handed_in = "SELECT max(generation) FROM compartment_public WHERE compartment = 'victim_check'"
        assert connection.execute(handed_in).fetchone() == (2,)
    theirs = Machine(state=team.folder.with_name("theirs"))
    with (
        closing(unlock(team.kept, COLLEAGUE.login, COLLEAGUE_PASSPHRASE, machine=theirs)) as old,
        pytest.raises(UserError),
    ):
        old.compartments.unseal(Compartment.MAPPA, body, "record", sealed)


def test_who_stays_goes_on_and_the_recovery_key_opens_it_all(team: Team) -> None:
    with closing(team.lead()) as vault:
        let_go(vault, team.leaver)
        now = signed(vault, team.case_id, "In the same sitting", compartment=Compartment.MAPPA)
        assert check(vault).findings == ()
        vault.lock()
    sealed = written_later(team)
    with closing(team.stays()) as vault:
        assert [Records(vault).read(each).fault for each in (now, sealed)] == ["", ""]
        assert check(vault).findings == ()
        vault.lock()
    recover(
        team.folder, team.kit, LEAD.login, "a new phrase for the lead", machine=team.machine, params=CHEAPEST
    )
    with closing(
        unlock(
            team.folder, LEAD.login, "a new phrase for the lead", machine=team.machine, accept_authority=True
        )
    ) as vault:
        assert Records(vault).read(sealed).fault == ""
        assert check(vault).findings == ()


def test_whose_passphrase_became_known_is_let_in_again_with_new_keys(team: Team) -> None:
    with closing(team.lead()) as vault:
        let_go(vault, team.leaver, Reason.KNOWN)
        readmit(vault, team.leaver, "a phrase that nobody knows")
        vault.lock()
    sealed = written_later(team)
    with closing(
        unlock(team.folder, COLLEAGUE.login, "a phrase that nobody knows", machine=team.machine)
    ) as vault:
        assert Records(vault).read(sealed).fault == ""
        assert check(vault).findings == ()


def test_every_key_is_renewed_on_request(team: Team) -> None:
    with closing(team.lead()) as vault:
        renew_keys(vault)
        vault.lock()
    sealed = written_later(team)
    assert not any(opens(team.folder / "store-2.db", key) for key in their_keys(team))
    with closing(unlock(team.folder, COLLEAGUE.login, COLLEAGUE_PASSPHRASE, machine=team.machine)) as vault:
        assert Records(vault).read(sealed).fault == ""
        assert check(vault).findings == ()


def forget_row(team: Team, slot: str) -> None:
    with raw_sql(team.folder) as connection:
        connection.execute("DELETE FROM slot_public WHERE slot = ?", [slot])


def plant_row(team: Team, slot: str) -> None:
    """What somebody about to leave would put there: a key of theirs for a colleague's slot."""
    theirs = slot_public(Secret(bytes(32)), header_file.load(team.folder / "vault.json").vault_id)
    with raw_sql(team.folder) as connection:
        connection.execute("UPDATE slot_public SET public = ? WHERE slot = ?", [theirs, slot])


def plant_own(team: Team, slot: str) -> None:
    """Their own statement, signed, said to be of a colleague's slot."""
    with raw_sql(team.folder) as connection:
        connection.execute(
            "UPDATE slot_public SET (staff_id, public, key_id, signature) = "
            "(SELECT staff_id, public, key_id, signature FROM slot_public WHERE staff_id = ?) WHERE slot = ?",
            [team.leaver, slot],
        )


@pytest.mark.parametrize("change", [forget_row, plant_row, plant_own])
def test_to_a_key_that_a_member_did_not_sign_nothing_is_wrapped(
    team: Team, change: Callable[[Team, str], None]
) -> None:
    with raw_sql(team.folder) as connection:
        (slot,) = connection.execute("SELECT slot FROM staff WHERE login = ?", [STAYING.login]).fetchone()
    change(team, slot)
    with closing(team.lead()) as vault:
        found = {finding.area for finding in check(vault).findings}
        assert found == (set() if change is forget_row else {"slots"})
        ending = Leaving(vault).review(team.leaver, Reason.LEFT)
        assert [each.name for each in ending.to_readmit] == [STAYING.name]
        let_go(vault, team.leaver)
        assert slot not in vault.header.store_grants
        vault.lock()
    with pytest.raises(NoStoreKey):
        team.stays()
    with closing(team.lead()) as vault:
        (again,) = ending.to_readmit
        readmit(vault, again.id, "one more phrase for Wren here")
        vault.lock()
    with closing(
        unlock(team.folder, STAYING.login, "one more phrase for Wren here", machine=team.machine)
    ) as vault:
        assert check(vault).findings == ()


def test_a_recovery_slot_that_was_exchanged_in_the_header_is_wrapped_to_by_nobody(team: Team) -> None:
    _, vault_key, _ = open_header(team.kept, COLLEAGUE.login, COLLEAGUE_PASSPHRASE)
    header, key = header_file.load(team.folder / "vault.json"), Secret(vault_key)
    slots = [each for each in header.slots if isinstance(each, key_slots.PassphraseSlot)]
    planted = key_slots.add_recovery_slot(
        with_slots(header, key, tuple(slots)), key, Secret(bytes(range(20)))
    )
    header_file.save(team.folder / "vault.json", planted)
    with closing(team.lead()) as vault:
        assert {finding.area for finding in check(vault).findings} == {"slots"}
        with pytest.raises(Damaged):
            let_go(vault, team.leaver)
        with pytest.raises(Damaged):
            signed(vault, team.case_id, "Restricted", compartment=Compartment.RESTRICTED)
        assert (vault.header.epoch, vault.database.path.name) == (1, "store.db")
        vault.lock()


def test_a_header_that_the_disk_refuses_leaves_the_vault_open_and_as_it_was(team: Team) -> None:
    with closing(team.lead()) as vault:
        beside = name_beside(team.folder / "vault.json")
        beside.mkdir()
        with pytest.raises(UserError):
            let_go(vault, team.leaver)
        beside.rmdir()
        assert [path.name for path in team.folder.glob("store*")].count("store-2.db") == 0
        record = signed(vault, team.case_id, "After the refusal", compartment=Compartment.MAPPA)
        assert check(vault).findings == ()
        let_go(vault, team.leaver)
        vault.lock()
    with closing(team.stays()) as vault:
        assert Records(vault).read(record).fault == ""
        assert check(vault).findings == ()


def killed_before(team: Team, write: int) -> bool:
    """Kill who lets somebody go before that write; whether there was such a write."""
    with start_worker("let_go", team.folder, team.machine.state, team.leaver, write) as process:
        out, said = process.communicate()
    assert process.returncode in {0, -signal.SIGKILL}, said
    epoch = header_file.load(team.folder / "vault.json").epoch
    assert ("let go" in out) <= (epoch == 2)
    with closing(team.lead()) as vault:
        assert check(vault).findings == ()
        gone = [each.has_left for each in Staff(vault).list()].count(True)
        assert (gone, vault.header.epoch) in {(0, 1), (1, 2)}
        vault.lock()
    assert len(list(team.folder.glob("store*.db*"))) == 1
    with closing(team.stays()) as vault:
        vault.lock()
    if epoch == 1:
        unlock(team.folder, COLLEAGUE.login, COLLEAGUE_PASSPHRASE, machine=team.machine).lock()
    return process.returncode != 0


@pytest.mark.parametrize("write", FEW)
def test_a_kill_before_a_write_leaves_a_vault_that_opens(team: Team, write: int) -> None:
    assert killed_before(team, write)


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_a_kill_before_each_write_leaves_a_vault_that_opens(made: Team, tmp_path: Path) -> None:
    for write in range(1, MOST):
        place = tmp_path / str(write)
        shutil.copytree(made.folder.parent, place)
        machine = Machine(state=place / "state")
        team = Team(place / "team.vault", machine, place / "kept.vault", made.leaver, made.case_id, made.kit)
        if not killed_before(team, write):
            assert write > max(FEW)
            return
    pytest.fail("letting somebody go has no end of writes")
