"""Proof that it is still the member at the desk, asked for before what bears their name."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from app.crypto.key_slots import Opened, unlock_passphrase
from app.domain.values.text import fold
from app.services.vault.confirmation import Confirmation
from app.services.vault.open_vault import OpenVault

T = TypeVar("T")


def confirm(vault: OpenVault, passphrase: str, of: bytes) -> Confirmation:
    """Let the member who unlocked the vault confirm what `of` is the digest of. Raises WrongSecret."""
    return confirm_parts(vault, passphrase, (of,))[0]


def confirm_parts(vault: OpenVault, passphrase: str, parts: Sequence[bytes]) -> tuple[Confirmation, ...]:
    """Let the member confirm, by one proof, what is done in several transactions one after another.

    Each is of one digest, good once, and for a minute from when its turn has come at the latest. Raises WrongSecret.
    """
    opened: Opened = unlock_passphrase(vault.header, fold(vault.member.login), passphrase)
    opened.wipe()
    return _given(vault, parts)


def confirmed_act(
    vault: OpenVault, passphrase: str, of: Callable[[], bytes], act: Callable[[Confirmation], T]
) -> T:
    """Do what the member confirms with their passphrase, so that nothing comes between; `of` gives the digest.

    Raises WrongSecret, and as both of them.
    """
    return act(confirm(vault, passphrase, of()))


def confirmed_at_unlocking(vault: OpenVault, of: bytes) -> Confirmation:
    """The same where the passphrase was read, and the vault unlocked, for this act alone: on the command line.

    A window stays open while people come and go, so no view may use it (tests/test_structure.py).
    """
    return vault.confirmations.give(vault.member.id, of, vault.clock())


def parts_confirmed_at_unlocking(vault: OpenVault, parts: Sequence[bytes]) -> tuple[Confirmation, ...]:
    """The same for what is done in several transactions: as `confirm_parts`. No view may use it either."""
    return _given(vault, parts)


def _given(vault: OpenVault, parts: Sequence[bytes]) -> tuple[Confirmation, ...]:
    at = vault.clock()
    return tuple(vault.confirmations.give(vault.member.id, of, at, turn) for turn, of in enumerate(parts, 1))
