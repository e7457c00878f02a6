"""Reading certificates: what one says about its holder, its fingerprint, PEM to DER and back.

A certificate travels as DER bytes. Nothing here decides whether to trust one: that is `pki.check_issued`.
"""

import hashlib
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.x509.oid import NameOID

from app.crypto.member_keys import PublicKey
from app.errors import NotAcceptable, NotGenuine

_NOT_CERTIFICATES = (
    "That is no certificate Casework can read: the PEM file of the site's authority is needed."
)
_BUNDLE_LIMIT = 1024 * 1024
BROKEN = (
    ValueError,
    TypeError,
    UnsupportedAlgorithm,
    x509.InvalidVersion,
    x509.DuplicateExtension,
    x509.ExtensionNotFound,
    x509.UnsupportedGeneralNameType,
)
"""What reading a certificate from outside can raise; most of these are no `ValueError`."""


@dataclass(frozen=True)
class Holder:
    """Whom a certificate names. `registration` is with a professional body (HCPC ...), or empty.

    `grade` is what they may do in the vault; certificates from before grades were certified have none.
    """

    name: str
    role: str
    registration: str
    organisation: str
    grade: str = ""


def load(certificate: bytes) -> x509.Certificate:
    """Parse a certificate. Raises one of `BROKEN`; oddities the library merely warns of reach no terminal."""
    with _quietly():
        loaded = x509.load_der_x509_certificate(certificate)
        if loaded.serial_number <= 0:
            raise ValueError("a serial number is positive (RFC 5280, section 4.1.2.2)")
    return loaded


def holder(certificate: bytes) -> Holder:
    """Read whom the certificate names; it is only true if the certificate has been checked.

    Characters that would steer a terminal are replaced. Raises one of `BROKEN` for what is no certificate.
    """
    subject = load(certificate).subject

    def first(oid: x509.ObjectIdentifier) -> str:
        found = subject.get_attributes_for_oid(oid)
        text = str(found[0].value) if found else ""
        return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text)

    return Holder(
        name=first(NameOID.COMMON_NAME),
        role=first(NameOID.ORGANIZATIONAL_UNIT_NAME),
        registration=first(NameOID.SERIAL_NUMBER),
        organisation=first(NameOID.ORGANIZATION_NAME),
        grade=first(NameOID.TITLE),
    )


def public_key(certificate: bytes) -> PublicKey:
    """The key a staff certificate is for; raises `NotGenuine` for a kind that staff do not have."""
    key = load(certificate).public_key()
    if not isinstance(key, PublicKey):
        raise NotGenuine
    return key


def period(certificate: bytes) -> tuple[datetime, datetime]:
    """From when until when a certificate is in force."""
    loaded = load(certificate)
    return loaded.not_valid_before_utc, loaded.not_valid_after_utc


def digest(certificate: bytes) -> str:
    """SHA-256 of the certificate, as the vault header lists authorities: lower-case hexadecimal."""
    return hashlib.sha256(certificate).hexdigest()


def fingerprint(certificate: bytes) -> str:
    """Give the SHA-256 of the certificate in groups of four digits, to compare by eye or by telephone."""
    digits = hashlib.sha256(certificate).hexdigest().upper()
    return " ".join(digits[i : i + 4] for i in range(0, len(digits), 4))


def to_pem(certificates: Iterable[bytes]) -> bytes:
    """Write certificates as one PEM bundle."""
    return b"".join(load(one).public_bytes(serialization.Encoding.PEM) for one in certificates)


def read_bundle(data: bytes) -> tuple[bytes, ...]:
    """Read a PEM file of one or more certificates, or a single DER certificate.

    Raises `NotAcceptable` if there is none, if any is broken, or beyond 1 MiB.
    """
    if len(data) > _BUNDLE_LIMIT:
        raise NotAcceptable(_NOT_CERTIFICATES)
    try:
        with _quietly():
            found = x509.load_pem_x509_certificates(data) if b"-----BEGIN" in data else [load(data)]
            encoded = tuple(one.public_bytes(serialization.Encoding.DER) for one in found)
        for one in encoded:
            load(one)
    except BROKEN as broken:
        raise NotAcceptable(_NOT_CERTIFICATES) from broken
    return encoded


@contextmanager
def _quietly() -> Iterator[None]:
    """Keep what the library thinks of a certificate off the terminal."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
