"""Key slots: the ways into a vault, each wrapping the vault key under a passphrase or a recovery key.

A wrong passphrase and an altered slot look the same to AES-GCM, so both raise WrongSecret; whatever else of
the header was altered raises Damaged once the vault key is out and the MAC can be checked.
"""

import hmac
import secrets
from dataclasses import dataclass, field
from typing import Final

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.crypto.header import (
    MAX_SLOTS,
    VAULT_KEY_BYTES,
    Header,
    PassphraseSlot,
    RecoverySlot,
    Slot,
    check_mac,
    slot_aad,
    with_slots,
)
from app.crypto.kdf import DEFAULT, KdfParams, check_passphrase, derive_kek
from app.crypto.member_keys import public_bytes
from app.crypto.recovery import from_text, recovery_exchange_key, recovery_kek
from app.crypto.secret import Secret, wipe
from app.errors import Damaged, NotAcceptable, NotFound, WrongRecoveryKey, WrongSecret

MEMBER_SECRET_BYTES: Final = 32
_TAG_BYTES: Final = 16


@dataclass(frozen=True, slots=True, eq=False)
class Opened:
    """What a passphrase yields."""

    vault_key: Secret = field(repr=False)
    member_secret: Secret = field(repr=False)
    slot_id: str

    def wipe(self) -> None:
        """Forget both secrets."""
        self.vault_key.wipe()
        self.member_secret.wipe()


@dataclass(frozen=True, slots=True, eq=False)
class Recovered:
    """What the recovery key yields: the vault, and grants to `exchange_key`, but nobody's signing keys."""

    vault_key: Secret = field(repr=False)
    exchange_key: X25519PrivateKey = field(repr=False)
    slot_id: str

    def wipe(self) -> None:
        """Forget the vault key."""
        self.vault_key.wipe()


def add_passphrase_slot(
    header: Header,
    vault_key: Secret,
    member_secret: Secret,
    login_folded: str,
    passphrase: str,
    *,
    params: KdfParams = DEFAULT,
) -> Header:
    """Give a member a way in; the new slot is the last.

    Raises WeakSecret, and NotAcceptable for an empty or taken login name or when every slot is in use.
    """
    if not login_folded:
        raise NotAcceptable("A login name needs at least one letter or digit.")
    if _find(header, login_folded) is not None:
        raise NotAcceptable("Somebody in this vault already has that login name.")
    login_salt = secrets.token_bytes(16)
    slot = PassphraseSlot(
        id=_new_id(header),
        login_salt=login_salt,
        login_hash=_login_hash(login_salt, login_folded),
        kdf=params,
        salt=b"",
        nonce=b"",
        wrapped=b"",
    )
    return with_slots(
        header, vault_key, (*header.slots, _rewrapped(header, slot, vault_key, member_secret, passphrase))
    )


def replace_passphrase(
    header: Header, opened: Opened, passphrase: str, *, params: KdfParams = DEFAULT
) -> Header:
    """Wrap the same keys under a new passphrase; the slot keeps its id and login. Raises WeakSecret."""
    slots = list(header.slots)
    at = _index(header, opened.slot_id)
    old = slots[at]
    if not isinstance(old, PassphraseSlot):
        raise NotFound
    slot = msgspec.structs.replace(old, kdf=params)
    slots[at] = _rewrapped(header, slot, opened.vault_key, opened.member_secret, passphrase)
    return with_slots(header, opened.vault_key, tuple(slots))


def add_recovery_slot(header: Header, vault_key: Secret, recovery: Secret) -> Header:
    """Give the holder of a printed recovery key a way in; the new slot is the last."""
    salt = secrets.token_bytes(32)
    slot = RecoverySlot(
        id=_new_id(header),
        salt=salt,
        public=public_bytes(recovery_exchange_key(recovery, salt).public_key()),
        nonce=secrets.token_bytes(12),
        wrapped=b"",
    )
    kek = recovery_kek(recovery, salt)
    with vault_key.lend() as raw:
        slot = msgspec.structs.replace(slot, wrapped=_wrap(header, slot, kek, raw))
    return with_slots(header, vault_key, (*header.slots, slot))


def remove_slot(header: Header, vault_key: Secret, slot_id: str) -> Header:
    """Close a way in; raises NotFound, and NotAcceptable for the last one, which would lock everybody out."""
    at = _index(header, slot_id)
    if len(header.slots) == 1:
        raise NotAcceptable("That is the last way into this vault: add another before you remove it.")
    return with_slots(header, vault_key, header.slots[:at] + header.slots[at + 1 :])


