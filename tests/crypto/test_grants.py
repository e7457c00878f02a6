"""A compartment's key reaches the one it was granted to, and nobody else."""

from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from app.crypto import grants
from app.crypto.secret import Secret, random_secret
from app.errors import Damaged

VAULT_ID = "0" * 31 + "1"
PRIVATE = X25519PrivateKey.generate()
KEY = bytes(range(32))


def granted() -> bytes:
    return grants.grant(
        Secret(KEY), PRIVATE.public_key(), vault_id=VAULT_ID, compartment="victim", generation=2, holder="h"
    )


def opened(
    sealed: bytes,
    *,
    private: X25519PrivateKey = PRIVATE,
    vault_id: str = VAULT_ID,
    compartment: str = "victim",
    generation: int = 2,
    holder: str = "h",
) -> Secret:
    return grants.open_grant(
        sealed, private, vault_id=vault_id, compartment=compartment, generation=generation, holder=holder
    )


def test_the_holder_opens_the_grant() -> None:
    with opened(granted()).lend() as key:
        assert key == KEY


@pytest.mark.parametrize(
    "wrongly",
    [
        lambda sealed: opened(sealed, private=X25519PrivateKey.generate()),
        lambda sealed: opened(sealed, vault_id="0" * 32),
        lambda sealed: opened(sealed, compartment="mappa"),
        lambda sealed: opened(sealed, generation=1),
        lambda sealed: opened(sealed, holder="i"),
        lambda sealed: opened(sealed[:-1]),
        lambda sealed: opened(sealed + b"\x00"),
        lambda sealed: opened(bytes(32) + sealed[32:]),
        lambda _: opened(b""),
    ],
)
def test_nobody_else_does_and_not_elsewhere(wrongly: Callable[[bytes], Secret]) -> None:
    with pytest.raises(Damaged):
        wrongly(granted())


def test_refuses_every_flipped_bit() -> None:
    sealed = granted()
    for bit in range(len(sealed) * 8):
        # X25519 ignores the top bit of the encapsulated key, but HPKE binds the bytes as they were sent.
        changed = bytearray(sealed)
        changed[bit // 8] ^= 1 << bit % 8
        with pytest.raises(Damaged):
            opened(bytes(changed))


def test_refuses_to_grant_to_a_point_of_low_order() -> None:
    with pytest.raises(Damaged):
        grants.grant(
            Secret(KEY),
            X25519PublicKey.from_public_bytes(bytes(32)),
            vault_id=VAULT_ID,
            compartment="victim",
            generation=1,
            holder="h",
        )


def test_refuses_a_key_of_another_length() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        grants.grant(
            random_secret(16),
            PRIVATE.public_key(),
            vault_id=VAULT_ID,
            compartment="victim",
            generation=1,
            holder="h",
        )
