"""Sealing with a member's own secret: theirs alone, whoever else can open the vault."""

from collections.abc import Callable
from typing import TypeAlias

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.crypto import canonical
from app.crypto.sealing import seal, unseal
from app.crypto.secret import Secret, wipe
from app.models.tables import PreparedRow
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


def forget_prepared(session: Session, staff_id: str) -> None:
    """Remove what a member's former secret sealed of what they meant to share: with the new one nobody can open it."""
    session.execute(delete(PreparedRow).where(PreparedRow.staff_id == staff_id))


def unseal_own(
    vault: OpenVault, key_of: KeyOf, sealed: bytes, *, purpose: str, table: str, row: str
) -> bytes:
    """The JSON that `seal_own` sealed; raises Damaged for another member's, another place or a changed byte."""
    key = key_of(vault.member_secret, vault.header.vault_id)
    try:
        return unseal(key, sealed, purpose=purpose, table=table, row=row)
    finally:
        wipe(key)