def has_one_member(header: Header) -> bool:
    """Whether a login name is not needed to know whose passphrase it is."""
    return sum(isinstance(slot, PassphraseSlot) for slot in header.slots) == 1


def unlock_passphrase(header: Header, login_folded: str | None, passphrase: str) -> Opened:
    """Open the slot of a login name, or with None the only member's.

    Raises WrongSecret, after the same work, for an unknown login, a wrong passphrase or an altered slot;
    Damaged if anything else in the header was altered, or for hostile derivation parameters.
    """
    slot = _only(header) if login_folded is None else _find(header, login_folded)
    if slot is None:
        wipe(derive_kek(passphrase, secrets.token_bytes(32), _usual_params(header)))
        raise WrongSecret
    keys = _unwrap(header, slot, derive_kek(passphrase, slot.salt, slot.kdf))
    if keys is None:
        raise WrongSecret
    opened = Opened(Secret(keys[:VAULT_KEY_BYTES]), Secret(keys[VAULT_KEY_BYTES:]), slot.id)
    wipe(keys)
    _check_mac_or_wipe(header, opened)
    return opened


def unlock_recovery(header: Header, text: str) -> Recovered:
    """Open a recovery slot with the key as typed; raises WrongRecoveryKey, or Damaged as above."""
    recovery = from_text(text)
    try:
        for slot in header.slots:
            keys = None
            if isinstance(slot, RecoverySlot):
                keys = _unwrap(header, slot, recovery_kek(recovery, slot.salt))
            if keys is not None:
                recovered = Recovered(Secret(keys), recovery_exchange_key(recovery, slot.salt), slot.id)
                _check_mac_or_wipe(header, recovered)
                return recovered
    finally:
        recovery.wipe()
    raise WrongRecoveryKey


def _check_mac_or_wipe(header: Header, opened: Opened | Recovered) -> None:
    try:
        check_mac(header, opened.vault_key)
    except Damaged:
        opened.wipe()
        raise


def _rewrapped(
    header: Header, slot: PassphraseSlot, vault_key: Secret, member_secret: Secret, passphrase: str
) -> PassphraseSlot:
    check_passphrase(passphrase)
    # A fresh salt makes a fresh key, so no nonce is ever used twice under one.
    slot = msgspec.structs.replace(slot, salt=secrets.token_bytes(32), nonce=secrets.token_bytes(12))
    kek = derive_kek(passphrase, slot.salt, slot.kdf)
    with vault_key.lend() as vault_raw, member_secret.lend() as member_raw:
        if len(member_raw) != MEMBER_SECRET_BYTES:
            raise ValueError("a member secret has 32 bytes")
        keys = vault_raw + member_raw
    try:
        return msgspec.structs.replace(slot, wrapped=_wrap(header, slot, kek, keys))
    finally:
        wipe(keys)


def _wrap(header: Header, slot: Slot, kek: bytearray, keys: bytearray) -> bytes:
    try:
        return AESGCM(kek).encrypt(slot.nonce, keys, slot_aad(header, slot))
    finally:
        wipe(kek)


def _unwrap(header: Header, slot: Slot, kek: bytearray) -> bytearray | None:
    keys = bytearray(len(slot.wrapped) - _TAG_BYTES)
    try:
        AESGCM(kek).decrypt_into(slot.nonce, slot.wrapped, slot_aad(header, slot), keys)
    except InvalidTag:
        return None
    finally:
        wipe(kek)
    return keys


def _only(header: Header) -> PassphraseSlot | None:
    slots = [slot for slot in header.slots if isinstance(slot, PassphraseSlot)]
    return slots[0] if len(slots) == 1 else None


def _find(header: Header, login_folded: str) -> PassphraseSlot | None:
    found = None
    for slot in header.slots:
        # Every slot is compared, so that the time does not tell where in the list a member stands.
        if isinstance(slot, PassphraseSlot) and hmac.compare_digest(
            slot.login_hash, _login_hash(slot.login_salt, login_folded)
        ):
            found = slot
    return found


def _login_hash(login_salt: bytes, login_folded: str) -> str:
    return hmac.digest(login_salt, login_folded.encode("utf-8", "replace"), "sha256").hex()


def _usual_params(header: Header) -> KdfParams:
    return next((slot.kdf for slot in header.slots if isinstance(slot, PassphraseSlot)), DEFAULT)


def _index(header: Header, slot_id: str) -> int:
    for at, slot in enumerate(header.slots):
        if slot.id == slot_id:
            return at
    raise NotFound


def _new_id(header: Header) -> str:
    if len(header.slots) >= MAX_SLOTS:
        raise NotAcceptable("This vault has no room for another key: remove one that is no longer used.")
    return secrets.token_hex(8)
