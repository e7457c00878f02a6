"""A record's signature holds for its exact bytes and its signer."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from app.crypto import record_signing
from app.errors import NotGenuine

PRIVATE = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = PRIVATE.public_key()


@given(st.binary(max_size=2000))
def test_verifies_what_was_signed(body: bytes) -> None:
    record_signing.verify(PUBLIC, body, record_signing.sign(PRIVATE, body))


@given(st.binary(min_size=1, max_size=200), st.data())
def test_refuses_a_changed_body(body: bytes, data: st.DataObject) -> None:
    signature = record_signing.sign(PRIVATE, body)
    bit = data.draw(st.integers(0, len(body) * 8 - 1))
    changed = bytearray(body)
    changed[bit // 8] ^= 1 << bit % 8
    with pytest.raises(NotGenuine):
        record_signing.verify(PUBLIC, bytes(changed), signature)


def test_refuses_every_flipped_bit_of_the_signature() -> None:
    signature = record_signing.sign(PRIVATE, b"{}")
    for bit in range(512):
        changed = bytearray(signature)
        changed[bit // 8] ^= 1 << bit % 8
        with pytest.raises(NotGenuine):
            record_signing.verify(PUBLIC, b"{}", bytes(changed))


@pytest.mark.parametrize("length", [0, 63, 65])
def test_refuses_a_signature_of_another_length(length: int) -> None:
    with pytest.raises(NotGenuine):
        record_signing.verify(PUBLIC, b"{}", bytes(length))


def test_refuses_another_signer() -> None:
    signature = record_signing.sign(Ed25519PrivateKey.generate(), b"{}")
    with pytest.raises(NotGenuine):
        record_signing.verify(PUBLIC, b"{}", signature)


def test_refuses_a_signature_made_for_another_purpose() -> None:
    with pytest.raises(NotGenuine):
        record_signing.verify(PUBLIC, b"{}", PRIVATE.sign(b"{}"))
