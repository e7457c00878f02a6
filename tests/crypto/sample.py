"""A small vault header with known secrets, made once for all tests that only read it."""

from dataclasses import dataclass
from functools import cache

from app.crypto import anchors, header, key_slots, ledger, recovery
from app.crypto.kdf import CHEAPEST
from app.crypto.secret import Secret

LOGIN = "okonkwo"
OTHER_LOGIN = "lindqvist"
PASSPHRASE = "Five owls walk home late"
OTHER_PASSPHRASE = "a kettle under the stairs"
DEVICE = "01939f1e-8a51-7c3e-9b1a-6d2f4e5a7b8c"
OTHER_DEVICE = "01939f1e-8a52-7000-8000-000000000001"
AT = "2026-11-23T09:30:00.000Z"
VAULT_KEY = bytes(range(32))
MEMBER_SECRET = bytes(range(100, 132))
RECOVERY_SECRET = bytes(range(200, 220))


@dataclass(frozen=True)
class Sample:
    """A header with two members and a recovery key; the first member's and the kit's secrets are known."""

    header: header.Header
    recovery_text: str


def vault_key() -> Secret:
    return Secret(VAULT_KEY)


def member_secret() -> Secret:
    return Secret(MEMBER_SECRET)


@cache
def sample() -> Sample:
    key = vault_key()
    made, unused = header.create(DEVICE, ("ab" * 32,))
    unused.wipe()
    made = key_slots.add_passphrase_slot(made, key, member_secret(), LOGIN, PASSPHRASE, params=CHEAPEST)
    made = key_slots.add_recovery_slot(made, key, Secret(RECOVERY_SECRET))
    other = Secret(bytes(32))
    made = key_slots.add_passphrase_slot(made, key, other, OTHER_LOGIN, OTHER_PASSPHRASE, params=CHEAPEST)
    head = ledger.append(ledger.EMPTY, b"a row")
    made = header.with_anchor(made, key, OTHER_DEVICE, anchors.anchor_of(head, AT))
    return Sample(made, recovery.to_text(Secret(RECOVERY_SECRET)))
