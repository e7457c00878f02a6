"""Staff: only the lead who holds the authority lets people in, and no change of keys loses a signature."""

from dataclasses import replace

import pytest

from app.crypto.kdf import CHEAPEST
from app.domain.fields.compartments import SEALED, Compartment
from app.domain.fields.rights import Grade
from app.errors import (
    NotAcceptable,
    NotFound,
    NotPermitted,
    StillMissing,
    WeakSecret,
    WrongSecret,
)
from app.services.records.records import Records
from app.services.team.enrolment import Newcomer
from app.services.team.staff import Staff
from app.services.vault.confirming import confirm
from tests.builders import COLLEAGUE, COLLEAGUE_PASSPHRASE, LEAD, LEAD_PASSPHRASE, add_case, signed
from tests.confirmed import admit, enrol, let_go, readmit
from tests.services.conftest import Desk

THIRD = Newcomer(login="wren", name="Wren Oakeshott", role="Forensic psychologist", grade=Grade.LEAD)
ANOTHER_PASSPHRASE = "a third and different phrase"


def room(desk: Desk) -> Staff:
    """The staff room, the lead at the desk."""
    return Staff(desk.lead(), CHEAPEST)


def test_a_newcomer_can_work_and_is_admitted_to_nothing_sealed(desk: Desk) -> None:
    vault = desk.colleague()
    record = signed(vault, add_case(vault), "Words")
    assert Records(vault).read(record).fault == ""
    assert not any(vault.compartments.admits(c) for c in SEALED)
    assert vault.compartments.admits(Compartment.RESTRICTED)


def test_only_the_lead_who_holds_the_authority_enrols(desk: Desk) -> None:
    enrol(room(desk).vault, THIRD, ANOTHER_PASSPHRASE)
    for login, passphrase in ((COLLEAGUE.login, COLLEAGUE_PASSPHRASE), (THIRD.login, ANOTHER_PASSPHRASE)):
        vault = desk.sit(login, passphrase)
        with pytest.raises(NotPermitted):
            enrol(vault, replace(THIRD, login="other"), ANOTHER_PASSPHRASE)
    with pytest.raises(WrongSecret):
        desk.sit("other", ANOTHER_PASSPHRASE)


@pytest.mark.parametrize("login", ["kit", "KIT", " k-i-t "])
def test_a_login_that_is_taken_is_refused(desk: Desk, login: str) -> None:
    with pytest.raises(NotAcceptable):
        enrol(room(desk).vault, replace(THIRD, login=login), ANOTHER_PASSPHRASE)
    assert desk.colleague().member.name == COLLEAGUE.name


def test_the_login_of_somebody_who_left_is_refused_with_a_sentence(desk: Desk) -> None:
    staff = room(desk)
    let_go(staff.vault, desk.colleague_id)
    for login in ("kit", "KIT"):
        with pytest.raises(NotAcceptable):
            enrol(staff.vault, replace(THIRD, login=login), ANOTHER_PASSPHRASE)


def test_an_enrolment_that_fails_changes_nothing(desk: Desk) -> None:
    staff = room(desk)
    before = (desk.folder / "vault.json").read_bytes()
    with pytest.raises(WeakSecret):
        enrol(staff.vault, THIRD, "short")
    with pytest.raises(StillMissing, match="Role"):
        enrol(staff.vault, replace(THIRD, role=""), ANOTHER_PASSPHRASE)
    assert (desk.folder / "vault.json").read_bytes() == before
    assert len(staff.list()) == 2


def test_admitting_opens_a_compartment_from_the_next_unlocking(desk: Desk) -> None:
    lead = desk.lead()
    case_id = add_case(lead)
    record = signed(lead, case_id, "Words", compartment=Compartment.MAPPA)
    admit(lead, desk.colleague_id, Compartment.MAPPA)
    admit(lead, desk.colleague_id, Compartment.MAPPA)
    vault = desk.colleague()
    assert Records(vault).read(record).fault == ""
    assert not vault.compartments.admits(Compartment.VICTIM)


def test_nobody_admits_themselves(desk: Desk) -> None:
    vault = desk.colleague()
    with pytest.raises(NotPermitted, match="As a clinician you are not permitted to admit colleagues"):
        admit(vault, vault.member.id, Compartment.VICTIM)


