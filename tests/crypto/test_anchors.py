"""Anchors outside the vault cannot be lowered without its key."""

import hashlib

import pytest

from app.crypto import anchors, ledger
from app.crypto.secret import Secret
from app.errors import Damaged
from tests.crypto.sample import AT, vault_key

VAULT_ID = "00112233445566778899aabbccddeeff"
ANCHOR = anchors.anchor_of(ledger.append(ledger.EMPTY, b"a row"), AT)
RAW = anchors.encode_anchor(ANCHOR, vault_key(), VAULT_ID)


def test_says_size_head_and_root() -> None:
    leaf = hashlib.sha256(b"\x00a row").hexdigest()
    assert (ANCHOR.size, ANCHOR.root, ANCHOR.at) == (1, leaf, AT)


def test_gives_back_what_it_wrote() -> None:
    assert anchors.decode_anchor(RAW, vault_key(), VAULT_ID) == ANCHOR


def test_refuses_every_changed_byte() -> None:
    for place in range(len(RAW)):
        changed = bytearray(RAW)
        changed[place] ^= 1
        with pytest.raises(Damaged):
            anchors.decode_anchor(bytes(changed), vault_key(), VAULT_ID)


def test_refuses_every_truncation() -> None:
    for length in range(len(RAW)):
        with pytest.raises(Damaged):
            anchors.decode_anchor(RAW[:length], vault_key(), VAULT_ID)


def test_refuses_another_vault_or_key() -> None:
    with pytest.raises(Damaged):
        anchors.decode_anchor(RAW, vault_key(), "0" * 32)
    with pytest.raises(Damaged):
        anchors.decode_anchor(RAW, Secret(bytes(32)), VAULT_ID)
