"""Sealing with a member's own secret: theirs alone, whoever else can open the vault."""

from collections.abc import Callable
from typing import TypeAlias

from app.crypto import canonical
from app.crypto.sealing import seal, unseal
from app.crypto.secret import Secret, wipe
from app.services.vault.open_vault import OpenVault

KeyOf: TypeAlias = Callable[[Secret, str], bytearray]
"""Derives the key of one purpose from a member's secret and the vault's id (`crypto.vault_keys`)."""


def seal_own(vault: OpenVault, key_of: KeyOf, plain: object, *, purpose: str, table: str, row: str) -> bytes:
    """Seal a plain JSON value for the member at the desk, bound to its purpose and place."""
    key = key_of(vault.member_secret, vault.header.vault_id)
    try:
        return seal(key, canonical.dumps(plain), purpose=purpose, table=table, row=row, generation=1)
    finally:
        wipe(key)


def unseal_own(
    vault: OpenVault, key_of: KeyOf, sealed: bytes, *, purpose: str, table: str, row: str
) -> bytes:
    """The JSON that `seal_own` sealed; raises Damaged for another member's, another place or a changed byte."""
    key = key_of(vault.member_secret, vault.header.vault_id)
    try:
        return unseal(key, sealed, purpose=purpose, table=table, row=row)
    finally:
        wipe(key)
