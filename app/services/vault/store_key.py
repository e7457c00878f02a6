"""Lends the store's key for as long as a connection is being made."""

from collections.abc import Iterator
from contextlib import contextmanager

from app.crypto import vault_keys
from app.crypto.secret import Secret, wipe
from app.models.database import LendKey


def lender(store_secret: Secret, vault_id: str, epoch: int) -> LendKey:
    """What a `Database` borrows its key from: that of an epoch."""

    @contextmanager
    def lend() -> Iterator[bytearray]:
        key = vault_keys.store_key(store_secret, vault_id, epoch)
        try:
            yield key
        finally:
            wipe(key)

    return lend
