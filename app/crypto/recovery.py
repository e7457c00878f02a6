"""The recovery key: 160 random bits that can be printed, read out, typed back, and checked for slips."""

import hashlib
import unicodedata
from typing import Final

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from app.crypto.kdf import hkdf
from app.crypto.secret import Secret, random_secret, wipe
from app.errors import WrongRecoveryKey

ALPHABET: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Thirty-two symbols without I, O, 0 and 1, which handwriting confuses."""
SECRET_BYTES: Final = 20
SYMBOLS: Final = 36
_GROUP: Final = 6
_CHECK_BITS: Final = 20
_DOMAIN: Final = b"casework/recovery/1"


def new_recovery_secret() -> Secret:
    """Draw a fresh recovery secret."""
    return random_secret(SECRET_BYTES)


def to_text(secret: Secret) -> str:
    """Write the secret as six groups of six symbols for the printed kit."""
    with secret.lend() as raw:
        number = int.from_bytes(raw, "big") << _CHECK_BITS | _check_bits(raw)
    symbols = "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(SYMBOLS)))
    return "-".join(symbols[start : start + _GROUP] for start in range(0, SYMBOLS, _GROUP))


def from_text(text: str) -> Secret:
    """Read a recovery key as a tired person types it: any case, with or without spaces and dashes.

    Raises WrongRecoveryKey, saying whether a symbol, the length or the check is at fault.
    """
    symbols = "".join(char for char in text if not char.isspace() and unicodedata.category(char) != "Pd")
    # `upper` on ASCII alone: elsewhere it turns one unknown sign into two known ones.
    symbols = "".join(char.upper() if char.isascii() else char for char in symbols)
    if any(char not in ALPHABET for char in symbols):
        raise WrongRecoveryKey(
            "The recovery key is mistyped: it has letters and digits only, and never I, O, 0 or 1."
        )
    if len(symbols) != SYMBOLS:
        raise WrongRecoveryKey("The recovery key is mistyped: it has six groups of six letters and digits.")
    number = 0
    for char in symbols:
        number = number << 5 | ALPHABET.index(char)
    raw = bytearray((number >> _CHECK_BITS).to_bytes(SECRET_BYTES, "big"))
    if _check_bits(raw) != number & (1 << _CHECK_BITS) - 1:
        wipe(raw)
        raise WrongRecoveryKey
    return Secret(raw)


def recovery_kek(secret: Secret, salt: bytes) -> bytearray:
    """Derive the key that wraps the vault key in a recovery slot."""
    with secret.lend() as raw:
        return hkdf(raw, salt, "recovery-kek")


def recovery_exchange_key(secret: Secret, salt: bytes) -> X25519PrivateKey:
    """Derive the private key to which compartment grants for recovery are encrypted."""
    with secret.lend() as raw:
        seed = hkdf(raw, salt, "recovery-x25519")
    try:
        return X25519PrivateKey.from_private_bytes(seed)
    finally:
        wipe(seed)


def _check_bits(raw: bytearray) -> int:
    digest = hashlib.sha256(_DOMAIN + raw).digest()
    return int.from_bytes(digest[:3], "big") >> 4
