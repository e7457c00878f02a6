"""Nobody grants themselves a role, a grade or an admission: what takes the site's word and lacks it is named."""

import json
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from sqlite3 import Connection

import pytest

from app.crypto import canonical, fact_signing, pki
from app.domain.facts import access, staff
from app.domain.facts.access import Admission
from app.domain.facts.event import Basis
from app.domain.fields.compartments import Compartment
from app.domain.fields.rights import Grade, Right
from app.errors import NotPermitted
from app.services.cases.casefile import CaseFile
from app.services.cases.cases import Cases
from app.services.checks.checking import check
from app.services.entry.unlocking import unlock
from app.services.facts.stating import Saying, Subject, state
from app.services.vault import keys
from app.services.vault.machine import Machine
from app.services.vault.open_vault import OpenVault
from tests.attacks.ground import raw_sql, tampered
from tests.builders import (
    COLLEAGUE,
    COLLEAGUE_PASSPHRASE,
    SteppingClock,
    add_case,
    enrol_colleague,
    make_vault,
    open_as_lead,
)
from tests.confirmed import admit, enrol

Change = Callable[[Connection], object]
CLERK = replace(COLLEAGUE, login="clerk", name="Ned Orrell", role="Secretary", grade=Grade.ADMINISTRATOR)


@pytest.fixture(scope="module")
def staffed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A locked vault with a case, a clinician who is admitted to the victims, and an administrator."""
    place = tmp_path_factory.mktemp("staffed")
    machine = Machine(state=place / "state", clock=SteppingClock())
    make_vault(place / "team.vault", machine)
    vault = open_as_lead(place / "team.vault", machine)
    admit(vault, enrol_colleague(vault), Compartment.VICTIM)
    enrol(vault, CLERK, COLLEAGUE_PASSPHRASE)
    add_case(vault)
    vault.lock()
    return place


@pytest.fixture
def folder(staffed: Path, tmp_path: Path) -> Path:
    """That vault, in a copy of the test's own."""
    shutil.copytree(staffed, tmp_path, dirs_exist_ok=True)
    return tmp_path / "team.vault"


def _machine(folder: Path) -> Machine:
    return Machine(state=folder.with_name("state"), clock=SteppingClock())


def findings(folder: Path) -> list[str]:
    """What the check says to the lead."""
    with closing(open_as_lead(folder, _machine(folder))) as vault:
        return [each.sentence for each in check(vault).findings]


def _as(folder: Path, login: str) -> OpenVault:
    return unlock(folder, login, COLLEAGUE_PASSPHRASE, machine=_machine(folder))


def _named(folder: Path, *words: str) -> bool:
    return any(all(each in sentence for each in words) for sentence in findings(folder))


def test_nothing_is_wrong_with_what_nobody_touched(folder: Path) -> None:
    assert findings(folder) == []
    for login in (COLLEAGUE.login, CLERK.login):
        with closing(_as(folder, login)) as vault:
            assert check(vault).findings == ()


GRANTS = {
    "the clinician's": "staff_id = (SELECT id FROM staff WHERE login = 'kit') AND compartment = 'victim'",
    "the recovery kit's": "staff_id IS NULL AND compartment = 'victim'",
    "the lead's own": "staff_id = (SELECT id FROM staff WHERE login = 'rowan') AND compartment = 'mappa'",
}


@pytest.mark.parametrize("which", GRANTS)
def test_an_admission_that_was_taken_out_is_named(folder: Path, which: str) -> None:
    tampered(folder, lambda sql: sql.execute(f"DELETE FROM compartment_grant WHERE {GRANTS[which]}"))
    who = "the recovery kit" if "recovery" in which else "staff entry"
    assert _named(folder, f"Admission of {who}", "it was stated, and is not shown any more")


@pytest.mark.parametrize("which", GRANTS)
def test_an_admission_that_was_made_noise_is_named_and_keeps_nobody_out(folder: Path, which: str) -> None:
    noise = f"UPDATE compartment_grant SET wrapped = randomblob(80) WHERE {GRANTS[which]}"
    tampered(folder, lambda sql: sql.execute(noise))
    assert _named(folder, "Admission of", "“Grant” is not what Dr Rowan Ashdown stated on 23-Nov-2026")
    assert _named(folder, "it does not open") is (which == "the lead's own")


def test_an_admission_of_another_s_place_is_named(folder: Path) -> None:
    exchanged = "UPDATE compartment_grant SET compartment = 'supervision' WHERE compartment = 'third_party'"
    tampered(folder, lambda sql: sql.execute(exchanged))
    said = "is shown as supervision, but Dr Rowan Ashdown stated third_party on 23-Nov-2026"
    assert _named(folder, "“Compartment”", said)


