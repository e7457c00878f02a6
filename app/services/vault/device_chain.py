"""The ledger chain that this machine writes: its own again, or a new one that says why (decision 002)."""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.crypto import chains
from app.crypto.anchors import Anchor, anchor_of, closed_with
from app.crypto.chains import Close
from app.crypto.header import Header, Opened, with_anchor
from app.crypto.ledger import EMPTY, Head, root
from app.domain.values.dates import show_instant
from app.domain.values.ids import new_id
from app.models.base import wire_time
from app.models.tables import LedgerRow
from app.services.vault import anchors, ledger_book
from app.services.vault.anchors import IN_HEADER, ON_MACHINE, Seen
from app.services.vault.ledger_book import Note
from app.services.vault.open_vault import OpenVault

BEGIN, CLOSE = "device.begin", "device.close"
OLDER = "an older store was accepted"
TAKEN_OPEN = "a copy taken while the vault was open was accepted"
RESTORED = "restored from a backup"
NEW_HERE = "the vault is new on this machine"
LOOKED_AT = "a copy that was only looked at"

Detail: TypeAlias = dict[str, str | int | bool]


@dataclass(frozen=True)
class ChainState:
    """How the store stands to what was seen of it outside."""

    lost: frozenset[str]
    """The chains of which more, or other, was seen than the store holds."""
    last: Head
    """The head of the chain that was written last in this folder, whoever wrote it."""
    taken_open: Opened | None
    """Since when the vault was open when this copy was taken of it without its WAL; None when it was not."""


def chain_state(session: Session, vault: OpenVault, last: str, *, has_wal: bool) -> ChainState:
    """Hold the store against every anchor of an open chain, in the header and on this machine.

    `has_wal`: whether the store came with one, before it was opened.
    """
    seen = anchors.known(vault.state, vault.header, vault.vault_key)
    heads = {device: ledger_book.head_of(session, device) for device in {last, *(s.device for s in seen)}}
    lost = frozenset(each.device for each in seen if not _agrees(heads[each.device], each.anchor))
    return ChainState(lost, heads[last], _taken_open(session, vault.header, seen, has_wal=has_wal))


def _taken_open(session: Session, header: Header, seen: tuple[Seen, ...], *, has_wal: bool) -> Opened | None:
    if (opened := header.opened) is None:
        return None
    head = ledger_book.head_of(session, opened.device)
    # A WAL of another moment is passed over by SQLite: then the row that noted the opening is not there.
    if has_wal and head.size >= opened.size:
        return None
    here = [each.anchor for each in seen if (each.where, each.device) == (ON_MACHINE, opened.device)]
    return None if any(each.size == head.size and _agrees(head, each) for each in here) else opened


def shown(at: str) -> str:
    """Since when the vault was open, as it is told."""
    return f"{show_instant(datetime.fromisoformat(at), 0)} UTC"


def _agrees(head: Head, anchor: Anchor) -> bool:
    if anchor.size == head.size:
        return (anchor.head, anchor.root) == (head.head.hex(), root(head).hex())
    # A longer chain is the usual case after a crash: its rows are replayed by `casework check`.
    return anchor.size < head.size


def go_on(vault: OpenVault, last: str, found: ChainState) -> list[Note]:
    """Go on with this machine's own chain; what was lost without it is closed. Changes the header in memory alone."""
    _keep_last(vault, last, found.last)
    return _turned(vault, vault.header.device, found.lost)


def begin(vault: OpenVault, last: str, found: ChainState, reason: str, *, is_copy: bool) -> list[Note]:
    """Begin a chain that says why and what it goes on from. Changes the header in memory alone.

    In a copy, the chain this machine wrote in the folder that it came from goes on there, and never here.
    """
    _keep_last(vault, last, found.last)
    before, head = vault.header.device, vault.head
    vault.head = EMPTY
    detail: Detail = {"reason": reason, "after": before, "size": head.size, "head": head.head.hex()}
    lost = set(found.lost)
    if is_copy:
        lost.add(before)
    if found.taken_open:
        lost.add(found.taken_open.device)
        detail["since"] = found.taken_open.at
    return [Note(BEGIN, detail=detail), *_turned(vault, new_id(vault.clock()), lost)]


def _keep_last(vault: OpenVault, last: str, head: Head) -> None:
    """A machine that crashed left no anchor in the header: without one it could not go on with its chain."""
    if head.size and last not in vault.header.anchors:
        anchor = anchor_of(head, wire_time(vault.clock()))
        vault.header = with_anchor(vault.header, vault.vault_key, last, anchor)


def _turned(vault: OpenVault, device: str, lost: Collection[str]) -> list[Note]:
    vault.header, closed = chains.turn_to(vault.header, vault.vault_key, device, lost)
    return [Note(CLOSE, detail=_detail(each)) for each in closed]


def _detail(closed: Close) -> Detail:
    facts: Detail = msgspec.structs.asdict(closed.anchor)
    return {"device": closed.device, **facts, "number": closed.number}


class _CloseRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the ledger says of a closed chain."""

    device: str
    size: int
    head: str
    root: str
    at: str
    number: int

    @property
    def anchor(self) -> Anchor:
        """The anchor that the header held of it."""
        return Anchor(size=self.size, head=self.head, root=self.root, at=self.at)


def closed_chains(session: Session, header: Header) -> tuple[Seen, ...] | None:
    """The anchors of the closed chains; None when they are not those that the header remembers."""
    newest: dict[str, _CloseRow] = {}
    for row in _close_rows(session):
        # Rows of a chain that is open were written before a crash, and did not come to count.
        if row.device not in header.anchors and row.number >= getattr(newest.get(row.device), "number", 0):
            newest[row.device] = row
    folded = None
    for each in sorted(newest.values(), key=lambda row: row.number):
        folded = closed_with(folded, each.device, each.anchor)
    if folded != header.closed:
        return None
    return tuple(Seen(IN_HEADER, each.anchor, each.device) for each in newest.values())


def _close_rows(session: Session) -> Iterator[_CloseRow]:
    rows = select(LedgerRow.detail).where(LedgerRow.action == CLOSE).order_by(LedgerRow.at, LedgerRow.seq)
    for detail in session.scalars(rows):
        try:
            yield msgspec.convert(json.loads(detail), _CloseRow)
        except (ValueError, msgspec.ValidationError):
            # A row that was changed: the chain it stands in says so, and the header misses it.
            continue
