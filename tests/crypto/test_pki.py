"""The site's authority and the certificates of its staff."""

import ssl
import warnings
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from subprocess import run

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, x25519

from app.crypto import certificates, pki
from app.crypto.pki import Purpose
from app.errors import NotAcceptable, NotGenuine
from tests.outside import tool

NOW = datetime(2026, 8, 14, 9, 30, tzinfo=UTC)
WHO = pki.Subject("Dr Siân Llŷr", "Forensic psychologist", "HCPC PYL00001")
AUTHORITY = pki.new_authority("Example Forensic Service", NOW)
KEYS: dict[Purpose, pki.PrivateKey] = {
    Purpose.DOCUMENTS: ec.generate_private_key(ec.SECP256R1()),
    Purpose.RECORDS: ed25519.Ed25519PrivateKey.generate(),
    Purpose.COMPARTMENTS: x25519.X25519PrivateKey.generate(),
}
every_purpose = pytest.mark.parametrize("purpose", Purpose)


def issued(purpose: Purpose, *, authority: pki.Authority = AUTHORITY, now: datetime = NOW) -> bytes:
    return pki.issue(authority, purpose, KEYS[purpose].public_key(), WHO, now)


@every_purpose
def test_certifies_a_key_for_each_purpose(purpose: Purpose) -> None:
    certificate = issued(purpose)
    pki.check_issued(certificate, AUTHORITY.certificate, purpose, NOW)
    assert certificates.holder(certificate) == certificates.Holder(
        "Dr Siân Llŷr", "Forensic psychologist", "HCPC PYL00001", "Example Forensic Service"
    )


