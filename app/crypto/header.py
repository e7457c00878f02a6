"""The vault header: what vault.json says, read strictly, and authenticated as a whole by the vault key.

A header is a value: every change gives a new one, sealed again. `decode` proves only that the bytes are well
formed; that they are genuine is proven by unlocking (`app.crypto.key_slots`), which checks the MAC.
"""

import hmac
import re
import secrets
from collections.abc import Iterable, Mapping
from typing import Annotated, Final, Literal, TypeAlias

import msgspec

from app.crypto import canonical
from app.crypto.anchors import Anchor, Closed, Hash, Time, closed_with
from app.crypto.kdf import KdfParams
from app.crypto.secret import Secret, random_secret, wipe
from app.crypto.vault_keys import header_mac_key
from app.errors import Damaged, HeaderFull, Newer

FORMAT: Final = "casework.vault/2"
FIRST_FORMAT: Final = "casework.vault/1"
"""The first format, which key slots are bound to for ever: they outlive the format they were made under."""
MAX_BYTES: Final = 256 * 1024
MAX_SLOTS: Final = 64
VAULT_KEY_BYTES: Final = 32
FIRST_STORE: Final = "store.db"

_NUMBER: Final = 2
_FORMAT_PATTERN: Final = re.compile(r"casework\.vault/([1-9][0-9]{0,8})")

SlotId = Annotated[str, msgspec.Meta(pattern=r"\A[0-9a-f]{16}\Z")]
VaultId = Annotated[str, msgspec.Meta(pattern=r"\A[0-9a-f]{32}\Z")]
Uuid = Annotated[str, msgspec.Meta(pattern=r"\A[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")]
StoreName = Annotated[str, msgspec.Meta(pattern=r"\Astore(-([2-9]|[1-9][0-9]{1,8}))?\.db\Z")]
Bytes12 = Annotated[bytes, msgspec.Meta(min_length=12, max_length=12)]
Bytes16 = Annotated[bytes, msgspec.Meta(min_length=16, max_length=16)]
Bytes32 = Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]
Bytes48 = Annotated[bytes, msgspec.Meta(min_length=48, max_length=48)]
Bytes80 = Annotated[bytes, msgspec.Meta(min_length=80, max_length=80)]


class PassphraseSlot(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="passphrase"
):
    """One member's way in: yields the vault key and their member secret."""

    id: SlotId
    login_salt: Bytes16
    login_hash: Hash
    kdf: KdfParams
    salt: Bytes32
    nonce: Bytes12
    wrapped: Bytes80


class RecoverySlot(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="recovery"):
    """The printed kit's way in: yields the vault key; `public` takes compartment grants."""

    id: SlotId
    salt: Bytes32
    public: Bytes32
    nonce: Bytes12
    wrapped: Bytes48


Slot: TypeAlias = PassphraseSlot | RecoverySlot


