"""A new recovery kit: the old one opens nothing written from then on, and the new one all of it; shown from outside."""

import shutil
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

from app.crypto import header_file, key_slots
from app.crypto.kdf import CHEAPEST
from app.crypto.store_epochs import store_secret
from app.domain.fields.compartments import Compartment
from app.domain.fields.rights import Grade
from app.errors import NotAdmitted, NotPermitted, WrongRecoveryKey
from app.services.checks.checking import check
from app.services.entry.recovering import recover
from app.services.entry.unlocking import unlock
from app.services.records.drafts import Drafts
from app.services.records.records import Records
from app.services.team.enrolment import Newcomer
from app.services.team.staff import Staff
from app.services.vault.backups import back_up, restore
from app.services.vault.machine import Machine
from app.services.vault.open_vault import OpenVault
from tests.attacks.ground import raw_sql
from tests.attacks.test_leaving import opens
from tests.builders import LEAD, add_case, draft_of, make_vault, open_as_lead, signed
from tests.confirmed import enrol, new_kit, readmit
from tests.independent_reader import store_key

CLINICIAN: Final = Newcomer(
    login="wren", name="Wren Oakeshott", role="Forensic psychologist", grade=Grade.CLINICIAN
)
PASSPHRASE: Final = "a third and different phrase"
AFTER: Final = "a new phrase for the lead"
RESTRICTED: Final = Compartment.RESTRICTED


@dataclass(frozen=True)
class Scene:
    """A vault of two; what is sealed in it, also where the lead of the service holds no key; and a copy of it."""

    folder: Path
    machine: Machine
    kept: Path
    kit: str
    case_id: str
    theirs: str
    """A restricted record of the clinician's own case, which the lead does not read."""
    sealed: str
    draft: str

    def lead(self) -> OpenVault:
        return open_as_lead(self.folder, self.machine)

    def clinician(self) -> OpenVault:
        return unlock(self.folder, CLINICIAN.login, PASSPHRASE, machine=self.machine)

    def recovered(self, kit: str) -> OpenVault:
        recover(self.folder, kit, LEAD.login, AFTER, machine=self.machine, params=CHEAPEST)
        return unlock(self.folder, LEAD.login, AFTER, machine=self.machine, accept_authority=True)


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    machine = Machine(state=tmp_path / "state")
    folder = tmp_path / "team.vault"
    kit = make_vault(folder, machine)
    with closing(open_as_lead(folder, machine)) as vault:
        enrol(vault, CLINICIAN, PASSPHRASE)
        case_id = add_case(vault)
        sealed = signed(vault, case_id, "Sealed before", compartment=Compartment.MAPPA)
        draft = draft_of(vault, case_id, "Not signed yet")
        vault.lock()
    with closing(unlock(folder, CLINICIAN.login, PASSPHRASE, machine=machine)) as vault:
        own = add_case(vault, "Quillbeck")
        theirs = signed(vault, own, "Restricted before", compartment=RESTRICTED)
        vault.lock()
    shutil.copytree(folder, tmp_path / "kept.vault")
    return Scene(folder, machine, tmp_path / "kept.vault", kit, case_id, theirs, sealed, draft)


def renewed(scene: Scene) -> str:
    """Make a new kit, and write something after it; gives its key."""
    with closing(scene.lead()) as vault:
        kit = new_kit(vault)
        signed(vault, scene.case_id, "Written later: the ochre house")
        assert check(vault).findings == ()
        back_up(vault, scene.folder.with_name("later.casework-backup"))
        vault.lock()
    return kit


def test_the_old_kit_opens_nothing_any_more_and_is_noted(scene: Scene) -> None:
    kit = renewed(scene)
    assert kit != scene.kit
    with pytest.raises(WrongRecoveryKey):
        recover(scene.folder, scene.kit, LEAD.login, AFTER, machine=scene.machine, params=CHEAPEST)
    restore(scene.folder.with_name("later.casework-backup"), scene.folder.with_name("later.vault"))
    with pytest.raises(WrongRecoveryKey):
        key_slots.unlock_recovery(
            header_file.load(scene.folder.with_name("later.vault") / "vault.json"), scene.kit
        )
    with raw_sql(scene.folder) as connection:
        noted = connection.execute("SELECT count(*) FROM ledger WHERE action = 'kit.renew'").fetchone()
    assert noted == (1,)


def test_with_the_old_header_kept_the_old_kit_opens_the_old_store_alone(scene: Scene) -> None:
    renewed(scene)
    header = header_file.load(scene.kept / "vault.json")
    recovered = key_slots.unlock_recovery(header, scene.kit)
    secret = store_secret(header, recovered)
    said = header_file.load(scene.folder / "vault.json")
    with secret.lend() as raw:
        plain = {"vault_id": header.vault_id, "epoch": header.epoch}
        keys = [store_key(plain | {"epoch": n}, bytes(raw), bytes(raw)) for n in range(1, said.epoch + 1)]
    assert opens(scene.kept / "store.db", keys[header.epoch - 1])
    assert not any(opens(scene.folder / said.store, key) for key in keys)
    # Nor do the grants in the new store open with it: those to the old slot are withdrawn, and it has no others.
    with raw_sql(scene.folder) as connection:
        left = connection.execute(
            "SELECT count(*) FROM compartment_grant WHERE holder = ? AND withdrawn_at IS NULL",
            [recovered.slot_id],
        ).fetchone()
    assert left == (0,)


def test_the_new_kit_lets_the_lead_in_to_all_that_was_sealed_before_and_since(scene: Scene) -> None:
    kit = renewed(scene)
    with closing(scene.recovered(kit)) as vault:
        assert Records(vault).read(scene.sealed).fault == ""
        assert Drafts(vault).open(scene.draft).sheet.content.done == "Not signed yet"  # type: ignore[attr-defined]
        assert check(vault).findings == ()


def test_what_the_lead_does_not_hold_is_handed_to_the_new_kit_by_who_does(scene: Scene) -> None:
    with closing(scene.lead()) as vault, pytest.raises(NotAdmitted):
        Records(vault).read(scene.theirs)
    kit = renewed(scene)
    with closing(scene.clinician()) as vault:
        assert Records(vault).read(scene.theirs).fault == ""
        assert check(vault).findings == ()
        vault.lock()
    with closing(scene.recovered(kit)) as vault:
        assert Records(vault).read(scene.theirs).fault == ""
        assert check(vault).findings == ()


def test_nobody_but_the_lead_makes_one(scene: Scene) -> None:
    with closing(scene.clinician()) as vault:
        with pytest.raises(NotPermitted):
            new_kit(vault)
        vault.lock()
    assert key_slots.unlock_recovery(header_file.load(scene.folder / "vault.json"), scene.kit)


def test_a_colleague_who_was_let_in_again_afterwards_has_their_drafts(scene: Scene) -> None:
    with closing(scene.clinician()) as vault:
        draft = draft_of(vault, scene.case_id, "Half a note")
        vault.lock()
    renewed(scene)
    with closing(scene.lead()) as vault:
        theirs = next(one.member.id for one in Staff(vault).list() if one.member.login == CLINICIAN.login)
        readmit(vault, theirs, "a phrase that nobody knows")
        vault.lock()
    with closing(
        unlock(scene.folder, CLINICIAN.login, "a phrase that nobody knows", machine=scene.machine)
    ) as vault:
        assert Drafts(vault).open(draft).sheet.content.done == "Half a note"  # type: ignore[attr-defined]
