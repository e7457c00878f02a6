"""OpenSSL takes the revocation list for what it is, and refuses a certificate that stands in it."""

import subprocess
from datetime import timedelta
from pathlib import Path

from cryptography import x509

from app.crypto import certificates, crl
from app.crypto.status import Why, Withdrawn
from tests.crypto.signed_pdfs import WHEN, new_site
from tests.outside import tool

SITE = new_site()
SERIAL = certificates.load(SITE.certificate).serial_number
LEFT = WHEN + timedelta(days=30)
ENTRY = Withdrawn(certificates.digest(SITE.certificate), f"{SERIAL:x}", LEFT, Why.LEFT)
MADE = crl.make(SITE.authority, [ENTRY], 7, LEFT)


def openssl(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [tool("openssl"), *map(str, arguments)], capture_output=True, text=True, check=False
    )


def test_openssl_verifies_the_list_under_the_authority_and_under_no_other(tmp_path: Path) -> None:
    (tmp_path / "site-ca.crl").write_bytes(MADE)
    for root, holds in ((SITE.root, True), (new_site().root, False)):
        (tmp_path / "ca.pem").write_bytes(certificates.to_pem([root]))
        ended = openssl(
            "crl", "-in", tmp_path / "site-ca.crl", "-CAfile", tmp_path / "ca.pem", "-verify", "-noout"
        )
        assert ("verify OK" in ended.stderr) is holds


def test_openssl_refuses_a_certificate_that_stands_in_it_and_takes_one_that_does_not(tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_bytes(certificates.to_pem([SITE.root]))
    (tmp_path / "one.pem").write_bytes(certificates.to_pem([SITE.certificate]))
    at = int((LEFT + timedelta(days=1)).timestamp())
    common = ("-crl_check", "-attime", at, "-CAfile", tmp_path / "ca.pem", "-CRLfile", tmp_path / "list.crl")
    (tmp_path / "list.crl").write_bytes(MADE)
    assert "certificate revoked" in openssl("verify", *common, tmp_path / "one.pem").stderr
    (tmp_path / "list.crl").write_bytes(crl.make(SITE.authority, [], 8, LEFT))
    assert openssl("verify", *common, tmp_path / "one.pem").returncode == 0


def test_says_number_next_update_serial_date_and_reason() -> None:
    made = x509.load_pem_x509_crl(MADE)
    assert made.extensions.get_extension_for_class(x509.CRLNumber).value.crl_number == 7
    assert made.next_update_utc == LEFT + crl.VALID
    (entry,) = made
    assert (entry.serial_number, entry.revocation_date_utc) == (SERIAL, LEFT)
    reason = entry.extensions.get_extension_for_class(x509.CRLReason).value.reason
    assert reason is x509.ReasonFlags.affiliation_changed
