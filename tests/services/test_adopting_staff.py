"""Staff, keys and admissions of an older store are taken over by whoever unlocks first, and confirmed by the lead."""

from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlcipher3 import dbapi2

from app.crypto import header_file
from app.crypto.kdf import CHEAPEST
from app.crypto.key_slots import add_recovery_slot, unlock_passphrase
from app.crypto.recovery import new_recovery_secret, to_text
from app.domain.fields.rights import Grade
from app.models.tables import Staff as StaffRow
from app.services.checks.checking import check
from app.services.entry.recovering import recover
from app.services.entry.unlocking import unlock
from app.services.team.staff import Staff
from app.services.vault.open_vault import OpenVault
from tests.independent_reader import open_header, store_key
from tests.released import Released, released

BARE = (
    "SELECT count(*) FROM event e WHERE e.fact = 'staff.role' AND e.voucher IS NULL "
    "AND NOT EXISTS (SELECT 1 FROM event l WHERE l.subject_id = e.subject_id AND l.fact = e.fact "
    "AND l.number > e.number)"
)
WAITING = "is not confirmed by the lead yet"


def _altered(old: Released, *statements: str) -> None:
    """Change the store as it was released."""
    key = store_key(*open_header(old.folder, "anwen", old.passphrase("anwen")))
    with closing(dbapi2.connect(str(old.folder / "store.db"), isolation_level=None)) as connection:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        for statement in statements:
            connection.execute(statement)


def _unvouched(vault: OpenVault) -> int:
    """How many facts of staff and access bear nobody's word in their newest statement."""
    with vault.database.read() as session:
        return int(session.execute(text(BARE)).scalar_one())


def _says(vault: OpenVault) -> tuple[list[str], list[str]]:
    report = check(vault)
    return [each.sentence for each in report.findings], [
        each for each in report.remarks if "different owners" not in each
    ]


def test_what_the_lead_takes_over_bears_the_site_s_word_at_once(tmp_path: Path) -> None:
    old = released(tmp_path / "old")
    with closing(old.open("rowan")) as vault:
        assert _says(vault) == ([], [])
        assert _unvouched(vault) == 0
    with closing(old.open("anwen")) as vault:
        assert _says(vault) == ([], [])


def test_what_a_colleague_takes_over_waits_for_the_lead(tmp_path: Path) -> None:
    old = released(tmp_path / "old")
    with closing(old.open("anwen")) as vault:
        found, (remark,) = _says(vault)
        assert found == []
        assert WAITING in remark
        assert _unvouched(vault) > 0
        grades = {each.member.login: each.member.grade for each in Staff(vault).list()}
        assert (grades["rowan"], grades["anwen"]) == (Grade.LEAD, Grade.CLINICIAN)
    with closing(old.open("rowan")) as vault:
        assert _says(vault) == ([], [])
        assert _unvouched(vault) == 0
    with closing(old.open("anwen")) as vault:
        assert _says(vault) == ([], [])


@pytest.mark.parametrize("first", ["rowan", "anwen"])
def test_where_the_list_and_a_certificate_differ_the_certificate_holds_and_the_check_says_so(
    tmp_path: Path, first: str
) -> None:
    old = released(tmp_path / "old")
    promoted = (
        "UPDATE staff SET role = 'Director', registration_number = '1', is_lead = 1 WHERE login = 'anwen'"
    )
    _altered(old, promoted)
    old.open(first).close()
    with closing(old.open("rowan")) as vault:
        found, remarks = _says(vault)
        with vault.database.read() as session:
            row = session.execute(select(StaffRow).where(StaffRow.login == "anwen")).scalar_one()
    assert (row.role, row.is_lead) == ("Consultant Forensic Psychiatrist", False)
    assert (row.registration_body, row.registration_number) == ("GMC", "9990014")
    assert found == []
    said = "“Role” was listed as Director when it was taken over; the certificate says Consultant Forensic Psychiatrist"
    assert any(said in each for each in remarks)
    assert any("“Grade” was listed as Lead" in each for each in remarks)


@pytest.mark.parametrize("first", ["rowan", "anwen"])
def test_a_key_that_no_authority_certified_is_taken_over_and_never_confirmed(
    tmp_path: Path, first: str
) -> None:
    old = released(tmp_path / "old")
    planted = (
        "INSERT INTO member_key SELECT 'planted', (SELECT id FROM staff WHERE login = 'rowan'), purpose, certificate, "
        "sealed_private, created_at, created_at FROM member_key WHERE staff_id = "
        "(SELECT id FROM staff WHERE login = 'anwen') AND purpose = 'records'"
    )
    _altered(old, planted)
    old.open(first).close()
    with closing(old.open("rowan")) as vault:
        found, _ = _says(vault)
    assert any(
        "Key of staff entry" in each and "takes the word of the site's authority" in each for each in found
    )


def test_an_older_store_is_taken_over_by_who_lets_themselves_in_with_the_recovery_key(tmp_path: Path) -> None:
    old, recovery = released(tmp_path / "old"), new_recovery_secret()
    header = header_file.load(old.folder / "vault.json")
    opened = unlock_passphrase(header, "rowan", old.passphrase("rowan"))
    header_file.save(old.folder / "vault.json", add_recovery_slot(header, opened.vault_key, recovery))
    typed = "another unrelated heron phrase"
    recover(old.folder, to_text(recovery), "rowan", typed, machine=old.machine, params=CHEAPEST)
    with closing(unlock(old.folder, "rowan", typed, machine=old.machine)) as vault:
        assert _says(vault) == ([], [])
        assert _unvouched(vault) == 0
