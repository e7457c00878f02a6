"""Keys from passphrases (Argon2id, RFC 9106) and keys from keys (HKDF, RFC 5869)."""

import unicodedata
from typing import Final, Literal

import msgspec
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.errors import Damaged, NotAcceptable, NotEnoughMemory, WeakSecret, WrongSecret

KEY_BYTES: Final = 32
MIN_PASSPHRASE: Final = 12
MAX_PASSPHRASE: Final = 1024
_SLOT_DOMAIN: Final = b"casework/slot/1"


class KdfParams(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one derivation costs: memory in KiB, passes over it, lanes in parallel."""

    memory_kib: int
    passes: int
    lanes: int
    name: Literal["argon2id"] = "argon2id"

    def check(self) -> None:
        """Raise Damaged outside the bounds: below is a downgrade, above an attack on the reader's memory."""
        if not (
            FLOOR.memory_kib <= self.memory_kib <= CEILING.memory_kib
            and FLOOR.passes <= self.passes <= CEILING.passes
            and FLOOR.lanes <= self.lanes <= CEILING.lanes
        ):
            raise Damaged


FLOOR: Final = KdfParams(memory_kib=65536, passes=3, lanes=1)
CEILING: Final = KdfParams(memory_kib=2097152, passes=16, lanes=16)
DEFAULT: Final = KdfParams(memory_kib=262144, passes=3, lanes=4)
"""Between the two profiles RFC 9106 section 4 recommends; about half a second on two cores."""
CHEAPEST: Final = KdfParams(memory_kib=65536, passes=3, lanes=4)
"""RFC 9106's second profile, the least a reader accepts in memory and passes: for whom no secret is kept."""


def check_passphrase(passphrase: str) -> None:
    """Refuse a passphrase nobody should set: raises WeakSecret when short, NotAcceptable when unusable."""
    normal = unicodedata.normalize("NFKC", passphrase)
    if len(normal) < MIN_PASSPHRASE or len(set(normal)) == 1:
        raise WeakSecret
    if not _is_usable(normal):
        raise NotAcceptable("That passphrase is too long, or holds characters that cannot be stored.")


def derive_kek(passphrase: str, salt: bytes, params: KdfParams) -> bytearray:
    """Derive the 32-byte key that wraps a slot's keys.

    Raises Damaged for parameters out of bounds, before any work; WrongSecret for a passphrase that cannot be
    one; NotEnoughMemory when the machine lacks what the parameters ask for.
    """
    params.check()
    normal = unicodedata.normalize("NFKC", passphrase)
    if not _is_usable(normal):
        raise WrongSecret
    kek = bytearray(KEY_BYTES)
    try:
        Argon2id(
            salt=salt,
            length=KEY_BYTES,
            iterations=params.passes,
            lanes=params.lanes,
            memory_cost=params.memory_kib,
            ad=_SLOT_DOMAIN,
        ).derive_into(normal.encode("utf-8"), kek)
    except MemoryError:
        raise NotEnoughMemory from None
    return kek


def hkdf(secret: bytes | bytearray, salt: bytes, label: str) -> bytearray:
    """Derive the 32-byte key of one purpose: HKDF-SHA-512 with info `casework/LABEL/1`."""
    key = bytearray(KEY_BYTES)
    HKDF(hashes.SHA512(), KEY_BYTES, salt, f"casework/{label}/1".encode("ascii")).derive_into(secret, key)
    return key


def _is_usable(normal: str) -> bool:
    # A lone surrogate has no UTF-8 form, and the encoder's exception would carry the passphrase along.
    return len(normal) <= MAX_PASSPHRASE and not any("\ud800" <= char <= "\udfff" for char in normal)
