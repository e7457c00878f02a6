"""UUIDv7 (RFC 9562): identifiers that sort by time, so that rows land beside their neighbours."""

import secrets
import uuid
from datetime import datetime

_MILLISECOND_BITS = 48
_RANDOM_BITS = 80
_VERSION = 7 << 76
_VARIANT = 2 << 62
_CLEARED = ~((0xF << 76) | (0x3 << 62))


def new_id(at: datetime) -> str:
    """A fresh UUIDv7 for that time, in lower-case text."""
    millis = int(at.timestamp() * 1000) & ((1 << _MILLISECOND_BITS) - 1)
    bits = (millis << _RANDOM_BITS) | secrets.randbits(_RANDOM_BITS)
    return str(uuid.UUID(int=(bits & _CLEARED) | _VERSION | _VARIANT))