@every_purpose
def test_openssl_follows_every_certificate_to_the_authority(purpose: Purpose, tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_bytes(certificates.to_pem([AUTHORITY.certificate]))
    (tmp_path / "staff.pem").write_bytes(certificates.to_pem([issued(purpose)]))
    at = str(int(NOW.timestamp()))
    command = [tool("openssl"), "verify", "-x509_strict", "-attime", at, "-CAfile", "ca.pem", "staff.pem"]
    assert run(command, cwd=tmp_path, check=True, capture_output=True).stdout == b"staff.pem: OK\n"


@every_purpose
def test_refuses_a_certificate_for_any_other_purpose(purpose: Purpose) -> None:
    for other in set(Purpose) - {purpose}:
        with pytest.raises(NotGenuine):
            pki.check_issuer(issued(purpose), AUTHORITY.certificate, other)
        with pytest.raises(TypeError):
            pki.issue(AUTHORITY, other, KEYS[purpose].public_key(), WHO, NOW)


def test_refuses_another_authority_of_the_same_name() -> None:
    twin = pki.new_authority("Example Forensic Service", NOW)
    with pytest.raises(NotGenuine):
        pki.check_issued(issued(Purpose.RECORDS), twin.certificate, Purpose.RECORDS, NOW)


def test_refuses_staff_acting_as_the_authority() -> None:
    staff_key = KEYS[Purpose.DOCUMENTS]
    assert isinstance(staff_key, ec.EllipticCurvePrivateKey)
    usurper = pki.Authority(staff_key, issued(Purpose.DOCUMENTS))
    forged = issued(Purpose.RECORDS, authority=usurper)
    with pytest.raises(NotGenuine):
        pki.check_issuer(forged, usurper.certificate, Purpose.RECORDS)


def test_refuses_an_authority_as_a_member_of_staff() -> None:
    with pytest.raises(NotGenuine):
        pki.check_issuer(AUTHORITY.certificate, AUTHORITY.certificate, Purpose.DOCUMENTS)


@pytest.mark.parametrize("junk", [b"", b"\x30\x80", b"not a certificate"])
def test_refuses_what_is_no_certificate(junk: bytes) -> None:
    with pytest.raises(NotGenuine):
        pki.check_issuer(junk, AUTHORITY.certificate, Purpose.RECORDS)
    with pytest.raises(NotAcceptable):
        certificates.read_bundle(junk)


def test_judges_a_certificate_at_the_time_it_was_used() -> None:
    certificate = issued(Purpose.RECORDS)
    pki.check_issued(certificate, AUTHORITY.certificate, Purpose.RECORDS, NOW + timedelta(days=3 * 365))
    for outside in (NOW - timedelta(days=2), NOW + timedelta(days=3 * 365 + 3)):
        with pytest.raises(NotGenuine):
            pki.check_issued(certificate, AUTHORITY.certificate, Purpose.RECORDS, outside)


def test_never_lets_a_certificate_outlive_the_authority() -> None:
    late = NOW + timedelta(days=14 * 365)
    staff = x509.load_der_x509_certificate(issued(Purpose.RECORDS, now=late))
    authority = x509.load_der_x509_certificate(AUTHORITY.certificate)
    assert staff.not_valid_after_utc == authority.not_valid_after_utc
    with pytest.raises(NotAcceptable):
        issued(Purpose.RECORDS, now=NOW + timedelta(days=16 * 365))


def test_issues_on_a_leap_day() -> None:
    leap = datetime(2028, 2, 29, 12, tzinfo=UTC)
    assert x509.load_der_x509_certificate(issued(Purpose.RECORDS, now=leap)).not_valid_after_utc.year == 2031


def test_says_what_grade_its_holder_has() -> None:
    key = KEYS[Purpose.RECORDS].public_key()
    certified = [
        pki.issue(AUTHORITY, Purpose.RECORDS, key, who, NOW) for who in (replace(WHO, grade="trainee"), WHO)
    ]
    assert [certificates.holder(each).grade for each in certified] == ["trainee", ""]


@pytest.mark.parametrize(
    "who", [pki.Subject("", "Nurse"), pki.Subject("x" * 65, "Nurse"), pki.Subject("A", "Nurse", "№ 1")]
)
def test_refuses_names_a_certificate_cannot_hold(who: pki.Subject) -> None:
    with pytest.raises(NotAcceptable):
        pki.issue(AUTHORITY, Purpose.RECORDS, KEYS[Purpose.RECORDS].public_key(), who, NOW)


def test_accepts_a_site_with_the_longest_name() -> None:
    authority = pki.new_authority("S" * 64, NOW)
    assert certificates.holder(authority.certificate).organisation == "S" * 64


def test_keeps_the_authority_s_key_out_of_its_repr() -> None:
    assert "key" not in repr(AUTHORITY).replace("Key-", "")


def test_reads_a_bundle_of_several_authorities_and_a_lone_der() -> None:
    other = pki.new_authority("Another Service", NOW)
    both = (AUTHORITY.certificate, other.certificate)
    assert certificates.read_bundle(certificates.to_pem(both)) == both
    assert certificates.read_bundle(other.certificate) == (other.certificate,)


def test_fingerprint_is_openssl_s_in_groups_of_four(tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_bytes(certificates.to_pem([AUTHORITY.certificate]))
    command = [tool("openssl"), "x509", "-in", "ca.pem", "-noout", "-fingerprint", "-sha256"]
    said = run(command, cwd=tmp_path, check=True, capture_output=True, text=True).stdout
    grouped = certificates.fingerprint(AUTHORITY.certificate)
    assert grouped.replace(" ", "") == said.partition("=")[2].strip().replace(":", "")
    assert len(grouped.split()) == 16


def test_a_name_cannot_steer_the_terminal() -> None:
    who = pki.Subject("A\x1b[2JB", "Nurse")
    certificate = pki.issue(AUTHORITY, Purpose.RECORDS, KEYS[Purpose.RECORDS].public_key(), who, NOW)
    assert certificates.holder(certificate).name.isprintable()


@pytest.mark.parametrize("as_pem", [False, True])
def test_what_a_library_thinks_of_an_odd_certificate_reaches_no_terminal(as_pem: bool) -> None:  # noqa: FBT001
    """A serial number below nought is refused in a sentence; the library merely warns of it."""
    good = issued(Purpose.DOCUMENTS)
    serial = x509.load_der_x509_certificate(good).serial_number
    octets = serial.to_bytes(serial.bit_length() // 8 + 1)
    odd = good.replace(octets, bytes((0x80 | octets[0],)) + octets[1:], 1)
    data = ssl.DER_cert_to_PEM_cert(odd).encode() if as_pem else odd
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(NotAcceptable, match="no certificate Casework can read"):
            certificates.read_bundle(data)
