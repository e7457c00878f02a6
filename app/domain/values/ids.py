"""UUIDv7 (RFC 9562): identifiers that sort by time, so that rows land beside their neighbours."""

import secrets
from datetime import datetime
from hashlib import sha256

_MILLISECOND_BITS = 48
_RANDOM_BITS = 80
_VERSION = 7 << 76
_DERIVED = 8 << 76
_VARIANT = 2 << 62
_CLEARED = ~((0xF << 76) | (0x3 << 62))


def new_id(at: datetime) -> str:
    """A fresh UUIDv7 for that time, in lower-case text."""
    millis = int(at.timestamp() * 1000) & ((1 << _MILLISECOND_BITS) - 1)
    bits = (millis << _RANDOM_BITS) | secrets.randbits(_RANDOM_BITS)
    return _text((bits & _CLEARED) | _VERSION | _VARIANT)


def derived_id(*parts: str | int) -> str:
    """A UUID (version 8, RFC 9562) made from what it stands for: the same parts always give the same one."""
    digest = sha256("\x1f".join(map(str, parts)).encode()).digest()
    bits = int.from_bytes(digest[:16], "big") & _CLEARED
    return _text(bits | _DERIVED | _VARIANT)


def _text(bits: int) -> str:
    digits = f"{bits:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
