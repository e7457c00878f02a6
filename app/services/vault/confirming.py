"""Proof that it is still the member at the desk, asked for before what bears their name."""

from app.crypto.key_slots import Opened, unlock_passphrase
from app.domain.values.text import fold
from app.services.vault.confirmation import Confirmation
from app.services.vault.open_vault import OpenVault


def confirm(vault: OpenVault, passphrase: str, of: bytes) -> Confirmation:
    """Let the member who unlocked the vault confirm what `of` is the digest of. Raises WrongSecret."""
    opened: Opened = unlock_passphrase(vault.header, fold(vault.member.login), passphrase)
    opened.wipe()
    return vault.confirmations.give(vault.member.id, of, vault.clock())


def confirmed_at_unlocking(vault: OpenVault, of: bytes) -> Confirmation:
    """The same where the passphrase was read, and the vault unlocked, for this act alone: on the command line.

    A window stays open while people come and go, so no view may use it (tests/test_structure.py).
    """
    return vault.confirmations.give(vault.member.id, of, vault.clock())
