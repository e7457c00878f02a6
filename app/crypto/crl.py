"""The certificate revocation list of a site's authority (RFC 5280), for programs that know nothing of us."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from app.crypto import certificates
from app.crypto.pki import Authority
from app.crypto.status import Why, Withdrawn

VALID: Final = timedelta(days=400)
"""How long a list may be gone by; a newer one is made long before."""
_REASONS: Final = {
    Why.LEFT: x509.ReasonFlags.affiliation_changed,
    Why.REPLACED: x509.ReasonFlags.superseded,
}


def make(authority: Authority, withdrawn: Iterable[Withdrawn], number: int, now: datetime) -> bytes:
    """Write the list of what that authority withdrew, as PEM. `withdrawn`: certificates that it issued."""
    issuer = certificates.load(authority.certificate)
    at = now.astimezone(UTC).replace(microsecond=0)
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(issuer.subject)
        .last_update(at)
        .next_update(at + VALID)
        .add_extension(x509.CRLNumber(number), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.key.public_key()), critical=False
        )
    )
    for each in withdrawn:
        revoked = (
            x509.RevokedCertificateBuilder()
            .serial_number(int(each.serial, 16))
            .revocation_date(each.since.astimezone(UTC).replace(microsecond=0))
            .add_extension(x509.CRLReason(_REASONS[each.why]), critical=False)
        )
        builder = builder.add_revoked_certificate(revoked.build())
    return builder.sign(authority.key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


def is_of(data: bytes, roots: Sequence[bytes]) -> bool:
    """Whether a file begins with a list that one of those authorities (DER) signed."""
    try:
        found = x509.load_pem_x509_crl(data)
        return any(_holds(found, root) for root in roots)
    except certificates.BROKEN:
        return False


def _holds(found: x509.CertificateRevocationList, root: bytes) -> bool:
    key = certificates.load(root).public_key()
    return isinstance(key, ec.EllipticCurvePublicKey) and found.is_signature_valid(key)
