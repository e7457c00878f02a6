"""Compartment keys handed to those admitted: HPKE (RFC 9180, base mode) to a certified X25519 key."""

import hashlib
from typing import Final

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from app.crypto import canonical
from app.crypto.kdf import KEY_BYTES
from app.crypto.secret import Secret
from app.errors import Damaged, NotGenuine

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
    return wrap(compartment_key, public, _info(vault_id, compartment, generation, holder))


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
    return unwrap(granted, private, _info(vault_id, compartment, generation, holder))


def wrap(key: Secret, public: X25519PublicKey, info: bytes) -> bytes:
    """Encrypt a key to `public`, bound to `info`; raises Damaged for a low-order point."""
    with key.lend() as raw:
        if len(raw) != KEY_BYTES:
            raise ValueError("a key that is handed on has 32 bytes")
        try:
            return _SUITE.encrypt(raw, public, info=info)
        except ValueError:
            raise Damaged from None


def unwrap(wrapped: bytes, private: X25519PrivateKey, info: bytes) -> Secret:
    """Decrypt what `wrap` made; raises Damaged for another key or `info`, or any changed byte."""
    if len(wrapped) != GRANT_BYTES:
        raise Damaged
    try:
        return Secret(_SUITE.decrypt(wrapped, private, info=info))
    except (InvalidTag, ValueError):
        raise Damaged from None


def vouch(
    authority: ec.EllipticCurvePrivateKey,
    compartment_key: Secret,
    *,
    vault_id: str,
    compartment: str,
    generation: int,
) -> bytes:
    """The authority's signature that this is the compartment's key (ECDSA P-256, SHA-256).

    HPKE's base mode does not say who made a grant: without this, anybody who can write to the store could hand the
    admitted a key of their own, and read what is sealed with it from then on.
    """
    statement = key_statement(compartment_key, vault_id, compartment, generation)
    return authority.sign(statement, ec.ECDSA(hashes.SHA256()))


def check_voucher(
    authority: ec.EllipticCurvePublicKey,
    compartment_key: Secret,
    voucher: bytes,
    *,
    vault_id: str,
    compartment: str,
    generation: int,
) -> None:
    """Return only if the authority vouched for the key; raises NotGenuine otherwise."""
    statement = key_statement(compartment_key, vault_id, compartment, generation)
    try:
        authority.verify(voucher, statement, ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        raise NotGenuine(
            "A compartment key in this vault is not the service's own: somebody put it there."
        ) from None


def key_statement(compartment_key: Secret, vault_id: str, compartment: str, generation: int) -> bytes:
    """What is vouched for: that this is the key of that place and generation."""
    # The key is random, so its digest tells nothing of it.
    with compartment_key.lend() as raw:
        digest = hashlib.sha256(raw).hexdigest()
    return canonical.dumps(["casework/compartment/1", vault_id, compartment, generation, digest])


def _info(vault_id: str, compartment: str, generation: int, holder: str) -> bytes:
    return canonical.dumps(["casework/grant/1", vault_id, compartment, generation, holder])
