"""Signatures by a member's key: Ed25519 (RFC 8032) over a domain and the exact bytes.

What was signed in one domain never passes for something of another.
"""

from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from app.errors import NotGenuine


@dataclass(frozen=True)
class SigningDomain:
    """What is signed in it begins with `prefix`."""

    prefix: bytes

    def sign(self, private: Ed25519PrivateKey, body: bytes) -> bytes:
        """Sign the exact bytes; 64 bytes."""
        return private.sign(self.prefix + body)

    def verify(self, public: Ed25519PublicKey, body: bytes, signature: bytes) -> None:
        """Return only if `signature` is this key's over exactly `body`; raises NotGenuine otherwise."""
        try:
            public.verify(signature, self.prefix + body)
        except InvalidSignature:
            raise NotGenuine from None
