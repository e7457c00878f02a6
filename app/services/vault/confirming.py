"""Proof that it is still the member at the desk, asked for before what bears their name."""

from app.crypto.key_slots import Opened, unlock_passphrase
from app.domain.values.text import fold
from app.services.vault.open_vault import OpenVault


def confirm(vault: OpenVault, passphrase: str) -> None:
    """Raises WrongSecret unless that is the passphrase of the member who unlocked the vault."""
    opened: Opened = unlock_passphrase(vault.header, fold(vault.member.login), passphrase)
    opened.wipe()
