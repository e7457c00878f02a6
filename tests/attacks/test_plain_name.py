"""What a stranger reads in certificates and signatures: the plain name alone, also of a vault that is older than it."""

import re
import subprocess
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from app.domain.cases.site_settings import SITE_SETTINGS
from app.domain.fields.rights import Right
from app.errors import Exit, NotAcceptable
from app.services.cases.casefile import CaseFile
from app.services.cases.cases import Cases
from app.services.checks.checking import check
from app.services.entry.unlocking import unlock
from app.services.facts.site_settings import plain_name_in_certificates
from app.services.sharing.preparing import prepare
from app.services.sharing.summarising import Request
from app.services.sharing.verifying import verify_files
from app.services.team.site import SiteFacts, certifying
from app.services.vault.confirming import confirmed_at_unlocking
from app.services.vault.machine import Machine
from app.services.vault.open_vault import OpenVault
from app.services.vault.site_status import AUTHORITY_FILE, FILE
from tests.attacks.ground import raw_sql
from tests.builders import (
    COLLEAGUE,
    COLLEAGUE_PASSPHRASE,
    PLAIN_NAME,
    SITE,
    add_case,
    enrol_colleague,
    open_as_lead,
    signed,
)
from tests.confirmed import export, rename, state_settings
from tests.outside import tool
from tests.released import released

PANEL = Request(
    audience="panel",
    recipient="The panel",
    purpose="Discussion",
    question="What next?",
    answer="Little has changed.",
)
LETTER = Request(
    audience="gp",
    recipient="The Quay Practice",
    purpose="Care",
    texts=(("asks", "Mood: review it with us."), ("how", "Better.")),
)
TELLS = re.compile("stalk|masip|casework", re.IGNORECASE)
EVERY = (
    "SELECT certificate FROM authority UNION ALL SELECT certificate FROM member_key "
    "UNION ALL SELECT certificate FROM member_certificate"
)


def read_by_openssl(der: bytes) -> str:
    """All that a certificate says."""
    command = [
        tool("openssl"),
        "x509",
        "-inform",
        "DER",
        "-noout",
        "-text",
        "-nameopt",
        "utf8,sep_comma_plus",
    ]
    return subprocess.run(command, input=der, capture_output=True, check=True).stdout.decode()


def is_plain(vault: OpenVault) -> bool:
    with vault.reading(Right.BANNER) as act:
        return plain_name_in_certificates(vault, act.session)


def test_no_certificate_of_a_new_vault_names_what_the_service_is_about(
    folder: Path, machine: Machine, tmp_path: Path
) -> None:
    with closing(open_as_lead(folder, machine)) as vault:
        enrol_colleague(vault)
        case_id = add_case(vault)
        signed(vault, case_id, "Seen once")
        reference = CaseFile(vault).open(case_id).case.reference
        export(vault, reference, PANEL, tmp_path / "out.pdf")
        assert is_plain(vault)
    with raw_sql(folder) as store:
        found = [read_by_openssl(der) for (der,) in store.execute(EVERY)]
    assert len(found) == 7
    for text in found:
        assert f"O={PLAIN_NAME}" in text
        assert not TELLS.search(text), text
    command = [tool("pdfsig"), "-nocert", "out.pdf"]
    report = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, text=True).stdout
    assert PLAIN_NAME in report
    # A panel knows what the team does, and reads its name on the page.
    with pypdfium2.PdfDocument(tmp_path / "out.pdf") as pdf:
        assert SITE in pdf[0].get_textpage().get_text_range()
    assert not TELLS.search(report), report


def test_with_another_name_what_was_signed_before_stays_genuine_and_colleagues_are_not_asked(
    folder: Path, machine: Machine, tmp_path: Path
) -> None:
    partner = tmp_path / "partner"
    partner.mkdir()
    with closing(open_as_lead(folder, machine)) as vault:
        enrol_colleague(vault)
        case_id = add_case(vault)
        signed(vault, case_id, "Seen once")
        reference = CaseFile(vault).open(case_id).case.reference
        export(vault, reference, PANEL, partner / "before.pdf")
        only_old = (partner / AUTHORITY_FILE).read_bytes()
        rename(vault, "Millrace Clinic")
        assert is_plain(vault)
        again = confirmed_at_unlocking(vault, certifying("Millrace Clinic"))
        with pytest.raises(NotAcceptable, match="bear that name already"):
            SiteFacts(vault).certify("Millrace Clinic", again)
        export(vault, reference, PANEL, partner / "after.pdf")
        assert check(vault).findings == ()
    with closing(unlock(folder, COLLEAGUE.login, COLLEAGUE_PASSPHRASE, machine=machine)) as vault:
        assert is_plain(vault)
        assert check(vault).findings == ()
    for name in ("before.pdf", "after.pdf"):
        told, code = verify_files([partner / name], partner / AUTHORITY_FILE, partner / FILE)
        assert (code, "Not among the certificates" in told) == (Exit.DONE, True), told
    # Whoever kept the old authority file alone reads the new status by it.
    (tmp_path / "old.pem").write_bytes(only_old)
    told, code = verify_files([partner / "before.pdf"], tmp_path / "old.pem", partner / FILE)
    assert (code, "Not among the certificates" in told) == (Exit.DONE, True), told


def test_a_vault_of_the_first_release_works_as_it_did_until_its_lead_states_a_name(tmp_path: Path) -> None:
    old = released(tmp_path / "old")
    with closing(old.open()) as vault:
        page = SiteFacts(vault).page()
        assert (page.settings, page.is_plain) == (SITE_SETTINGS, False)
        assert "Stalking" in page.certified
        with pytest.raises(NotAcceptable, match="state it first"):
            SiteFacts(vault).certify("", confirmed_at_unlocking(vault, certifying("")))
        assert check(vault).findings == ()
        # Its letters wait for the name, and for certificates that bear it.
        case_id = Cases(vault).find("NM-0198")
        with pytest.raises(NotAcceptable, match="This service has no plain name"):
            prepare(vault, case_id, LETTER)
        state_settings(vault, replace(SITE_SETTINGS, plain_name="Millrace Clinic"))
        with pytest.raises(
            NotAcceptable, match="The certificates of this service do not bear its plain name"
        ):
            prepare(vault, case_id, LETTER)
        rename(vault, "Millrace Clinic")
        assert prepare(vault, case_id, LETTER).document.letter is not None
        assert is_plain(vault)
        assert check(vault).findings == ()