def test_somebody_put_on_the_list_is_named(folder: Path) -> None:
    names = (
        "login, name, role, registration_body, registration_number, is_lead, slot, sealed_trust, created_at"
    )
    put = f"INSERT INTO staff SELECT 'x', {names}, NULL FROM staff LIMIT 1"
    tampered(folder, lambda sql: sql.execute(put))
    assert _named(folder, "Staff entry x", "it is shown, and nobody stated it")


def test_somebody_who_left_and_was_put_back_is_named(folder: Path) -> None:
    left = "UPDATE staff SET left_at = '2026-11-24T09:00:00.000Z' WHERE login = 'clerk'"
    tampered(folder, lambda sql: sql.execute(left))
    assert _named(folder, "“Left at” is shown as 2026-11-24T09:00:00.000Z, and nobody stated it")


def test_a_statement_about_a_role_that_was_taken_out_is_named(folder: Path) -> None:
    tampered(folder, lambda sql: sql.execute("DELETE FROM event WHERE fact = 'staff.role'"))
    assert _named(folder, "Staff entry", "role: what was stated on 23-Nov-2026 was taken out")


def test_two_statements_about_roles_exchanged_are_named(folder: Path) -> None:
    def exchange(sql: Connection) -> None:
        columns = "body, digest, signature, voucher"
        rows = sql.execute(
            f"SELECT id, {columns} FROM event WHERE fact = 'staff.role' ORDER BY id"
        ).fetchall()
        for row, other in ((rows[0], rows[1]), (rows[1], rows[0])):
            statement = "UPDATE event SET body = ?, digest = ?, signature = ?, voucher = ? WHERE id = ?"
            sql.execute(statement, (*other[1:], row[0]))

    tampered(folder, exchange)
    assert _named(folder, "role: what was stated was altered, or put to another subject or time")


def _grades_itself(vault: OpenVault, **how: object) -> None:
    """State that the member at the desk leads the service, as a program of their own would, ledger row and all."""
    me = vault.member.id
    saying = Saying((staff.ROLE,), staff.StaffRole(role="Director", grade=Grade.LEAD.value))
    with vault.acting(Right.OWN) as act:
        state(vault, act, Subject(me), saying, **{"basis": Basis.RECOVERED} | how)  # type: ignore[arg-type]


def test_the_program_lets_nobody_state_what_takes_the_site_s_word(folder: Path) -> None:
    with closing(_as(folder, COLLEAGUE.login)) as vault:
        with pytest.raises(NotPermitted):
            _grades_itself(vault, basis=Basis.MEMBER)
        said = Admission(
            place="mappa", generation=1, holder="x", grant="x", granted="2026-11-23T09:00:00.000Z"
        )
        with pytest.raises(NotPermitted), vault.acting(Right.OWN) as act:
            state(vault, act, Subject("x"), Saying((access.ADMIT,), said), kept={"wrapped": b"x"})


@pytest.mark.parametrize("basis", [Basis.RECOVERED, Basis.ADOPTED])
def test_a_grade_that_somebody_gave_themselves_is_named(folder: Path, basis: Basis) -> None:
    with closing(_as(folder, COLLEAGUE.login)) as vault:
        _grades_itself(vault, basis=basis)
    said = {
        Basis.RECOVERED: "it takes the word of the site's authority, and does not bear it",
        Basis.ADOPTED: "it was taken over as older, and not with the rest of an older store",
    }
    assert _named(folder, "Staff entry", "role", said[basis])


def test_a_word_that_another_authority_gave_is_named(folder: Path) -> None:
    with closing(_as(folder, COLLEAGUE.login)) as vault:
        own = pki.new_authority("Northmoor Stalking Health Team", vault.clock())
        _grades_itself(vault, authority=own)
    assert _named(folder, "the word of the site's authority under it is not that of an authority you trust")
    assert _named(folder, f"{COLLEAGUE.name} had no right to state it")


def test_the_site_s_word_under_another_statement_is_named(folder: Path) -> None:
    def exchange(sql: Connection) -> None:
        sql.execute(
            "UPDATE event SET voucher = (SELECT voucher FROM event WHERE fact = 'staff.enrol' LIMIT 1) "
            "WHERE fact = 'staff.role'"
        )

    tampered(folder, exchange)
    assert _named(folder, "is not that of an authority you trust")


def test_the_site_s_word_under_what_does_not_take_it_is_named(folder: Path) -> None:
    tampered(folder, lambda sql: sql.execute("UPDATE event SET voucher = x'00' WHERE fact = 'case.stage'"))
    assert _named(folder, "it bears a word that it does not take")


