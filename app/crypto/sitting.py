"""What a person answers while the vault is locked: sealed to a key of that sitting alone.

Whoever holds the public half can seal answers, and open none. It is as secret as the private half: whoever had it could
seal answers that nobody gave. So it stands in no file, but in the memory of the one program that puts the questions.
"""

from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from app.crypto import canonical, member_keys
from app.crypto.secret import wipe
from app.errors import Damaged

_SUITE: Final = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
WHOLE: Final = 4096
"""What is sealed is filled up to whole multiples: its length tells nothing of how far somebody came."""


def draw() -> tuple[bytearray, bytes]:
    """A fresh pair: the private half, which the caller wipes, and the public one."""
    private = X25519PrivateKey.generate()
    return member_keys.private_bytes(private), member_keys.public_bytes(private.public_key())


def seal_answers(public: bytes, plain: bytes, place: tuple[str, str, str]) -> bytes:
    """Seal for who holds the private half (HPKE, base mode); `place` is vault, draft and sitting. Raises Damaged."""
    filled = plain + b" " * (-len(plain) % WHOLE)
    try:
        return _SUITE.encrypt(filled, member_keys.compartments_public(public), info=_info(place))
    except ValueError:
        raise Damaged from None


def open_answers(private: bytes | bytearray, sealed: bytes, place: tuple[str, str, str]) -> bytes:
    """What was sealed, with the blanks it was filled up with; raises Damaged for another key, place or changed byte."""
    key = member_keys.compartments_private(private)
    try:
        return _SUITE.decrypt(sealed, key, info=_info(place))
    except (InvalidTag, ValueError):
        raise Damaged from None
    finally:
        if isinstance(private, bytearray):
            wipe(private)


def _info(place: tuple[str, str, str]) -> bytes:
    return canonical.dumps(["casework/sitting/1", *place])
