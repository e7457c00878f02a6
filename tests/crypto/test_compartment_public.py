"""The public half of a compartment's key: anybody seals to it, who holds the key opens, the authority vouches."""

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from app.crypto.compartment_public import check_public, open_sealed, public_half, seal_to, vouch_public
from app.crypto.secret import Secret, random_secret
from app.errors import Damaged, NotGenuine

VAULT = "00112233445566778899aabbccddeeff"
PLACE = {"purpose": "waiting-output", "row": "01a20000-0000-7000-8000-000000000001"}


def _key() -> Secret:
    return Secret(bytearray(range(32)))


def test_the_half_follows_from_the_key_and_the_vault() -> None:
    assert public_half(_key(), VAULT) == public_half(_key(), VAULT)
    assert public_half(_key(), VAULT) != public_half(_key(), "ff" + VAULT[2:])
    assert public_half(_key(), VAULT) != public_half(random_secret(), VAULT)


def test_who_holds_the_key_opens_what_anybody_sealed() -> None:
    sealed = seal_to(public_half(_key(), VAULT), b"pages", vault_id=VAULT, **PLACE)
    assert b"pages" not in sealed
    assert open_sealed(_key(), sealed, vault_id=VAULT, **PLACE) == b"pages"


@pytest.mark.parametrize("changed", [{"purpose": "other"}, {"row": "01a20000-0000-7000-8000-000000000002"}])
def test_it_opens_in_its_place_alone(changed: dict[str, str]) -> None:
    sealed = seal_to(public_half(_key(), VAULT), b"pages", vault_id=VAULT, **PLACE)
    with pytest.raises(Damaged):
        open_sealed(_key(), sealed, vault_id=VAULT, **PLACE | changed)
    with pytest.raises(Damaged):
        open_sealed(random_secret(), sealed, vault_id=VAULT, **PLACE)
    for n in (0, 40, len(sealed) - 1):
        altered = sealed[:n] + bytes([sealed[n] ^ 1]) + sealed[n + 1 :]
        with pytest.raises(Damaged):
            open_sealed(_key(), altered, vault_id=VAULT, **PLACE)


@pytest.mark.parametrize("cut", [0, 10, 47])
def test_what_is_too_short_is_damaged(cut: int) -> None:
    with pytest.raises(Damaged):
        open_sealed(_key(), bytes(cut), vault_id=VAULT, **PLACE)


def test_a_point_that_no_honest_key_has_is_not_sealed_to() -> None:
    with pytest.raises(Damaged):
        seal_to(bytes(32), b"pages", vault_id=VAULT, **PLACE)


def test_a_voucher_is_for_that_half_of_that_place_and_generation() -> None:
    authority, other = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    public = public_half(_key(), VAULT)
    voucher = vouch_public(authority, public, vault_id=VAULT, compartment="victim_check", generation=1)
    check_public(
        authority.public_key(), public, voucher, vault_id=VAULT, compartment="victim_check", generation=1
    )
    for key, half, place, generation in (
        (other, public, "victim_check", 1),
        (authority, bytes(32), "victim_check", 1),
        (authority, public, "victim", 1),
        (authority, public, "victim_check", 2),
    ):
        with pytest.raises(NotGenuine):
            check_public(
                key.public_key(), half, voucher, vault_id=VAULT, compartment=place, generation=generation
            )
