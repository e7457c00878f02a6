"""Epochs of the store's key: each has a random secret of its own, wrapped to every way in.

So who leaves has nothing that opens what is written later, and a new epoch takes nobody's passphrase. A vault from
before keeps the vault key as its store secret until its first new epoch.
"""

from collections.abc import Mapping

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from app.crypto import canonical
from app.crypto.grants import unwrap, wrap
from app.crypto.header import Header, with_epoch
from app.crypto.key_slots import Opened, Recovered
from app.crypto.member_keys import compartments_private, public_bytes
from app.crypto.secret import Secret, wipe
from app.crypto.vault_keys import slot_exchange_seed
from app.errors import NoStoreKey


def slot_private(member_secret: Secret, vault_id: str) -> X25519PrivateKey:
    """The key that opens what is wrapped to a member's slot: theirs alone, whatever their passphrase is."""
    seed = slot_exchange_seed(member_secret, vault_id)
    try:
        return compartments_private(seed)
    finally:
        wipe(seed)


def slot_public(member_secret: Secret, vault_id: str) -> bytes:
    """The public half, 32 bytes: what a new store secret is wrapped to."""
    return public_bytes(slot_private(member_secret, vault_id).public_key())


def begin_epoch(
    header: Header, vault_key: Secret, epoch: int, secret: Secret, holders: Mapping[str, X25519PublicKey]
) -> Header:
    """Take the store's key from `secret`, wrapped to those slots: no other opens the store from then on."""
    grants = {slot: wrap(secret, public, _info(header, epoch, slot)) for slot, public in holders.items()}
    return with_epoch(header, vault_key, epoch, grants)


def with_grant(
    header: Header, vault_key: Secret, secret: Secret, slot: str, public: X25519PublicKey
) -> Header:
    """Let a new slot open the store; nothing changes where the vault key, which every slot yields, does."""
    if not header.store_grants:
        return header
    made = wrap(secret, public, _info(header, header.epoch, slot))
    return with_epoch(header, vault_key, header.epoch, {**header.store_grants, slot: made})


def store_secret(header: Header, opened: Opened | Recovered) -> Secret:
    """The secret of the store's present key. Raises NoStoreKey for a slot that was given none, Damaged."""
    if not header.store_grants:
        with opened.vault_key.lend() as raw:
            return Secret(bytearray(raw))
    if opened.slot_id not in header.store_grants:
        raise NoStoreKey
    if isinstance(opened, Recovered):
        private = opened.exchange_key
    else:
        private = slot_private(opened.member_secret, header.vault_id)
    return unwrap(header.store_grants[opened.slot_id], private, _info(header, header.epoch, opened.slot_id))


def _info(header: Header, epoch: int, slot: str) -> bytes:
    return canonical.dumps(["casework/store/1", header.vault_id, epoch, slot])
