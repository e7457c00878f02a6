"""The site's own certificate authority, and the certificates it gives to the keys of its staff.

One authority (ECDSA P-256, self-signed, no intermediates) vouches for three kinds of key, told apart by
`Purpose`. Certificates travel as DER bytes. A certificate is judged at the time it was used, not at the time
of looking, so that a signature outlives the certificate it was made under. Profile: RFC 5280; document
signing: RFC 9336.
"""

import enum
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, x25519
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from app.crypto import canonical
from app.crypto.certificates import BROKEN, digest, holder, load
from app.errors import NotAcceptable, NotGenuine

PublicKey = ec.EllipticCurvePublicKey | ed25519.Ed25519PublicKey | x25519.X25519PublicKey
PrivateKey = ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey | x25519.X25519PrivateKey

AUTHORITY_YEARS = 15
STAFF_YEARS = 3
# A certificate is used within seconds of its issue, perhaps on a machine whose clock is a day behind: that is let pass
# (services/vault/clock.py), so no certificate may stand in its way.
BACKDATED = timedelta(days=1, minutes=5)
_NAME_LIMIT = 64  # RFC 5280, appendix A.1: ub-common-name, ub-organization-name, ub-organizational-unit-name
_DOCUMENT_SIGNING = x509.ObjectIdentifier("1.3.6.1.5.5.7.3.36")  # RFC 9336
_URN = "urn:uuid:"
_PRINTABLE = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 '()+,-./:=?")


class Purpose(enum.Enum):
    """What a member of staff's key is for."""

    DOCUMENTS = "documents"
    """Signing PDFs: ECDSA P-256, because Acrobat and NSS know no Ed25519."""
    RECORDS = "records"
    """Signing records: Ed25519."""
    COMPARTMENTS = "compartments"
    """Receiving compartment keys: X25519 (RFC 8410)."""


@dataclass(frozen=True)
class Authority:
    """The site's authority: who holds `key` decides who is staff."""

    key: ec.EllipticCurvePrivateKey = field(repr=False)
    certificate: bytes


@dataclass(frozen=True)
class Subject:
    """A member of staff as a certificate will name them; the organisation is the authority's.

    `member` is their UUID in the vault: names can be alike, and a store can be made to say another's. `grade` says what
    they may do there.
    """

    name: str
    role: str
    registration: str = ""
    member: str = ""
    grade: str = ""


def new_authority(site: str, now: datetime) -> Authority:
    """Make the site's authority, good for 15 years.

    Raises `NotAcceptable` for a name a certificate cannot hold.
    """
    key = ec.generate_private_key(ec.SECP256R1())
    common_name = f"{_fitting(site)} signing authority"
    name = _name(Subject(common_name if len(common_name) <= _NAME_LIMIT else site, ""), site)
    builder = (
        _builder(name, key.public_key(), now, _years_after(now, AUTHORITY_YEARS))
        .issuer_name(name)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(key_cert_sign=True, crl_sign=True), critical=True)
    )
    return Authority(key, _der(builder.sign(key, hashes.SHA256())))


def issue(
    authority: Authority,
    purpose: Purpose,
    public_key: PublicKey,
    subject: Subject,
    now: datetime,
    *,
    years: int = STAFF_YEARS,
) -> bytes:
    """Certify a member of staff's key; the certificate never outlives the authority's.

    Raises `NotAcceptable` if a name does not fit or the authority has run out, `TypeError` if the key is of
    another kind than the purpose needs.
    """
    if not _fits(purpose, public_key):
        raise TypeError(f"not a key for {purpose.value}")
    issuer = load(authority.certificate)
    if now >= issuer.not_valid_after_utc:
        raise NotAcceptable("The site's authority has run out: a new one has to be made first.")
    name = _name(subject, holder(authority.certificate).organisation)
    until = min(_years_after(now, years), issuer.not_valid_after_utc)
    builder = (
        _builder(name, public_key, now, until)
        .issuer_name(issuer.subject)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_purpose_usage(purpose), critical=True)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.key.public_key()), critical=False
        )
    )
    if subject.member:
        uri = x509.UniformResourceIdentifier(_URN + subject.member)
        builder = builder.add_extension(x509.SubjectAlternativeName([uri]), critical=False)
    if purpose is Purpose.DOCUMENTS:
        # NSS and Acrobat predate RFC 9336 and look for e-mail protection.
        eku = x509.ExtendedKeyUsage([_DOCUMENT_SIGNING, ExtendedKeyUsageOID.EMAIL_PROTECTION])
        builder = builder.add_extension(eku, critical=False)
    return _der(builder.sign(authority.key, hashes.SHA256()))


def vouch_for(authority: Authority, successor: bytes, vault_id: str) -> bytes:
    """The authority's signature that another's certificate takes its place (ECDSA P-256, SHA-256)."""
    return authority.key.sign(_succession(successor, vault_id), ec.ECDSA(hashes.SHA256()))


