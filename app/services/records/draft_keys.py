"""A draft's own key: its author's, and wrapped to the lead and the recovery key only to be handed back.

Whoever else opens the store reads no draft. An author whose passphrase is lost has another secret afterwards; the
lead who readmits them, or the recovery key, hands them the key of each draft, and the ledger says so.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.crypto import canonical
from app.crypto.grants import unwrap, wrap
from app.crypto.member_keys import ExchangeKey
from app.crypto.sealing import seal, unseal
from app.crypto.secret import Secret, wipe
from app.crypto.store_epochs import slot_private
from app.crypto.vault_keys import draft_key
from app.errors import Damaged
from app.models.tables import Draft
from app.services.vault.open_vault import Act, OpenVault
from app.services.vault.slots import WayIn, keepers

_PURPOSE: Final = "draft-own"
_BACK: Final = "back"
_TO: Final = "to"


def handing(vault: OpenVault, session: Session, draft_id: str) -> bytes | None:
    """Wrap a new draft's key to who could hand it back; None where nobody could: then it gets no key of its own."""
    ways = keepers(session, vault.header)
    if not ways:
        return None
    raw = draft_key(vault.member_secret, vault.header.vault_id, draft_id)
    key = Secret(raw)
    try:
        return _written({way.slot: _wrapped(vault.header.vault_id, draft_id, key, way) for way in ways}, "")
    finally:
        key.wipe()


def digest(kept: bytes) -> str:
    """What the ledger says of it."""
    return sha256(kept).hexdigest()


def sealed(vault: OpenVault, draft_id: str, kept: bytes | None, plain: bytes) -> bytes:
    """What is stored of a draft, sealed with its key where it has one."""
    if kept is None:
        return plain
    with _key(vault, draft_id, kept) as key:
        return seal(key, plain, purpose=_PURPOSE, table="draft", row=draft_id, generation=1)


def opened(vault: OpenVault, draft_id: str, kept: bytes | None, stored: bytes) -> bytes:
    """What was sealed, as its compartment keeps it. Raises Damaged."""
    if kept is None:
        return stored
    with _key(vault, draft_id, kept) as key:
        return unseal(key, stored, purpose=_PURPOSE, table="draft", row=draft_id)


@dataclass(frozen=True)
class Keeper:
    """Who hands drafts back: the slot that their keys were wrapped to, and what opens it."""

    slot: str
    private: ExchangeKey

    @classmethod
    def lead(cls, vault: OpenVault, slot: str) -> "Keeper":
        """The lead at the desk, by their own way in."""
        return cls(slot, slot_private(vault.member_secret, vault.header.vault_id))


def hand_back(act: Act, vault_id: str, keeper: Keeper, way: WayIn) -> None:
    """Give somebody who has another secret now the keys of their drafts, each noted."""
    for row in _with_keys(act.session, way.staff_id):
        _hand(act, vault_id, keeper, row, way, keeps=False)


def hand_on(act: Act, vault_id: str, keeper: Keeper, way: WayIn, instead_of: str = "") -> None:
    """Let a new way in hand back every draft, and have their own; in place of another slot where one is named."""
    for row in _with_keys(act.session):
        _hand(act, vault_id, keeper, row, way, keeps=True, instead_of=instead_of)


def _hand(
    act: Act, vault_id: str, keeper: Keeper, row: Draft, way: WayIn, *, keeps: bool, instead_of: str = ""
) -> None:
    try:
        kept = _read(row.handing or b"")
        to, back = dict(kept[_TO]), kept[_BACK]
        key = unwrap(
            bytes.fromhex(to.get(keeper.slot, "")), keeper.private, _info(vault_id, row.id, keeper.slot)
        )
    except Damaged:
        # Somebody changed it: `check` says so, and nobody is kept out of the vault for it.
        act.note("draft.not_handed", "draft", row.id, case=row.case_id)
        return
    to.pop(instead_of, None)
    if keeps:
        to[way.slot] = _wrapped(vault_id, row.id, key, way)
    if row.author_id == way.staff_id:
        back = wrap(key, way.exchange, _info(vault_id, row.id, row.author_id)).hex()
    key.wipe()
    written = _written(to, back)
    act.session.execute(update(Draft).where(Draft.id == row.id).values(handing=written))
    act.note("draft.hand_back", "draft", row.id, case=row.case_id, handing=digest(written))


def _with_keys(session: Session, author_id: str | None = None) -> list[Draft]:
    rows = select(Draft).where(Draft.handing.is_not(None)).order_by(Draft.id)
    if author_id is not None:
        rows = rows.where(Draft.author_id == author_id)
    return list(session.execute(rows).scalars())


@contextmanager
def _key(vault: OpenVault, draft_id: str, kept: bytes) -> Iterator[bytearray | bytes]:
    vault_id, back = vault.header.vault_id, _read(kept)[_BACK]
    if back:
        private = slot_private(vault.member_secret, vault_id)
        handed = unwrap(bytes.fromhex(back), private, _info(vault_id, draft_id, vault.member.id))
        with handed.lend() as raw:
            yield raw
        handed.wipe()
        return
    derived = draft_key(vault.member_secret, vault_id, draft_id)
    try:
        yield derived
    finally:
        wipe(derived)


def _wrapped(vault_id: str, draft_id: str, key: Secret, way: WayIn) -> str:
    return wrap(key, way.exchange, _info(vault_id, draft_id, way.slot)).hex()


def _written(to: Mapping[str, str], back: str) -> bytes:
    return canonical.dumps({_TO: dict(to), _BACK: back})


def _read(kept: bytes) -> dict[str, Any]:
    try:
        plain = json.loads(kept)
        for each in (plain[_BACK], *plain[_TO].values()):
            bytes.fromhex(each)
        return {_TO: dict(plain[_TO]), _BACK: plain[_BACK]}
    except (ValueError, TypeError, KeyError, AttributeError):
        raise Damaged from None


def _info(vault_id: str, draft_id: str, holder: str) -> bytes:
    return canonical.dumps(["casework/draft-key/1", vault_id, draft_id, holder])