def test_a_way_in_that_a_colleague_stated_for_another_is_named(folder: Path) -> None:
    with closing(_as(folder, COLLEAGUE.login)) as vault, vault.acting(Right.OWN) as act:
        clerk = (
            act.session.connection().exec_driver_sql("SELECT id FROM staff WHERE login = 'clerk'").scalar()
        )
        said = staff.StaffSlot(slot="0" * 16, trust="0" * 64)
        saying = Saying((staff.SLOT,), said)
        state(vault, act, Subject(str(clerk)), saying, basis=Basis.RECOVERED, kept={"sealed_trust": b"x"})
    assert _named(folder, "way in: it takes the word of the site's authority, and does not bear it")


def test_a_stage_that_an_administrator_stated_is_named(folder: Path) -> None:
    with raw_sql(folder) as sql:
        (case_id,) = sql.execute("SELECT id FROM casefile").fetchone()
    with closing(_as(folder, CLERK.login)) as vault:
        vault.member = replace(vault.member, grade=Grade.LEAD)
        view = CaseFile(vault).open(case_id).case
        Cases(vault).change(case_id, replace(view.facts, stage="closed"), "Ended")
    assert _named(folder, "stage: Ned Orrell had no right to state it")


def test_a_certificate_put_in_the_first_one_s_place_signs_for_nobody(folder: Path) -> None:
    """A later certificate is genuine still: the key that counts is the one that was certified."""
    with raw_sql(folder) as sql:
        key_id, genuine = sql.execute(
            "SELECT k.id, k.certificate FROM member_key k JOIN staff s ON s.id = k.staff_id "
            "WHERE s.login = 'kit' AND k.purpose = 'records'"
        ).fetchone()
    with closing(open_as_lead(folder, _machine(folder))) as vault:
        own = pki.new_authority("Northmoor", vault.clock())
        subject = keys.subject_of(vault.member)
        planted = pki.issue(own, pki.Purpose.RECORDS, vault.keys.records.public_key(), subject, vault.clock())
        with vault.database.read() as session:
            before = keys.certified_as(session, vault.header, session.get_one(keys.MemberKey, key_id))

    def put(sql: Connection) -> None:
        sql.execute(
            "INSERT INTO member_certificate VALUES ('x', ?, ?, '2026-11-23T09:00:00.000Z')", (key_id, genuine)
        )
        sql.execute("UPDATE member_key SET certificate = ? WHERE id = ?", (planted, key_id))

    tampered(folder, put)
    with closing(open_as_lead(folder, _machine(folder))) as vault, vault.database.read() as session:
        (after,) = keys.certified_as(session, vault.header, session.get_one(keys.MemberKey, key_id))
    assert after.public == before[0].public
    assert after.public != vault.keys.records.public_key()


def _forged(folder: Path, login: str) -> None:
    """Put a further event of a colleague's role in that a member signed themselves, and change what shows it."""
    with closing(_as(folder, login)) as vault:
        private, key_id, author = vault.keys.records, vault.key_ids["records"], vault.member.id
    with raw_sql(folder) as connection:
        names = [row[1] for row in connection.execute("PRAGMA table_info(event)")]
        newest = "SELECT * FROM event WHERE subject_id = ? ORDER BY number DESC LIMIT 1"
        row = dict(zip(names, connection.execute(newest, [author]).fetchone(), strict=True))
    plain = json.loads(row["body"])
    plain |= {"id": "forged", "number": plain["number"] + 1, "previous": [row["digest"].hex()]}
    plain |= {"fact": "staff.role", "after": {"role": "Director", "grade": "lead"}, "key": key_id}
    plain["author"] |= {"id": author, "name": COLLEAGUE.name, "role": COLLEAGUE.role}
    body = canonical.dumps(plain)
    row |= {"id": "forged", "fact": "staff.role", "number": row["number"] + 1, "body": body, "voucher": None}
    row |= {"digest": fact_signing.digest(body), "signature": fact_signing.sign(private, body)}
    row |= {"author_id": author, "key_id": key_id}

    def put(connection: Connection) -> None:
        connection.execute(f"INSERT INTO event VALUES ({', '.join(f':{name}' for name in names)})", row)
        shown = "UPDATE staff SET role = 'Director', is_lead = 1 WHERE id = ?"
        connection.execute(shown, [author])

    tampered(folder, put)


def test_a_role_forged_beside_the_ledger_is_named(folder: Path) -> None:
    _forged(folder, COLLEAGUE.login)
    assert _named(folder, "of which the ledger knows nothing")
    assert _named(folder, "Staff entry", "role")
