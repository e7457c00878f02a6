"""Sealing of single values: AES-256-GCM bound to the purpose, table, row and key generation."""

import secrets
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.crypto import canonical
from app.errors import Damaged

MAX_PLAIN: Final = 64 * 1024 * 1024
"""Bytes in one sealed value; a random nonce allows 2^32 values under one key (NIST SP 800-38D, 8.3)."""
_VERSION: Final = b"\x01"
_NONCE_BYTES: Final = 12
_TAG_BYTES: Final = 16
_HEAD_BYTES: Final = 1 + 4 + _NONCE_BYTES
_MAX_GENERATION: Final = 2**32 - 1


def seal(
    key: bytes | bytearray, plain: bytes | bytearray, *, purpose: str, table: str, row: str, generation: int
) -> bytes:
    """Seal `plain` to a key generation (from 1) and to the purpose, table and row UUID it belongs to."""
    if len(plain) > MAX_PLAIN:
        raise ValueError("the value is too large to seal")
    if not 1 <= generation <= _MAX_GENERATION:
        raise ValueError("a key generation counts from 1 and fits four bytes")
    nonce = secrets.token_bytes(_NONCE_BYTES)
    head = _VERSION + generation.to_bytes(4, "big") + nonce
    return head + AESGCM(key).encrypt(nonce, plain, _aad(purpose, table, row, generation))


def unseal(key: bytes | bytearray, sealed: bytes, *, purpose: str, table: str, row: str) -> bytes:
    """Open what `seal` made; raises Damaged for a wrong key, place or generation, or any changed byte."""
    generation = generation_of(sealed)
    nonce = sealed[5:_HEAD_BYTES]
    try:
        return AESGCM(key).decrypt(nonce, sealed[_HEAD_BYTES:], _aad(purpose, table, row, generation))
    except InvalidTag:
        raise Damaged from None


def generation_of(sealed: bytes) -> int:
    """Say which generation of the key `sealed` needs; raises Damaged if it is no sealed value.

    The number is proven only by `unseal`.
    """
    if not _HEAD_BYTES + _TAG_BYTES <= len(sealed) <= _HEAD_BYTES + _TAG_BYTES + MAX_PLAIN:
        raise Damaged
    generation = int.from_bytes(sealed[1:5], "big")
    if sealed[:1] != _VERSION or generation == 0:
        raise Damaged
    return generation


def _aad(purpose: str, table: str, row: str, generation: int) -> bytes:
    return canonical.dumps([purpose, table, row, generation])
