"""An administrator writes and signs an administrative letter, and reads no other: by content, not by kind."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest

from app.domain.cases.case import CaseGates, Gate
from app.domain.fields.rights import Grade
from app.domain.kinds.letter.content import Letter
from app.errors import NotPermitted, StillMissing
from app.services.cases.pathway import Pathway
from app.services.checks.checking import check
from app.services.records.drafts import Drafts
from app.services.records.editing import Editing
from app.services.records.records import Records
from app.services.team.enrolment import Newcomer
from app.services.vault.open_vault import OpenVault
from tests.builders import add_case, draft_with
from tests.confirmed import enrol, sign
from tests.services.conftest import Desk

ADMINISTRATOR = Newcomer(login="wren", name="Wren Hollis", role="Administrator", grade=Grade.ADMINISTRATOR)
PASSPHRASE = "yet another harbour phrase"
LETTER = Letter(
    template="appointment", audience="person", to="Mr Fairweather", body="Please come.", administrative="yes"
)
CLINICAL = replace(LETTER, body="What we think of it.", administrative="no")


@dataclass
class Ground:
    """The desk with a case, and letters that the lead signed in it."""

    desk: Desk
    case_id: str
    administrative: str
    clinical: str

    def administrator(self) -> OpenVault:
        """Let the administrator sit down."""
        return self.desk.sit(ADMINISTRATOR.login, PASSPHRASE)


@pytest.fixture
def ground(desk: Desk) -> Iterator[Ground]:
    """It."""
    vault = desk.lead()
    enrol(vault, ADMINISTRATOR, PASSPHRASE)
    case_id = add_case(vault)
    signed = (sign(vault, draft_with(vault, case_id, "letter", each)) for each in (LETTER, CLINICAL))
    return Ground(desk, case_id, *signed)


def test_an_administrator_signs_one_that_is_administrative_and_no_other(ground: Ground) -> None:
    vault = ground.administrator()
    record = sign(vault, draft_with(vault, ground.case_id, "letter", LETTER))
    assert Records(vault).read(record).fault == ""
    draft = draft_with(vault, ground.case_id, "letter", CLINICAL)
    with pytest.raises(NotPermitted) as refused:
        sign(vault, draft)
    assert str(refused.value) == "As an administrator you are not permitted to sign clinical records."
    assert Drafts(vault).open(draft).sheet.content == CLINICAL
    assert check(ground.desk.lead()).findings == ()


def test_an_administrator_reads_one_that_is_administrative_and_no_other(ground: Ground) -> None:
    vault = ground.administrator()
    assert Records(vault).read(ground.administrative).sheet.content == LETTER
    for call in (
        lambda: Records(vault).read(ground.clinical),
        lambda: Records(vault).open(ground.clinical),
        lambda: Records(vault).new_version(ground.clinical),
        lambda: Records(vault).begin_remark(ground.clinical, "addendum"),
        lambda: Records(vault).compare(ground.administrative, ground.clinical),
        lambda: Records(vault).compare(ground.clinical, ground.administrative),
    ):
        with pytest.raises(NotPermitted):
            call()
    assert Drafts(vault).mine() == ()


def test_a_version_that_stopped_being_administrative_is_read_no_more(ground: Ground) -> None:
    vault = ground.desk.lead()
    version = Records(vault).new_version(ground.administrative)
    Drafts(vault).save(version.id, replace(version.sheet, content=CLINICAL), version.revision)
    second = sign(vault, version.id)
    vault = ground.administrator()
    assert Records(vault).read(ground.administrative).sheet.content == LETTER
    for call in (
        lambda: Records(vault).read(second),
        lambda: Records(vault).compare(ground.administrative, second),
    ):
        with pytest.raises(NotPermitted):
            call()


def test_beside_their_own_letter_no_clinical_one_is_shown(ground: Ground) -> None:
    vault = ground.administrator()
    draft = Drafts(vault).begin(ground.case_id, "letter")
    assert Editing(vault).open(draft.id).earlier is None
    vault = ground.desk.lead()
    draft = Drafts(vault).begin(ground.case_id, "letter")
    earlier = Editing(vault).open(draft.id).earlier
    assert earlier is not None
    assert earlier.record.sheet.content == CLINICAL


def test_an_administrator_may_still_add_to_a_letter_of_theirs(ground: Ground) -> None:
    vault = ground.administrator()
    assert Records(vault).begin_remark(ground.administrative, "addendum")


def test_a_letter_to_the_person_is_not_signed_while_letters_are_closed(ground: Ground) -> None:
    lead = ground.desk.lead()
    closed = CaseGates(gates=(Gate(gate="letters", stands="closed", why="No contact before the hearing"),))
    Pathway(lead).state(ground.case_id, "case.gates", closed)
    vault = ground.administrator()
    draft = draft_with(vault, ground.case_id, "letter", LETTER)
    with pytest.raises(StillMissing, match="Letters to the person: closed in this case"):
        sign(vault, draft)
    # What is written to somebody else, no gate closes; and what was typed stays.
    assert sign(vault, draft_with(vault, ground.case_id, "letter", replace(LETTER, audience="gp")))
    assert Drafts(vault).open(draft).sheet.content == LETTER
    lead = ground.desk.lead()
    waived = CaseGates(gates=(replace(closed.gates[0], stands="waived"),))
    Pathway(lead).state(ground.case_id, "case.gates", waived)
    assert sign(ground.administrator(), draft)
