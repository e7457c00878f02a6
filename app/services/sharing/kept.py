"""What was prepared, kept in the store until it is signed: sealed with its author's secret, and not for long."""

import json
from base64 import b64decode, b64encode
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Final

import msgspec
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from app.crypto import canonical
from app.crypto.vault_keys import prepared_key
from app.domain.fields.sharing import Share
from app.domain.reports import document
from app.domain.reports.document import Document
from app.errors import Damaged, NotPrepared, PreparedAltered
from app.models.base import wire_time
from app.models.tables import PreparedRow
from app.services.vault.open_vault import Act, OpenVault
from app.services.vault.own_seal import seal_own, unseal_own

LASTS: Final = timedelta(minutes=30)
"""As long as somebody may take to read the pages before they sign."""
WAITS: Final = timedelta(days=7)
"""As long as a colleague may take to look at it."""
_PURPOSE: Final = "prepared-output"
_TABLE: Final = PreparedRow.__tablename__


@dataclass(frozen=True, kw_only=True)
class Kept:
    """An output as it would be signed: its document, and its bytes."""

    id: str
    case_id: str
    reference: str
    at: datetime
    until: datetime
    audience: str
    recipient: str
    purpose: str
    withheld: tuple[Share, ...]
    field: str
    """The signature field that waits in the PDF."""
    document: Document
    pdf: bytes
    sha256: str
    places: tuple[str, ...]
    """Where a victim's detail was found when it was prepared."""
    needs_release: bool
    notes: tuple[str, ...] = ()
    """What its author is told before they sign, a sentence each."""
    request: dict[str, Any]
    """What it was made for, by which it can be made anew."""

    def plain(self) -> dict[str, Any]:
        """As JSON has it."""
        facts = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return facts | {
            "at": wire_time(self.at),
            "until": wire_time(self.until),
            "withheld": [share.value for share in self.withheld],
            "places": list(self.places),
            "notes": list(self.notes),
            "document": self.document.plain(),
            "pdf": b64encode(self.pdf).decode("ascii"),
        }


def kept_of(plain: bytes) -> Kept:
    """Read it back; raises PreparedAltered for what is none, or holds other bytes than it says."""
    try:
        facts = json.loads(plain)
        kept = Kept(
            **facts
            | {
                "at": datetime.fromisoformat(facts["at"]),
                "until": datetime.fromisoformat(facts["until"]),
                "withheld": tuple(map(Share, facts["withheld"])),
                "places": tuple(facts["places"]),
                "notes": tuple(facts.get("notes", ())),
                "document": document.read(facts["document"]),
                "pdf": b64decode(facts["pdf"], validate=True),
            }
        )
    except (ValueError, TypeError, KeyError, msgspec.ValidationError):
        raise PreparedAltered from None
    if sha256(kept.pdf).hexdigest() != kept.sha256:
        raise PreparedAltered
    return kept


def keep(vault: OpenVault, act: Act, kept: Kept, waiting: bytes | None) -> None:
    """Keep it for its author, and, sealed for them, for whoever has to look at it; what ran out is deleted."""
    forget_expired(act.session, act.at)
    act.insert(
        PreparedRow,
        id=kept.id,
        case_id=kept.case_id,
        staff_id=vault.member.id,
        at=kept.at,
        until=kept.until,
        sha256=bytes.fromhex(kept.sha256),
        sealed=_sealed(vault, kept),
        waiting=waiting,
    )


def keep_waiting(vault: OpenVault, session: Session, kept: Kept, waiting: bytes) -> None:
    """Let it wait for a colleague, and so longer."""
    changed = {"until": kept.until, "sealed": _sealed(vault, kept), "waiting": waiting}
    session.execute(update(PreparedRow).where(PreparedRow.id == kept.id).values(**changed))


def longer(kept: Kept) -> Kept:
    """The same, waiting for a colleague."""
    return replace(kept, until=kept.at + WAITS, needs_release=True)


def opened(vault: OpenVault, session: Session, prepared_id: str, at: datetime) -> Kept:
    """What the member at the desk prepared. Raises NotPrepared once it ran out, PreparedAltered."""
    row = session.get(PreparedRow, prepared_id)
    if row is None or row.staff_id != vault.member.id:
        raise NotPrepared
    try:
        plain = unseal_own(vault, prepared_key, row.sealed, purpose=_PURPOSE, table=_TABLE, row=prepared_id)
    except Damaged:
        raise PreparedAltered from None
    kept = kept_of(plain)
    if (kept.id, kept.case_id, bytes.fromhex(kept.sha256)) != (row.id, row.case_id, row.sha256):
        raise PreparedAltered
    # By what was sealed: a row is anybody's to change.
    if at >= kept.until:
        raise NotPrepared
    return kept


def mine(vault: OpenVault, session: Session, case_id: str, at: datetime) -> tuple[str, ...]:
    """The ids of what the member prepared of a case and let wait, newest first."""
    rows = select(PreparedRow.id).where(
        PreparedRow.staff_id == vault.member.id,
        PreparedRow.case_id == case_id,
        PreparedRow.waiting.is_not(None),
        PreparedRow.until > at,
    )
    return tuple(session.execute(rows.order_by(PreparedRow.at.desc(), PreparedRow.id)).scalars())


def forget(session: Session, prepared_id: str) -> None:
    """Delete one: it was signed."""
    session.execute(delete(PreparedRow).where(PreparedRow.id == prepared_id))


def forget_expired(session: Session, at: datetime) -> None:
    """Delete what ran out, whoever prepared it."""
    session.execute(delete(PreparedRow).where(PreparedRow.until <= at))


def _sealed(vault: OpenVault, kept: Kept) -> bytes:
    return seal_own(vault, prepared_key, kept.plain(), purpose=_PURPOSE, table=_TABLE, row=kept.id)


def dumps(kept: Kept) -> bytes:
    """The bytes that are sealed for a colleague."""
    return canonical.dumps(kept.plain())