def test_nobody_is_admitted_who_is_not_there(desk: Desk) -> None:
    with pytest.raises(NotFound):
        admit(desk.lead(), "nobody", Compartment.VICTIM)


def test_the_list_says_who_is_admitted_where_and_who_left(desk: Desk) -> None:
    staff = room(desk)
    admit(staff.vault, desk.colleague_id, Compartment.VICTIM)
    assert [(c.member.name, c.has_left, c.compartments) for c in staff.list()] == [
        (LEAD.name, False, SEALED),
        (COLLEAGUE.name, False, (Compartment.VICTIM,)),
    ]
    let_go(staff.vault, desk.colleague_id)
    assert [c.has_left for c in staff.list()] == [False, True]


def test_after_readmission_old_signatures_verify_and_new_ones_too(desk: Desk) -> None:
    admit(desk.lead(), desk.colleague_id, Compartment.MAPPA)
    vault = desk.colleague()
    case_id = add_case(vault)
    old = signed(vault, case_id, "Old")
    sealed = signed(vault, case_id, "Sealed", compartment=Compartment.MAPPA)
    readmit(room(desk).vault, desk.colleague_id, ANOTHER_PASSPHRASE)
    with pytest.raises(WrongSecret):
        desk.colleague()
    vault = desk.colleague(ANOTHER_PASSPHRASE)
    new = signed(vault, case_id, "New")
    views = [Records(vault).read(record) for record in (old, sealed, new)]
    assert [view.fault for view in views] == ["", "", ""]
    assert views[0].provenance.key != views[2].provenance.key


def test_only_the_lead_readmits(desk: Desk) -> None:
    vault = desk.colleague()
    with pytest.raises(NotPermitted):
        readmit(vault, vault.member.id, ANOTHER_PASSPHRASE)
    desk.colleague()


def test_the_lead_cannot_readmit_themselves_and_so_lose_the_authority(desk: Desk) -> None:
    vault = desk.lead()
    with pytest.raises(NotPermitted):
        readmit(vault, vault.member.id, ANOTHER_PASSPHRASE)
    enrol(room(desk).vault, THIRD, ANOTHER_PASSPHRASE)


def test_a_new_passphrase_opens_and_the_old_no_longer(desk: Desk) -> None:
    vault = desk.colleague()
    Staff(vault, CHEAPEST).change_passphrase(COLLEAGUE_PASSPHRASE, ANOTHER_PASSPHRASE)
    record = signed(vault, add_case(vault), "Words")
    with pytest.raises(WrongSecret):
        desk.colleague()
    assert Records(desk.colleague(ANOTHER_PASSPHRASE)).read(record).fault == ""


def test_a_passphrase_changes_only_for_who_knows_the_old(desk: Desk) -> None:
    staff = Staff(desk.colleague(), CHEAPEST)
    with pytest.raises(WrongSecret):
        staff.change_passphrase(LEAD_PASSPHRASE, ANOTHER_PASSPHRASE)
    with pytest.raises(WeakSecret):
        staff.change_passphrase(COLLEAGUE_PASSPHRASE, "short")
    confirm(staff.vault, COLLEAGUE_PASSPHRASE, b"")
    with pytest.raises(WrongSecret):
        confirm(staff.vault, LEAD_PASSPHRASE, b"")
    desk.colleague()


def test_what_somebody_signed_outlives_their_post(desk: Desk) -> None:
    vault = desk.colleague()
    record = signed(vault, add_case(vault), "Words")
    staff = room(desk)
    let_go(staff.vault, desk.colleague_id)
    view = Records(staff.vault).read(record)
    assert (view.fault, view.provenance.author.name) == ("", COLLEAGUE.name)


def test_only_the_lead_lets_go_and_nobody_themselves(desk: Desk) -> None:
    vault = desk.colleague()
    for staff_id in (vault.member.id, Staff(vault).list()[0].member.id):
        with pytest.raises(NotPermitted):
            let_go(vault, staff_id)
    lead = desk.lead()
    with pytest.raises(NotPermitted):
        let_go(lead, lead.member.id)
    with pytest.raises(NotFound):
        let_go(lead, "nobody")
