"""Anchors: what was last seen of a device's chain, kept where an older store cannot overwrite it."""

import hmac
from collections.abc import Mapping
from hashlib import sha256
from typing import Annotated, Final

import msgspec

from app.crypto import canonical, ledger
from app.crypto.secret import Secret, wipe
from app.crypto.vault_keys import anchor_mac_key
from app.errors import Damaged

MAX_ANCHOR_BYTES: Final = 4096

_CLOSED_DOMAIN: Final = b"casework/closed/1\x00"

Hash = Annotated[str, msgspec.Meta(pattern=r"\A[0-9a-f]{64}\Z")]
"""A SHA-256 or HMAC-SHA-256 in lower-case hex."""
Time = Annotated[
    str,
    msgspec.Meta(pattern=r"\A[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-6][0-9]\.[0-9]{3}Z\Z"),
]
"""RFC 3339 in UTC with milliseconds."""


class Anchor(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A device's chain had `size` rows, this head and this tree root (both hex) at the time `at`."""

    size: Annotated[int, msgspec.Meta(ge=0)]
    head: Hash
    root: Hash
    at: Time


class Closed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The chains that nobody goes on with: how many, the newest anchor's time, and one hash (hex) over them all."""

    count: Annotated[int, msgspec.Meta(ge=1)]
    newest: Time
    root: Hash


def closed_with(before: Closed | None, device: str, anchor: Anchor) -> Closed:
    """Add the anchor of a chain to those that are closed, as the next."""
    count, newest, root = (
        (0, anchor.at, bytes(ledger.HASH_BYTES))
        if before is None
        else (before.count, before.newest, bytes.fromhex(before.root))
    )
    facts = canonical.dumps([device, anchor.size, anchor.head, anchor.root, anchor.at])
    digest = sha256(_CLOSED_DOMAIN + root + facts).hexdigest()
    return Closed(count=count + 1, newest=max(newest, anchor.at), root=digest)


class _AnchorFile(Anchor, frozen=True, forbid_unknown_fields=True):
    """An anchor as kept outside the vault."""

    mac: Hash


def anchor_of(head: ledger.Head, at: str) -> Anchor:
    """Describe a chain's head as an anchor taken at the time `at` (wire form)."""
    return Anchor(size=head.size, head=head.head.hex(), root=ledger.root(head).hex(), at=at)


def anchor_mac(anchor: Anchor, vault_key: Secret, vault_id: str) -> str:
    """Authenticate an anchor, so that nobody without the vault key can lower it."""
    key = anchor_mac_key(vault_key, vault_id)
    try:
        return hmac.digest(key, canonical.dumps(_facts(anchor)), "sha256").hex()
    finally:
        wipe(key)


def encode_anchor(anchor: Anchor, vault_key: Secret, vault_id: str) -> bytes:
    """Write the bytes of an anchor file."""
    return canonical.dumps({**_facts(anchor), "mac": anchor_mac(anchor, vault_key, vault_id)})


def decode_anchor(raw: bytes, vault_key: Secret, vault_id: str) -> Anchor:
    """Read an anchor file; raises Damaged if it is not one, or not of this vault."""
    value = canonical.loads_exact(raw, MAX_ANCHOR_BYTES)
    try:
        read = msgspec.convert(value, _AnchorFile)
    except msgspec.ValidationError:
        raise Damaged from None
    anchor = Anchor(size=read.size, head=read.head, root=read.root, at=read.at)
    if not hmac.compare_digest(read.mac, anchor_mac(anchor, vault_key, vault_id)):
        raise Damaged
    return anchor


def _facts(anchor: Anchor) -> Mapping[str, object]:
    return {"size": anchor.size, "head": anchor.head, "root": anchor.root, "at": anchor.at}
