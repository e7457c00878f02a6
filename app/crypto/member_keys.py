"""A member's three private keys: Ed25519 signs records, P-256 signs PDFs, X25519 opens compartments.

Three keys because no one of them fits all: PDF readers know P-256 and not Ed25519, and a signing key must
never decrypt. Each private key is 32 bytes: the Ed25519 seed, the P-256 scalar big-endian, the X25519 scalar.
"""

from dataclasses import dataclass, field
from typing import Final, TypeAlias

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_der_public_key,
)

from app.errors import Damaged

PRIVATE_BYTES: Final = 32
PrivateKey: TypeAlias = Ed25519PrivateKey | ec.EllipticCurvePrivateKey | X25519PrivateKey
ExchangeKey: TypeAlias = X25519PrivateKey
ExchangePublicKey: TypeAlias = X25519PublicKey
SigningPublicKey: TypeAlias = Ed25519PublicKey
DocumentsPublicKey: TypeAlias = ec.EllipticCurvePublicKey
PublicKey: TypeAlias = Ed25519PublicKey | ec.EllipticCurvePublicKey | X25519PublicKey


@dataclass(frozen=True, slots=True, eq=False)
class MemberKeys:
    """The private keys of one member of staff, open while the vault is."""

    records: Ed25519PrivateKey = field(repr=False)
    documents: ec.EllipticCurvePrivateKey = field(repr=False)
    compartments: X25519PrivateKey = field(repr=False)


def generate() -> MemberKeys:
    """Draw three fresh keys."""
    return MemberKeys(
        Ed25519PrivateKey.generate(), ec.generate_private_key(ec.SECP256R1()), X25519PrivateKey.generate()
    )


def private_bytes(key: PrivateKey) -> bytearray:
    """Write a private key as 32 bytes for sealing; the caller wipes them."""
    if isinstance(key, ec.EllipticCurvePrivateKey):
        _must_be_p256(key.curve)
        return bytearray(key.private_numbers().private_value.to_bytes(PRIVATE_BYTES, "big"))
    return bytearray(key.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption()))


def public_bytes(key: PublicKey) -> bytes:
    """Write a public key: 32 raw bytes for Ed25519 and X25519, SubjectPublicKeyInfo DER for P-256."""
    if isinstance(key, ec.EllipticCurvePublicKey):
        _must_be_p256(key.curve)
        return key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return key.public_bytes(Encoding.Raw, PublicFormat.Raw)


def records_private(raw: bytes | bytearray) -> Ed25519PrivateKey:
    """Read an Ed25519 private key; raises Damaged."""
    try:
        return Ed25519PrivateKey.from_private_bytes(raw)
    except ValueError:
        raise Damaged from None


def documents_private(raw: bytes | bytearray) -> ec.EllipticCurvePrivateKey:
    """Read a P-256 private key; raises Damaged."""
    if len(raw) != PRIVATE_BYTES:
        raise Damaged
    try:
        return ec.derive_private_key(int.from_bytes(raw, "big"), ec.SECP256R1())
    except ValueError:
        raise Damaged from None


def compartments_private(raw: bytes | bytearray) -> X25519PrivateKey:
    """Read an X25519 private key; raises Damaged."""
    try:
        return X25519PrivateKey.from_private_bytes(raw)
    except ValueError:
        raise Damaged from None


def records_public(raw: bytes) -> Ed25519PublicKey:
    """Read an Ed25519 public key; raises Damaged."""
    try:
        return Ed25519PublicKey.from_public_bytes(raw)
    except ValueError:
        raise Damaged from None


def documents_public(der: bytes) -> ec.EllipticCurvePublicKey:
    """Read a P-256 public key from its DER; raises Damaged for any other key."""
    try:
        key = load_der_public_key(der)
    except ValueError:
        raise Damaged from None
    if not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(key.curve, ec.SECP256R1):
        raise Damaged
    return key


def compartments_public(raw: bytes) -> X25519PublicKey:
    """Read an X25519 public key; raises Damaged."""
    try:
        return X25519PublicKey.from_public_bytes(raw)
    except ValueError:
        raise Damaged from None


def exchange(public: PublicKey) -> X25519PublicKey:
    """The key as one that grants can be made to; raises TypeError for a signing key."""
    if not isinstance(public, X25519PublicKey):
        raise TypeError("grants are made to X25519 keys")
    return public


def signing(public: PublicKey) -> Ed25519PublicKey:
    """The key as one that records are signed with; raises TypeError for another."""
    if not isinstance(public, Ed25519PublicKey):
        raise TypeError("records are signed with Ed25519 keys")
    return public


def documents(public: PublicKey) -> ec.EllipticCurvePublicKey:
    """The key as one that documents are signed with; raises TypeError for another."""
    if not isinstance(public, ec.EllipticCurvePublicKey):
        raise TypeError("documents are signed with P-256 keys")
    return public


def _must_be_p256(curve: ec.EllipticCurve) -> None:
    if not isinstance(curve, ec.SECP256R1):
        raise TypeError("documents keys are on P-256")
