"""The recovery key opens the vault for a lead, loses no record, and lets nobody sign as who they were."""

import pytest

from app.crypto.kdf import CHEAPEST
from app.domain.fields.compartments import Compartment
from app.errors import AuthorityChanged, InUse, NotPermitted, WeakSecret, WrongRecoveryKey, WrongSecret
from app.services.checks.checking import check
from app.services.entry.recovering import recover
from app.services.entry.unlocking import unlock
from app.services.records.records import Records
from app.services.team.enrolment import Newcomer
from app.services.team.staff import Staff
from tests.builders import COLLEAGUE, COLLEAGUE_PASSPHRASE, LEAD, LEAD_PASSPHRASE, add_case, signed
from tests.confirmed import admit, enrol, readmit
from tests.services.conftest import Desk

NEW_PASSPHRASE = "an altogether fresh phrase"


def recovered(desk: Desk, login: str = LEAD.login, passphrase: str = NEW_PASSPHRASE) -> None:
    """Use the recovery key."""
    desk.leave()
    recover(desk.folder, desk.recovery_key, login, passphrase, machine=desk.machine, params=CHEAPEST)


def test_the_recovery_key_opens_and_the_lost_passphrase_no_longer(desk: Desk) -> None:
    recovered(desk)
    with pytest.raises(WrongSecret):
        desk.lead()
    assert desk.sit(LEAD.login, NEW_PASSPHRASE).member.name == LEAD.name


def test_old_records_verify_sealed_ones_open_and_new_ones_have_new_keys(desk: Desk) -> None:
    vault = desk.lead()
    case_id = add_case(vault)
    old = [signed(vault, case_id, "Old", compartment=c) for c in Compartment if c.holds_records]
    recovered(desk)
    vault = desk.sit(LEAD.login, NEW_PASSPHRASE)
    views = [Records(vault).read(record) for record in (*old, signed(vault, case_id, "New"))]
    assert {view.fault for view in views} == {""}
    assert views[-1].provenance.key not in {view.provenance.key for view in views[:-1]}
    assert check(vault).is_clean


def test_there_is_a_new_authority_and_the_old_one_still_counts(desk: Desk) -> None:
    before = desk.lead().header.authority
    recovered(desk)
    vault = desk.sit(LEAD.login, NEW_PASSPHRASE)
    assert vault.header.authority[:-1] == before
    assert len(vault.header.authority) == len(before) + 1


def test_the_others_still_get_in_and_the_lead_can_enrol_and_readmit(desk: Desk) -> None:
    recovered(desk)
    with pytest.raises(AuthorityChanged):
        desk.colleague()
    accepted = unlock(
        desk.folder, COLLEAGUE.login, COLLEAGUE_PASSPHRASE, machine=desk.machine, accept_authority=True
    )
    assert accepted.member.name == COLLEAGUE.name
    accepted.lock()
    assert desk.colleague().member.name == COLLEAGUE.name
    staff = Staff(desk.sit(LEAD.login, NEW_PASSPHRASE), CHEAPEST)
    admit(staff.vault, desk.colleague_id, Compartment.VICTIM)
    readmit(staff.vault, desk.colleague_id, "phrase of a readmitted one")
    enrol(
        staff.vault,
        Newcomer(login="wren", name="Wren Oakeshott", role="Psychologist"),
        "phrase of a new colleague",
    )
    vault = desk.colleague("phrase of a readmitted one")
    assert vault.compartments.admits(Compartment.VICTIM)
    assert Records(vault).read(signed(vault, add_case(vault), "Words")).fault == ""


def test_recovering_twice_is_as_good_as_once(desk: Desk) -> None:
    recovered(desk)
    recovered(desk, passphrase=LEAD_PASSPHRASE)
    assert len(desk.lead().header.slots) == 3


@pytest.mark.parametrize("login", [COLLEAGUE.login, "nobody", ""])
def test_the_recovery_key_lets_in_a_lead_alone(desk: Desk, login: str) -> None:
    before = (desk.folder / "vault.json").read_bytes()
    with pytest.raises(NotPermitted):
        recovered(desk, login=login)
    assert (desk.folder / "vault.json").read_bytes() == before
    desk.lead()


def test_a_mistyped_recovery_key_is_said_and_nothing_changes(desk: Desk, recovery_key: str) -> None:
    before = (desk.folder / "vault.json").read_bytes()
    mistyped = desk.recovery_key[:-1] + ("A" if desk.recovery_key[-1] != "A" else "B")
    for key in (mistyped, recovery_key, "", "nonsense"):
        with pytest.raises(WrongRecoveryKey):
            recover(desk.folder, key, LEAD.login, NEW_PASSPHRASE, machine=desk.machine, params=CHEAPEST)
    assert (desk.folder / "vault.json").read_bytes() == before


def test_the_recovery_key_may_be_typed_in_lower_case_and_without_blanks(desk: Desk) -> None:
    desk.recovery_key = desk.recovery_key.lower().replace(" ", "").replace("-", "")
    recovered(desk)
    desk.sit(LEAD.login, NEW_PASSPHRASE)


def test_a_weak_passphrase_and_a_vault_in_use_are_refused(desk: Desk) -> None:
    with pytest.raises(WeakSecret):
        recovered(desk, passphrase="short")
    desk.lead()
    with pytest.raises(InUse):
        recover(
            desk.folder, desk.recovery_key, LEAD.login, NEW_PASSPHRASE, machine=desk.machine, params=CHEAPEST
        )
