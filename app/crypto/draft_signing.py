"""Signatures on drafts: by their author, each time one is kept, so that nobody else's change goes unseen."""

from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from app.errors import NotGenuine

_DOMAIN: Final = b"casework/draft/1\x00"


def sign(private: Ed25519PrivateKey, kept: bytes) -> bytes:
    """Sign what is kept of a draft; 64 bytes."""
    return private.sign(_DOMAIN + kept)


def verify(public: Ed25519PublicKey, kept: bytes, signature: bytes) -> None:
    """Return only if `signature` is this key's over exactly that; raises NotGenuine otherwise."""
    try:
        public.verify(signature, _DOMAIN + kept)
    except InvalidSignature:
        raise NotGenuine from None
