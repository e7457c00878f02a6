"""Nobody gives themselves a role, a registration or a grade: what is signed and printed is what the lead certified."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from app.crypto.pdf import verifying
from app.domain.fields.rights import Grade
from app.errors import Damaged
from app.services.cases.casefile import CaseFile
from app.services.checks.checking import check
from app.services.entry.unlocking import unlock
from app.services.records.records import Records
from app.services.sharing.summarising import Request
from app.services.vault import keys
from app.services.vault.machine import Machine
from app.services.vault.open_vault import OpenVault
from tests.attacks.ground import raw_sql
from tests.builders import COLLEAGUE, COLLEAGUE_PASSPHRASE, add_case, enrol_colleague, open_as_lead, signed
from tests.confirmed import export

PROMOTED = (
    "UPDATE staff SET role = 'Consultant forensic psychiatrist', registration_body = 'GMC', "
    "registration_number = '7654321', is_lead = 1 WHERE login = ?"
)
PANEL = Request(
    audience="panel",
    recipient="The panel",
    purpose="Discussion",
    question="What next?",
    answer="Little has changed.",
)


@pytest.fixture
def case_id(folder: Path, machine: Machine) -> str:
    """A case in a vault whose assistant has promoted themselves by SQL."""
    with closing(open_as_lead(folder, machine)) as vault:
        enrol_colleague(vault)
        made = add_case(vault)
    with raw_sql(folder, COLLEAGUE.login, COLLEAGUE_PASSPHRASE) as sql:
        sql.execute(PROMOTED, [COLLEAGUE.login])
    return made


def _as_colleague(folder: Path, machine: Machine) -> OpenVault:
    return unlock(folder, COLLEAGUE.login, COLLEAGUE_PASSPHRASE, machine=machine)


def test_a_record_bears_the_role_that_was_certified(folder: Path, machine: Machine, case_id: str) -> None:
    with closing(_as_colleague(folder, machine)) as vault:
        assert vault.member.grade is Grade.CLINICIAN
        view = Records(vault).read(signed(vault, case_id, "Opinion of an assistant"))
    author = view.provenance.author
    assert (view.fault, author.role, author.registration) == ("", COLLEAGUE.role, "Not registered")


def test_the_check_names_a_staff_entry_that_differs_from_its_certificate(
    folder: Path, machine: Machine, case_id: str
) -> None:
    with closing(open_as_lead(folder, machine)) as vault:
        found = check(vault).findings
    assert {each.area for each in found} == {"staff", "facts"}
    assert any("another name, role or registration than was certified" in each.sentence for each in found)
    said = "“Role” is shown as Consultant forensic psychiatrist, but Dr Rowan Ashdown stated Assistant psychologist"
    assert any(said in each.sentence for each in found)
    assert any(
        "“Grade” is shown as Lead, but Dr Rowan Ashdown stated Clinician" in each.sentence for each in found
    )


def test_a_role_put_into_a_record_by_another_program_shows(
    folder: Path, machine: Machine, case_id: str
) -> None:
    with closing(_as_colleague(folder, machine)) as vault:
        vault.member = replace(vault.member, role="Consultant forensic psychiatrist")
        view = Records(vault).read(signed(vault, case_id, "Opinion"))
    assert "another author, role or registration" in view.fault


def test_a_role_put_into_a_summary_by_another_program_is_not_genuine(
    folder: Path, machine: Machine, case_id: str
) -> None:
    out = folder.with_name("summary.pdf")
    with closing(_as_colleague(folder, machine)) as vault:
        signed(vault, case_id, "Seen")
        with vault.database.read() as session:
            roots = keys.trusted(session, vault.header)
        reference = _reference(vault, case_id)
        vault.member = replace(vault.member, role="Consultant forensic psychiatrist")
        with pytest.raises(RuntimeError, match="does not verify"):
            export(vault, reference, PANEL, out)
        vault.member = replace(vault.member, role=COLLEAGUE.role)
        export(vault, reference, PANEL, out)
    verdict = verifying.verify(out.read_bytes(), roots)
    assert (verdict.state, verdict.role) == (verifying.State.GENUINE, COLLEAGUE.role)


def test_a_certificate_of_one_s_own_making_lets_nobody_in(
    folder: Path, machine: Machine, case_id: str
) -> None:
    with raw_sql(folder, COLLEAGUE.login, COLLEAGUE_PASSPHRASE) as sql:
        sql.execute(
            "UPDATE member_key SET certificate = (SELECT k.certificate FROM member_key k JOIN staff s ON "
            "s.id = k.staff_id WHERE s.login <> ? AND k.purpose = 'records') WHERE purpose = 'records'",
            [COLLEAGUE.login],
        )
    with pytest.raises(Damaged, match="not one that the service gave you"):
        _as_colleague(folder, machine)


def _reference(vault: OpenVault, case_id: str) -> str:
    return CaseFile(vault).open(case_id).case.reference