class Opened(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The vault is open: noted in which device's chain, since when, and how many rows that had with the note."""

    device: Uuid
    at: Time
    size: Annotated[int, msgspec.Meta(ge=1)]


class Header(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What vault.json says; identifiers and digests as hex text, exactly as written there."""

    format: Literal["casework.vault/1", "casework.vault/2"]
    vault_id: VaultId
    epoch: Annotated[int, msgspec.Meta(ge=1, le=2**32 - 1)]
    device: Uuid
    authority: tuple[Hash, ...]
    slots: Annotated[tuple[Slot, ...], msgspec.Meta(max_length=MAX_SLOTS)]
    anchors: Mapping[Uuid, Anchor]
    mac: Hash
    closed: Closed | None = None
    opened: Opened | None = None
    store: StoreName = FIRST_STORE
    store_grants: Mapping[SlotId, Bytes80] = msgspec.field(default_factory=dict)
    """The store secret of this epoch, wrapped to each slot; none where the vault key itself is the secret."""

    @property
    def stores(self) -> int:
        """How many files the store has been kept in so far: the number of this one."""
        number = self.store.removeprefix("store").removesuffix(".db")
        return int(number[1:]) if number else 1


def create(device: str, authority: tuple[str, ...] = ()) -> tuple[Header, Secret]:
    """Make the header of a new vault, without slots, and its vault key.

    `device` is the UUID of the first ledger chain; `authority` the hex SHA-256 of each site CA certificate.
    """
    vault_key = random_secret(VAULT_KEY_BYTES)
    blank = Header(
        format=FORMAT,
        vault_id=secrets.token_hex(16),
        epoch=1,
        device=device,
        authority=authority,
        slots=(),
        anchors={},
        mac="",
    )
    return sealed(blank, vault_key), vault_key


def with_anchor(header: Header, vault_key: Secret, device: str, anchor: Anchor) -> Header:
    """Record what was last seen of a device's chain."""
    return sealed(msgspec.structs.replace(header, anchors={**header.anchors, device: anchor}), vault_key)


def with_device(header: Header, vault_key: Secret, device: str, closing: Iterable[str] = ()) -> Header:
    """Write the chain of `device` from now on.

    The anchors of those that are closing, in this order, go into the one line of chains that nobody goes on with.
    """
    left, closed = dict(header.anchors), header.closed
    for each in closing:
        closed = closed_with(closed, each, left.pop(each))
    return sealed(msgspec.structs.replace(header, device=device, anchors=left, closed=closed), vault_key)


def with_opened(header: Header, vault_key: Secret, opened: Opened | None) -> Header:
    """Say that the vault is open, or with None that it is at rest."""
    if header.opened == opened:
        return header
    return sealed(msgspec.structs.replace(header, opened=opened), vault_key)


def at_rest(header: Header, vault_key: Secret) -> Header:
    """The header as it is when the vault is open nowhere."""
    return with_opened(header, vault_key, None)


def of_copy(header: Header, vault_key: Secret) -> Header:
    """The header of a whole copy: it is open nowhere, and its store is the first file of it."""
    return with_store(at_rest(header, vault_key), vault_key, FIRST_STORE)


def with_authority(header: Header, vault_key: Secret, fingerprint: str) -> Header:
    """Add a site CA certificate by its hex SHA-256, as the newest."""
    if fingerprint in header.authority:
        return header
    return sealed(msgspec.structs.replace(header, authority=(*header.authority, fingerprint)), vault_key)


def with_slots(header: Header, vault_key: Secret, slots: tuple[Slot, ...]) -> Header:
    """Replace the key slots; `app.crypto.key_slots` makes them. What was wrapped to a slot goes with it."""
    left = {slot.id: header.store_grants[slot.id] for slot in slots if slot.id in header.store_grants}
    return sealed(msgspec.structs.replace(header, slots=slots, store_grants=left), vault_key)


def with_epoch(header: Header, vault_key: Secret, epoch: int, grants: Mapping[str, bytes]) -> Header:
    """Take the store's key from another secret, wrapped to those slots; `app.crypto.store_epochs` makes the grants."""
    return sealed(msgspec.structs.replace(header, epoch=epoch, store_grants=dict(grants)), vault_key)


def with_store(header: Header, vault_key: Secret, store: str) -> Header:
    """Keep the store in the file of that name."""
    return sealed(msgspec.structs.replace(header, store=store), vault_key)


def sealed(header: Header, vault_key: Secret) -> Header:
    """Authenticate the whole header with the vault key, in the newest format."""
    header = msgspec.structs.replace(header, format=FORMAT)
    return msgspec.structs.replace(header, mac=_mac(header, vault_key))


def check_mac(header: Header, vault_key: Secret) -> None:
    """Return only if the holder of this vault key sealed exactly this header; raises Damaged otherwise."""
    if not hmac.compare_digest(header.mac, _mac(header, vault_key)):
        raise Damaged


def encode(header: Header) -> bytes:
    """Write the bytes of vault.json; raises HeaderFull, and ValueError for one that could not be read again."""
    raw = canonical.dumps(msgspec.to_builtins(header))
    if len(raw) > MAX_BYTES:
        raise HeaderFull
    try:
        decode(raw)
    except (Damaged, Newer):
        raise ValueError("the header breaks its own format") from None
    return raw


def decode(raw: bytes) -> Header:
    """Read the bytes of vault.json.

    Raises Newer for the format of a later version, Damaged for anything else that `encode` would not write.
    """
    value = canonical.loads_exact(raw, MAX_BYTES)
    _check_format(value)
    try:
        header = msgspec.convert(value, Header)
    except msgspec.ValidationError:
        raise Damaged from None
    if header.format == FIRST_FORMAT and (
        header.closed or header.opened or header.store_grants or header.store != FIRST_STORE
    ):
        raise Damaged
    for slot in header.slots:
        if isinstance(slot, PassphraseSlot):
            slot.kdf.check()
    slots = {slot.id for slot in header.slots}
    if len(slots) != len(header.slots) or not header.store_grants.keys() <= slots:
        raise Damaged
    # Base64 and number spellings that mean the same are a different header all the same.
    if canonical.dumps(msgspec.to_builtins(header)) != raw:
        raise Damaged
    return header


def slot_aad(header: Header, slot: Slot) -> bytes:
    """Give the associated data that binds a wrapped key to its slot and vault."""
    facts = {name: value for name, value in _fields(slot).items() if name != "wrapped"}
    return canonical.dumps({**facts, "format": FIRST_FORMAT, "vault_id": header.vault_id})


def _check_format(value: canonical.Json) -> None:
    found = value.get("format") if isinstance(value, dict) else None
    match = _FORMAT_PATTERN.fullmatch(found) if isinstance(found, str) else None
    if match is None:
        raise Damaged
    if int(match[1]) > _NUMBER:
        raise Newer


def _mac(header: Header, vault_key: Secret) -> str:
    facts = {name: value for name, value in _fields(header).items() if name != "mac"}
    key = header_mac_key(vault_key, header.vault_id)
    try:
        return hmac.digest(key, canonical.dumps(facts), "sha256").hex()
    finally:
        wipe(key)


def _fields(struct: Header | Slot) -> dict[str, object]:
    fields: dict[str, object] = msgspec.to_builtins(struct)
    return fields
