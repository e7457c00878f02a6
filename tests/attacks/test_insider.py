"""A member with their own passphrase, the vault key and a SQL prompt cannot plant keys, authorities or signatures."""

import hashlib
import hmac
import json
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ed25519

from app.crypto import certificates, pki
from app.crypto.grants import grant
from app.crypto.secret import Secret
from app.domain.fields.rights import Grade
from app.errors import AuthorityChanged, Damaged
from app.services.checks.checking import check
from app.services.entry.unlocking import unlock
from app.services.records.records import Records
from app.services.vault.machine import Machine
from tests.attacks.ground import raw_sql
from tests.builders import (
    COLLEAGUE,
    COLLEAGUE_PASSPHRASE,
    LEAD,
    LEAD_PASSPHRASE,
    SITE,
    add_case,
    enrol_colleague,
    open_as_lead,
    signed,
)
from tests.independent_reader import hkdf, jcs, open_header


@pytest.fixture
def record(folder: Path, machine: Machine) -> str:
    """A record of the lead's in a vault where a colleague works who is admitted nowhere."""
    with closing(open_as_lead(folder, machine)) as vault:
        enrol_colleague(vault)
        return signed(vault, add_case(vault), "Seen today")


def _insider_sql(folder: Path):  # type: ignore[no-untyped-def]  # noqa: ANN202
    return raw_sql(folder, COLLEAGUE.login, COLLEAGUE_PASSPHRASE)


def test_a_planted_compartment_key_is_refused_before_anything_is_sealed_with_it(
    folder: Path, machine: Machine, record: str
) -> None:
    header, _, _ = open_header(folder, COLLEAGUE.login, COLLEAGUE_PASSPHRASE)
    with _insider_sql(folder) as sql:
        key_id, certificate, lead = sql.execute(
            "SELECT k.id, k.certificate, s.id FROM member_key k JOIN staff s ON s.id = k.staff_id "
            "WHERE s.is_lead AND k.purpose = 'compartments'"
        ).fetchone()
        planted = grant(
            Secret(bytearray(b"K" * 32)),
            certificates.public_key(certificate),
            vault_id=header["vault_id"],
            compartment="victim",
            generation=2,
            holder=key_id,
        )
        row = ("planted", "victim", 2, key_id, lead, planted, None, "2026-11-23T09:00:00.000Z", None)
        sql.execute("INSERT INTO compartment_grant VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        sql.execute(
            "INSERT INTO compartment_key SELECT 'planted', 'victim', 2, voucher FROM compartment_key LIMIT 1"
        )
    with pytest.raises(Damaged, match="somebody put it there"):
        open_as_lead(folder, machine)


def test_a_foreign_authority_in_the_header_is_named_and_not_trusted(
    folder: Path, machine: Machine, record: str
) -> None:
    header, vault_key, _ = open_header(folder, COLLEAGUE.login, COLLEAGUE_PASSPHRASE)
    foreign = pki.new_authority(SITE, datetime.now(UTC))
    with _insider_sql(folder) as sql:
        sql.execute(
            "INSERT INTO authority "
            "SELECT 'foreign', ?, holder_id, sealed_private, created_at, created_at, NULL FROM authority",
            (foreign.certificate,),
        )
    header.pop("mac")
    header["authority"].append(hashlib.sha256(foreign.certificate).hexdigest())
    header["mac"] = hmac.digest(
        hkdf(vault_key, header["vault_id"], "header-mac"), jcs(header), "sha256"
    ).hex()
    (folder / "vault.json").write_bytes(jcs(header))
    with pytest.raises(AuthorityChanged) as refused:
        open_as_lead(folder, machine)
    assert certificates.fingerprint(foreign.certificate) in str(refused.value)


def test_an_authority_taken_out_of_the_header_is_damage(folder: Path, machine: Machine, record: str) -> None:
    header, vault_key, _ = open_header(folder, COLLEAGUE.login, COLLEAGUE_PASSPHRASE)
    header.pop("mac")
    header["authority"] = []
    header["mac"] = hmac.digest(
        hkdf(vault_key, header["vault_id"], "header-mac"), jcs(header), "sha256"
    ).hex()
    (folder / "vault.json").write_bytes(jcs(header))
    with pytest.raises(Damaged):
        open_as_lead(folder, machine)


def test_a_certified_key_of_one_member_does_not_sign_for_another(
    folder: Path, machine: Machine, record: str
) -> None:
    with _insider_sql(folder) as sql:
        sql.execute(
            "INSERT INTO member_key SELECT 'borrowed', lead.id, k.purpose, k.certificate, k.sealed_private, "
            "k.created_at, k.created_at FROM member_key k JOIN staff s ON s.id = k.staff_id, "
            "(SELECT id FROM staff WHERE is_lead) lead WHERE NOT s.is_lead AND k.purpose = 'records'"
        )
        sql.execute("DROP TRIGGER record_refuses_update")
        sql.execute("UPDATE record SET key_id = 'borrowed' WHERE id = ?", (record,))
    with closing(open_as_lead(folder, machine)) as vault:
        assert "certified by this site for that member" in Records(vault).read(record).fault


def test_a_record_that_names_another_author_than_its_signer_shows(
    folder: Path, machine: Machine, record: str
) -> None:
    """The colleague signs with their own certified key, but lets the record bear the lead's name."""
    with closing(unlock(folder, COLLEAGUE.login, COLLEAGUE_PASSPHRASE, machine=machine)) as vault:
        vault.member = type(vault.member)(
            vault.member.id,
            vault.member.login,
            LEAD.name,
            vault.member.role,
            "HCPC PYL01234",
            Grade.CLINICIAN,
        )
        forged = signed(vault, add_case(vault), "Words put in a mouth")
        assert "names another author" in Records(vault).read(forged).fault
        assert any("names another author" in finding.sentence for finding in check(vault).findings)


def test_a_self_made_signature_does_not_hold(folder: Path, machine: Machine, record: str) -> None:
    own = ed25519.Ed25519PrivateKey.generate()
    with _insider_sql(folder) as sql:
        body = json.loads(sql.execute("SELECT body FROM record WHERE id = ?", (record,)).fetchone()[0])
        body["content"]["done"] = "Never seen"
        forged = jcs(body)
        values = (forged, hashlib.sha256(forged).digest(), own.sign(b"casework/record/1\0" + forged), record)
        sql.execute("DROP TRIGGER record_refuses_update")
        sql.execute("UPDATE record SET body = ?, digest = ?, signature = ? WHERE id = ?", values)
    with closing(open_as_lead(folder, machine)) as vault:
        assert Records(vault).read(record).fault


def test_what_the_lead_trusts_is_the_lead_s_alone_to_write(
    folder: Path, machine: Machine, record: str
) -> None:
    with _insider_sql(folder) as sql:
        sql.execute(
            "UPDATE staff SET sealed_trust = (SELECT sealed_trust FROM staff WHERE NOT is_lead) WHERE is_lead"
        )
    with pytest.raises(Damaged):
        unlock(folder, LEAD.login, LEAD_PASSPHRASE, machine=machine)


def test_words_put_into_the_search_text_are_found_by_the_check(
    folder: Path, machine: Machine, record: str
) -> None:
    with _insider_sql(folder) as sql:
        sql.execute("UPDATE record_text SET body = 'Confessed to all of it' WHERE record_id = ?", (record,))
        sql.execute("INSERT INTO record_fts(record_fts) VALUES ('rebuild')")
    with closing(open_as_lead(folder, machine)) as vault:
        assert [f.sentence for f in check(vault).findings if "search shows" in f.sentence]
