"""The ledger names its actors: each act signs the chain's new head with its actor's records key.

A segment is what one member wrote between unlocking and locking; its row is replaced as it grows.
"""

import json
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.orm import Session

from app.crypto import canonical, record_signing
from app.crypto.ledger import Head
from app.crypto.member_keys import MemberKeys
from app.models.statements import PreparedStatement
from app.models.tables import LedgerHead, LedgerRow, LedgerSegment
from app.services.vault.ledger_book import Note

ADOPTED: Final = "ledger.adopt"
"""Notes how many rows there were when a vault from before segments was opened: those are signed by nobody."""
WHOLE: Final = {"segments": 1}
"""What `vault.create` says of a vault whose every row is in a segment."""
_ROW: Final = upsert(LedgerSegment)
_GROW: Final = PreparedStatement(
    _ROW.on_conflict_do_update(
        index_elements=["device", "first"],
        set_={name: _ROW.excluded[name] for name in ("actor_id", "key_id", "size", "head", "signature")},
    )
)


@dataclass(frozen=True)
class Segment:
    """Whose rows they are, from which on, and the key that signs them."""

    vault_id: str
    device: str
    first: int
    actor_id: str
    key_id: str

    def sign(self, connection: Connection, keys: MemberKeys, head: Head) -> None:
        """Sign the rows up to this head, in place of what was signed of them before."""
        row: dict[str, Any] = {
            "device": self.device,
            "first": self.first,
            "actor_id": self.actor_id,
            "key_id": self.key_id,
            "size": head.size,
            "head": head.head,
        }
        row["signature"] = record_signing.sign_segment(keys.records, statement(self.vault_id, row))
        _GROW.write(connection, row)


def statement(vault_id: str, row: dict[str, Any]) -> dict[str, Any]:
    """What is signed of a segment (docs/format.md section 6)."""
    return {
        "format": "casework.segment/1",
        "vault": vault_id,
        "device": row["device"],
        "first": row["first"],
        "actor": row["actor_id"],
        "key": row["key_id"],
        "size": row["size"],
        "head": row["head"].hex(),
    }


def adoption(session: Session) -> Note | None:
    """The note that a vault from before segments needs once: how many rows each chain has, which nobody signed."""
    if session.scalar(select(LedgerSegment.first).limit(1)) is not None or adopted(session) is not None:
        return None
    heads = session.execute(select(LedgerHead.device, LedgerHead.size).order_by(LedgerHead.device))
    return Note(ADOPTED, detail={"rows": " ".join(f"{device}:{size}" for device, size in heads)})


def adopted(session: Session) -> dict[str, int] | None:
    """How many rows of each chain are older than segments; None where it was never noted.

    Of several notes the first holds: a later one would take rows out of their author's signature.
    """
    begun = select(LedgerRow.detail).join(LedgerHead, LedgerHead.device == LedgerRow.device)
    created = session.scalar(begun.where(LedgerRow.seq == 0, LedgerRow.action == "vault.create"))
    if created == canonical.dumps(WHOLE).decode():
        return {}
    notes = session.execute(select(LedgerRow.detail).where(LedgerRow.action == ADOPTED)).scalars()
    sizes = [_sizes(json.loads(detail)["rows"]) for detail in notes]
    return min(sizes, key=lambda each: sum(each.values()), default=None)


def _sizes(rows: str) -> dict[str, int]:
    return {device: int(size) for device, size in (each.split(":") for each in rows.split())}
