"""Record signatures: Ed25519 (RFC 8032) over the domain-separated canonical bytes of a record."""

import hashlib
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from app.crypto import canonical
from app.errors import NotGenuine

_DOMAIN: Final = b"casework/record/1\x00"
_KEY: Final = b"casework/case-key/1\x00"
_SEGMENT: Final = b"casework/segment/1\x00"
_SLOT: Final = b"casework/slot-key/1\x00"


def sign(private: Ed25519PrivateKey, body: bytes) -> bytes:
    """Sign the exact bytes of a record; 64 bytes."""
    return private.sign(_DOMAIN + body)


def verify(public: Ed25519PublicKey, body: bytes, signature: bytes) -> None:
    """Return only if `signature` is this key's over exactly `body`; raises NotGenuine otherwise."""
    try:
        public.verify(signature, _DOMAIN + body)
    except InvalidSignature:
        raise NotGenuine from None


def digest(body: bytes) -> bytes:
    """SHA-256 of a record's bytes, by which ledger rows and reports name it."""
    return hashlib.sha256(body).digest()


def sign_segment(private: Ed25519PrivateKey, segment: object) -> bytes:
    """Sign what a segment of the ledger says; 64 bytes."""
    return private.sign(_SEGMENT + canonical.dumps(segment))


def verify_segment(public: Ed25519PublicKey, segment: object, signature: bytes) -> None:
    """Return only if `signature` is this key's over exactly that segment; raises NotGenuine otherwise."""
    try:
        public.verify(signature, _SEGMENT + canonical.dumps(segment))
    except InvalidSignature:
        raise NotGenuine from None


def sign_key(private: Ed25519PrivateKey, key: bytes) -> bytes:
    """Sign what is said of a case's key by whoever made it (`grants.key_statement`); 64 bytes."""
    return private.sign(_KEY + key)


def verify_key(public: Ed25519PublicKey, key: bytes, signature: bytes) -> None:
    """Return only if that member's key signed exactly this statement; raises NotGenuine otherwise."""
    try:
        public.verify(signature, _KEY + key)
    except InvalidSignature:
        raise NotGenuine from None


def sign_slot(private: Ed25519PrivateKey, slot: object) -> bytes:
    """Sign what a member says of a way in; 64 bytes."""
    return private.sign(_SLOT + canonical.dumps(slot))


def verify_slot(public: Ed25519PublicKey, slot: object, signature: bytes) -> None:
    """Return only if that member's key signed exactly this of a way in; raises NotGenuine otherwise."""
    try:
        public.verify(signature, _SLOT + canonical.dumps(slot))
    except InvalidSignature:
        raise NotGenuine from None
