"""The site's certificate authority and the certificates of its staff (X.509, RFC 5280)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from app.crypto.member_keys import PublicKey
from app.errors import NotGenuine


class Purpose(StrEnum):
    RECORDS = "records"
    DOCUMENTS = "documents"
    COMPARTMENTS = "compartments"


@dataclass(frozen=True)
class Authority:
    key: ec.EllipticCurvePrivateKey
    certificate: bytes


@dataclass(frozen=True)
class Subject:
    name: str
    organisation: str
    role: str
    registration: str


def new_authority(site: str, now: datetime) -> Authority:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, site),
            x509.NameAttribute(NameOID.COMMON_NAME, site + " CA"),
        ]
    )
    c = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now)
        .not_valid_after(now + timedelta(days=365 * 15))
        .add_extension(x509.BasicConstraints(True, 0), True)
        .sign(key, hashes.SHA256())
    )
    return Authority(key, c.public_bytes(serialization.Encoding.DER))


def issue(authority: Authority, purpose: Purpose, key: PublicKey, subject: Subject, now: datetime) -> bytes:
    ca = x509.load_der_x509_certificate(authority.certificate)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, subject.name)])
    c = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(ca.subject)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now)
        .not_valid_after(now + timedelta(days=365 * 3))
        .sign(authority.key, hashes.SHA256())
    )
    return c.public_bytes(serialization.Encoding.DER)


def check_issued(certificate: bytes, authority: bytes, purpose: Purpose, at: datetime) -> None:
    c, ca = x509.load_der_x509_certificate(certificate), x509.load_der_x509_certificate(authority)
    try:
        c.verify_directly_issued_by(ca)
    except (InvalidSignature, ValueError, TypeError):
        raise NotGenuine from None


def public_key(certificate: bytes) -> PublicKey:
    return x509.load_der_x509_certificate(certificate).public_key()


def fingerprint_hex(certificate: bytes) -> str:
    return sha256(certificate).hexdigest()
