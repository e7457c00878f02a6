"""Record signatures: Ed25519 (RFC 8032) over the domain-separated canonical bytes of a record."""

import hashlib
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from app.crypto import canonical
from app.crypto.signing_domain import SigningDomain

_DOMAIN: Final = SigningDomain(b"casework/record/1\x00")
_KEY: Final = SigningDomain(b"casework/case-key/1\x00")
_SEGMENT: Final = SigningDomain(b"casework/segment/1\x00")
_SLOT: Final = SigningDomain(b"casework/slot-key/1\x00")


def sign(private: Ed25519PrivateKey, body: bytes) -> bytes:
    """Sign the exact bytes of a record; 64 bytes."""
    return _DOMAIN.sign(private, body)


def verify(public: Ed25519PublicKey, body: bytes, signature: bytes) -> None:
    """Return only if `signature` is this key's over exactly `body`; raises NotGenuine otherwise."""
    _DOMAIN.verify(public, body, signature)


def digest(body: bytes) -> bytes:
    """SHA-256 of a record's bytes, by which ledger rows and reports name it."""
    return hashlib.sha256(body).digest()


def sign_segment(private: Ed25519PrivateKey, segment: object) -> bytes:
    """Sign what a segment of the ledger says; 64 bytes."""
    return _SEGMENT.sign(private, canonical.dumps(segment))


def verify_segment(public: Ed25519PublicKey, segment: object, signature: bytes) -> None:
    """Return only if `signature` is this key's over exactly that segment; raises NotGenuine otherwise."""
    _SEGMENT.verify(public, canonical.dumps(segment), signature)


def sign_key(private: Ed25519PrivateKey, key: bytes) -> bytes:
    """Sign what is said of a case's key by whoever made it (`grants.key_statement`); 64 bytes."""
    return _KEY.sign(private, key)


def verify_key(public: Ed25519PublicKey, key: bytes, signature: bytes) -> None:
    """Return only if that member's key signed exactly this statement; raises NotGenuine otherwise."""
    _KEY.verify(public, key, signature)


def sign_slot(private: Ed25519PrivateKey, slot: object) -> bytes:
    """Sign what a member says of a way in; 64 bytes."""
    return _SLOT.sign(private, canonical.dumps(slot))


def verify_slot(public: Ed25519PublicKey, slot: object, signature: bytes) -> None:
    """Return only if that member's key signed exactly this of a way in; raises NotGenuine otherwise."""
    _SLOT.verify(public, canonical.dumps(slot), signature)
