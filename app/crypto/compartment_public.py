"""The public half of a compartment's key: who is not admitted can hand something in, and not take it out.

The private half is derived from the compartment's key, so that whoever is admitted has it. The authority vouches for
the public half: otherwise anybody who can write to the store could put one of their own there.
"""

from typing import Final

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from app.crypto import canonical, member_keys
from app.crypto.kdf import hkdf
from app.crypto.secret import Secret, wipe
from app.errors import Damaged, NotGenuine

_SUITE: Final = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_LABEL: Final = "compartment-exchange"


def public_half(compartment_key: Secret, vault_id: str) -> bytes:
    """The 32 bytes that anything can be sealed to for who holds the compartment's key."""
    return member_keys.public_bytes(_private_half(compartment_key, vault_id).public_key())


def vouch_public(
    authority: ec.EllipticCurvePrivateKey, public: bytes, *, vault_id: str, compartment: str, generation: int
) -> bytes:
    """The authority's signature that this is the compartment's public half (ECDSA P-256, SHA-256)."""
    return authority.sign(_statement(public, vault_id, compartment, generation), ec.ECDSA(hashes.SHA256()))


def check_public(
    authority: ec.EllipticCurvePublicKey,
    public: bytes,
    voucher: bytes,
    *,
    vault_id: str,
    compartment: str,
    generation: int,
) -> None:
    """Return only if the authority vouched for it; raises NotGenuine otherwise."""
    said = _statement(public, vault_id, compartment, generation)
    try:
        authority.verify(voucher, said, ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        raise NotGenuine(
            "A public key in this vault is not the service's own: somebody put it there."
        ) from None


def seal_to(public: bytes, plain: bytes, *, vault_id: str, purpose: str, row: str) -> bytes:
    """Seal for whoever holds the compartment's key, bound to the purpose and row (HPKE, base mode). Raises Damaged."""
    try:
        return _SUITE.encrypt(
            plain, member_keys.compartments_public(public), info=_info(vault_id, purpose, row)
        )
    except ValueError:
        raise Damaged from None


def open_sealed(compartment_key: Secret, sealed: bytes, *, vault_id: str, purpose: str, row: str) -> bytes:
    """What was sealed to the public half; raises Damaged for another key, place or any changed byte."""
    private = _private_half(compartment_key, vault_id)
    try:
        return _SUITE.decrypt(sealed, private, info=_info(vault_id, purpose, row))
    except (InvalidTag, ValueError):
        raise Damaged from None


def _private_half(compartment_key: Secret, vault_id: str) -> X25519PrivateKey:
    with compartment_key.lend() as raw:
        scalar = hkdf(raw, bytes.fromhex(vault_id), _LABEL)
    try:
        return member_keys.compartments_private(scalar)
    finally:
        wipe(scalar)


def _statement(public: bytes, vault_id: str, compartment: str, generation: int) -> bytes:
    return canonical.dumps(["casework/compartment-public/1", vault_id, compartment, generation, public.hex()])


def _info(vault_id: str, purpose: str, row: str) -> bytes:
    return canonical.dumps(["casework/handed-in/1", vault_id, purpose, row])
