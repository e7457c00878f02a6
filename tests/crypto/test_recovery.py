"""The printed recovery key survives tired hands, and slips are caught."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.crypto import recovery
from app.crypto.secret import Secret
from app.errors import WrongRecoveryKey

FIXED = bytes(range(20))


@given(st.binary(min_size=20, max_size=20))
def test_reads_what_it_printed(raw: bytes) -> None:
    text = recovery.to_text(Secret(raw))
    with recovery.from_text(text).lend() as read:
        assert read == raw


@given(st.binary(min_size=20, max_size=20))
def test_prints_six_groups_of_six(raw: bytes) -> None:
    groups = recovery.to_text(Secret(raw)).split("-")
    assert [len(group) for group in groups] == [6] * 6
    assert set("".join(groups)) <= set("ABCDEFGHJKLMNPQRSTUVWXYZ23456789")


@pytest.mark.parametrize(
    "spoil",
    [
        str.lower,
        lambda text: text.replace("-", ""),
        lambda text: text.replace("-", "  "),
        lambda text: text.replace("-", "\u2013"),
        lambda text: text.replace("-", "\n"),
        lambda text: f"\t {text}\r\n",
    ],
)
def test_forgives_case_spaces_and_dashes(spoil: object) -> None:
    assert callable(spoil)
    with recovery.from_text(spoil(recovery.to_text(Secret(FIXED)))).lend() as read:
        assert read == FIXED


def test_refuses_every_single_mistyped_symbol() -> None:
    text = recovery.to_text(Secret(FIXED)).replace("-", "")
    for place in range(recovery.SYMBOLS):
        for symbol in recovery.ALPHABET.replace(text[place], ""):
            with pytest.raises(WrongRecoveryKey):
                recovery.from_text(text[:place] + symbol + text[place + 1 :])


def test_refuses_neighbours_swapped() -> None:
    text = recovery.to_text(Secret(FIXED)).replace("-", "")
    for place in range(recovery.SYMBOLS - 1):
        swapped = text[:place] + text[place + 1] + text[place] + text[place + 2 :]
        if swapped != text:
            with pytest.raises(WrongRecoveryKey):
                recovery.from_text(swapped)


@pytest.mark.parametrize("symbol", ["I", "O", "0", "1", "o", "\u00df", "\u017f", "\u0430", "\ud800", "."])
def test_names_the_symbols_a_key_never_has(symbol: str) -> None:
    text = recovery.to_text(Secret(FIXED))
    with pytest.raises(WrongRecoveryKey, match="never I, O, 0 or 1"):
        recovery.from_text(symbol + text[1:])


@pytest.mark.parametrize("change", [-1, 1])
def test_says_when_the_length_is_wrong(change: int) -> None:
    text = recovery.to_text(Secret(FIXED)).replace("-", "")
    with pytest.raises(WrongRecoveryKey, match="six groups of six"):
        recovery.from_text((text + "A")[: 36 + change])


def test_each_salt_gives_its_own_keys() -> None:
    secret = Secret(FIXED)
    one, two = (recovery.recovery_exchange_key(secret, bytes([salt]) * 32) for salt in (1, 2))
    assert one.private_bytes_raw() != two.private_bytes_raw()
    assert recovery.recovery_kek(secret, bytes(32)) != recovery.recovery_kek(secret, bytes([1]) * 32)
