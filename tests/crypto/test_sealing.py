"""A sealed value opens in its own place and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.crypto import sealing
from app.errors import Damaged

KEY = bytes(range(32))
ROW = "01939f1e-8a51-7c3e-9b1a-6d2f4e5a7b8c"


def seal(plain: bytes, generation: int = 1) -> bytes:
    return sealing.seal(KEY, plain, purpose="body", table="record", row=ROW, generation=generation)


def unseal(
    sealed: bytes, *, key: bytes = KEY, purpose: str = "body", table: str = "record", row: str = ROW
) -> bytes:
    return sealing.unseal(key, sealed, purpose=purpose, table=table, row=row)


@given(st.binary(max_size=5000), st.integers(1, 2**32 - 1))
def test_opens_what_it_sealed(plain: bytes, generation: int) -> None:
    sealed = seal(plain, generation)
    assert unseal(sealed) == plain
    assert sealing.generation_of(sealed) == generation
    assert len(sealed) == len(plain) + 33


@given(st.binary(max_size=200), st.data())
def test_refuses_any_flipped_bit(plain: bytes, data: st.DataObject) -> None:
    sealed = bytearray(seal(plain))
    bit = data.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[bit // 8] ^= 1 << bit % 8
    with pytest.raises(Damaged):
        unseal(bytes(sealed))


def test_refuses_every_truncation_and_addition() -> None:
    sealed = seal(b"an address")
    for length in range(len(sealed)):
        with pytest.raises(Damaged):
            unseal(sealed[:length])
    with pytest.raises(Damaged):
        unseal(sealed + b"\x00")


def test_generation_nought_is_no_sealed_value() -> None:
    sealed = seal(b"an address")
    with pytest.raises(Damaged):
        sealing.generation_of(sealed[:1] + bytes(4) + sealed[5:])


def test_opens_nowhere_else() -> None:
    sealed = seal(b"an address")
    with pytest.raises(Damaged):
        unseal(sealed, key=bytes(32))
    with pytest.raises(Damaged):
        unseal(sealed, purpose="other")
    with pytest.raises(Damaged):
        unseal(sealed, table="victim")
    with pytest.raises(Damaged):
        unseal(sealed, row=ROW.replace("0", "1"))


def test_parts_of_a_place_cannot_run_together() -> None:
    sealed = sealing.seal(KEY, b"x", purpose="ab", table="c", row=ROW, generation=1)
    with pytest.raises(Damaged):
        sealing.unseal(KEY, sealed, purpose="a", table="bc", row=ROW)


def test_two_seals_of_one_value_differ() -> None:
    assert seal(b"an address") != seal(b"an address")


@pytest.mark.parametrize("generation", [0, -1, 2**32])
def test_refuses_a_generation_that_cannot_be(generation: int) -> None:
    with pytest.raises(ValueError, match="generation"):
        seal(b"x", generation)


def test_refuses_more_than_a_value_may_hold() -> None:
    with pytest.raises(ValueError, match="too large"):
        seal(bytes(sealing.MAX_PLAIN + 1))