def is_vouched_for(authority_certificate: bytes, successor: bytes, voucher: bytes, vault_id: str) -> bool:
    """Whether the authority vouched for its successor in that vault."""
    key = load(authority_certificate).public_key()
    if not isinstance(key, ec.EllipticCurvePublicKey):
        return False
    try:
        key.verify(voucher, _succession(successor, vault_id), ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        return False
    return True


def _succession(successor: bytes, vault_id: str) -> bytes:
    return canonical.dumps(["casework/authority/1", vault_id, digest(successor)])


def check_issued(certificate: bytes, authority_certificate: bytes, purpose: Purpose, at: datetime) -> None:
    """Check that the authority issued the certificate for `purpose` and both were in force at `at`.

    For a signature, `at` is the time of signing. Raises `NotGenuine`.
    """
    check_issuer(certificate, authority_certificate, purpose)
    for one in (certificate, authority_certificate):
        loaded = load(one)
        if not loaded.not_valid_before_utc <= at <= loaded.not_valid_after_utc:
            raise NotGenuine("The certificate was not in force at the time it was used.")


def check_member(certificate: bytes, member: str) -> None:
    """Check that a certificate names the member of that UUID; raises `NotGenuine`."""
    try:
        names = load(certificate).extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        found = names.get_values_for_type(x509.UniformResourceIdentifier)
    except BROKEN:
        found = []
    if found != [_URN + member]:
        raise NotGenuine("The key was certified for somebody else.")


def check_issuer(certificate: bytes, authority_certificate: bytes, purpose: Purpose) -> None:
    """Check that the authority issued the certificate for `purpose`, at whatever time.

    Raises `NotGenuine`.
    """
    try:
        loaded = load(certificate)
        issuer = load(authority_certificate)
        by_an_authority = _is_authority(issuer)
        loaded.verify_directly_issued_by(issuer)
        public_key = loaded.public_key()
        for_purpose = _fits(purpose, public_key) and _certified_for(loaded, purpose)
    except (*BROKEN, InvalidSignature) as no:
        raise NotGenuine("The certificate was not issued by this site's authority.") from no
    if not by_an_authority:
        raise NotGenuine("The certificate given as the site's authority is not that of an authority.")
    if not for_purpose:
        raise NotGenuine("The certificate was issued for another purpose.")


def _builder(name: x509.Name, key: PublicKey, now: datetime, until: datetime) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now.astimezone(UTC) - BACKDATED)
        .not_valid_after(until.astimezone(UTC))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _years_after(now: datetime, years: int) -> datetime:
    leap_day = (now.month, now.day) == (2, 29)
    return now.replace(year=now.year + years, day=28 if leap_day else now.day)


def _name(subject: Subject, organisation: str) -> x509.Name:
    role, registration = subject.role, subject.registration
    if not set(registration) <= _PRINTABLE:
        raise NotAcceptable("A registration number is made of letters, digits, spaces and . , / - ( ) only.")
    parts = (
        (NameOID.COUNTRY_NAME, "GB"),
        (NameOID.ORGANIZATION_NAME, _fitting(organisation)),
        (NameOID.ORGANIZATIONAL_UNIT_NAME, _fitting(role) if role else ""),
        (NameOID.COMMON_NAME, _fitting(subject.name)),
        # X.520: the designated position or function of its holder within the organisation.
        (NameOID.TITLE, subject.grade),
        (NameOID.SERIAL_NUMBER, _fitting(registration) if registration else ""),
    )
    return x509.Name([x509.NameAttribute(oid, value) for oid, value in parts if value])


def _fitting(text: str) -> str:
    text = " ".join(text.split())
    if not text or len(text) > _NAME_LIMIT:
        raise NotAcceptable("A name in a certificate has 1 to 64 characters.")
    return text


def _usage(**granted: bool) -> x509.KeyUsage:
    kinds = (
        "digital_signature content_commitment key_encipherment data_encipherment key_agreement "
        "key_cert_sign crl_sign encipher_only decipher_only"
    )
    return x509.KeyUsage(**(dict.fromkeys(kinds.split(), False) | granted))


def _purpose_usage(purpose: Purpose) -> x509.KeyUsage:
    if purpose is Purpose.DOCUMENTS:
        return _usage(digital_signature=True, content_commitment=True)
    if purpose is Purpose.RECORDS:
        return _usage(digital_signature=True)
    return _usage(key_agreement=True)


def _fits(purpose: Purpose, key: object) -> bool:
    if purpose is Purpose.DOCUMENTS:
        return isinstance(key, ec.EllipticCurvePublicKey) and isinstance(key.curve, ec.SECP256R1)
    return isinstance(key, ed25519.Ed25519PublicKey if purpose is Purpose.RECORDS else x25519.X25519PublicKey)


def _certified_for(certificate: x509.Certificate, purpose: Purpose) -> bool:
    extensions = certificate.extensions
    if extensions.get_extension_for_class(x509.BasicConstraints).value.ca:
        return False
    if extensions.get_extension_for_class(x509.KeyUsage).value != _purpose_usage(purpose):
        return False
    if purpose is not Purpose.DOCUMENTS:
        return True
    return _DOCUMENT_SIGNING in extensions.get_extension_for_class(x509.ExtendedKeyUsage).value


def _is_authority(certificate: x509.Certificate) -> bool:
    extensions = certificate.extensions
    return (
        extensions.get_extension_for_class(x509.BasicConstraints).value.ca
        and extensions.get_extension_for_class(x509.KeyUsage).value.key_cert_sign
    )


def _der(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.DER)
