"""Secrets stay out of sight."""

import copy
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.crypto.secret import Secret, random_secret, wipe


@given(st.binary(min_size=1, max_size=64))
def test_lends_what_it_was_given(material: bytes) -> None:
    with Secret(material).lend() as plain:
        assert plain == material


def test_takes_over_and_wipes_a_bytearray() -> None:
    material = bytearray(b"a key")
    secret = Secret(material)
    assert material == bytes(5)
    with secret.lend() as plain:
        assert plain == b"a key"


def test_wipes_what_it_lent_even_after_a_failure() -> None:
    secret = Secret(b"a key")
    borrowed: list[bytearray] = []

    def fail() -> None:
        with secret.lend() as plain:
            borrowed.append(plain)
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert borrowed == [bytes(5)]


def test_can_lend_twice_at_once() -> None:
    secret = Secret(b"a key")
    with secret.lend() as first:
        with secret.lend() as second:
            assert first == second
        assert first == b"a key"


def test_refuses_use_after_wipe() -> None:
    secret = Secret(b"a key")
    secret.wipe()
    secret.wipe()
    assert secret.is_wiped
    with pytest.raises(RuntimeError, match="wiped"), secret.lend():
        pass


def test_holds_no_plain_copy_at_rest() -> None:
    secret = Secret(b"0123456789abcdef")
    held = [getattr(secret, name) for name in Secret.__slots__]
    assert all(b"0123456789abcdef" not in part for part in held)


def test_cannot_be_printed_pickled_or_copied() -> None:
    secret = Secret(b"visible")
    for text in (repr(secret), str(secret), f"{secret}", f"{secret!r:>40}"):
        assert "visible" not in text
        assert b"visible".hex() not in text
    with pytest.raises(TypeError, match="pickled"):
        pickle.dumps(secret)
    with pytest.raises(TypeError, match="copied"):
        copy.copy(secret)
    with pytest.raises(TypeError, match="copied"):
        copy.deepcopy(secret)


def test_compares_by_identity_alone() -> None:
    secret = Secret(b"a key")
    assert secret != Secret(b"a key")
    assert secret == secret  # noqa: PLR0124


def test_refuses_an_empty_secret() -> None:
    with pytest.raises(ValueError, match="empty"):
        Secret(b"")


def test_random_secrets_differ_and_have_their_length() -> None:
    with random_secret(20).lend() as first, random_secret(20).lend() as second:
        assert len(first) == 20
        assert first != second


def test_wipes_every_buffer_in_place() -> None:
    first, second = bytearray(b"one"), bytearray(b"three")
    wipe(first, second)
    assert (bytes(first), bytes(second)) == (bytes(3), bytes(5))
