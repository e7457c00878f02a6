"""A member's word for one act: their passphrase, typed for exactly what was shown, good once and for a minute."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Final

from app.crypto import canonical
from app.errors import MustConfirm

LASTS: Final = timedelta(seconds=60)


def digest_of(act: str, **facts: Any) -> bytes:
    """SHA-256 over what an act will do: what a confirmation is given for."""
    return sha256(canonical.dumps([act, facts])).digest()


@dataclass(frozen=True)
class Confirmation:
    """Who confirmed what, until when. `number` tells one from another of the same act."""

    member: str
    of: bytes
    until: datetime
    number: bytes = field(default_factory=lambda: secrets.token_bytes(16), repr=False)


@dataclass
class Confirmations:
    """Those that were given at this desk and not used yet."""

    _open: set[Confirmation] = field(default_factory=set)

    def give(self, member: str, of: bytes, at: datetime, turn: int = 1) -> Confirmation:
        """A confirmation for one act; whoever calls this has just seen the member's passphrase proved.

        Of several acts that follow one another, the one whose `turn` comes later lasts as much longer.
        """
        given = Confirmation(member, of, at + LASTS * turn)
        self._open.add(given)
        return given

    def take(self, given: Confirmation | None, member: str, at: datetime) -> None:
        """Use one up. Raises MustConfirm for one of another desk, used before, too old or another member's."""
        if given is None or given not in self._open:
            raise MustConfirm
        self._open.discard(given)
        if given.member != member or at > given.until:
            raise MustConfirm
