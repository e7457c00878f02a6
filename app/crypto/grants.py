"""Compartment keys handed to those admitted: HPKE (RFC 9180, base mode) to a certified X25519 key."""

from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from app.crypto import canonical
from app.crypto.kdf import KEY_BYTES
from app.crypto.secret import Secret
from app.errors import Damaged

_SUITE: Final = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
GRANT_BYTES: Final = 32 + KEY_BYTES + 16


def grant(
    compartment_key: Secret,
    public: X25519PublicKey,
    *,
    vault_id: str,
    compartment: str,
    generation: int,
    holder: str,
) -> bytes:
    """Encrypt a compartment's key to `public`; `holder` is that key's UUID, or the id of a recovery slot.

    Raises Damaged for a public key that no honest private key has (a low-order point).
    """
    with compartment_key.lend() as raw:
        if len(raw) != KEY_BYTES:
            raise ValueError("a compartment key has 32 bytes")
        try:
            return _SUITE.encrypt(raw, public, info=_info(vault_id, compartment, generation, holder))
        except ValueError:
            raise Damaged from None


def open_grant(
    granted: bytes,
    private: X25519PrivateKey,
    *,
    vault_id: str,
    compartment: str,
    generation: int,
    holder: str,
) -> Secret:
    """Decrypt a grant; raises Damaged if it was made for another key, place or generation, or was changed."""
    if len(granted) != GRANT_BYTES:
        raise Damaged
    try:
        return Secret(_SUITE.decrypt(granted, private, info=_info(vault_id, compartment, generation, holder)))
    except (InvalidTag, ValueError):
        raise Damaged from None


def _info(vault_id: str, compartment: str, generation: int, holder: str) -> bytes:
    return canonical.dumps(["casework/grant/1", vault_id, compartment, generation, holder])
