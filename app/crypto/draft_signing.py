"""Signatures on drafts: by their author, each time one is kept, so that nobody else's change goes unseen."""

from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from app.crypto.signing_domain import SigningDomain

_DOMAIN: Final = SigningDomain(b"casework/draft/1\x00")


def sign(private: Ed25519PrivateKey, kept: bytes) -> bytes:
    """Sign what is kept of a draft; 64 bytes."""
    return _DOMAIN.sign(private, kept)


def verify(public: Ed25519PublicKey, kept: bytes, signature: bytes) -> None:
    """Return only if `signature` is this key's over exactly that; raises NotGenuine otherwise."""
    _DOMAIN.verify(public, kept, signature)
