"""The ledger of who did what to which row when, and what was disclosed to whom."""

from datetime import datetime
from typing import Final

from sqlalchemy import CheckConstraint, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, CaseRef, StaffRef, Uid

SIGNED: Final = (
    "vault.create",
    "vault.recover",
    "record.sign",
    "summary.disclose",
    "staff.enrol",
    "staff.admit",
    "staff.readmit",
    "staff.leave",
)
"""The acts that bear a signature of a member or of the authority."""
SIGNED_SQL: Final = ", ".join(f"'{action}'" for action in SIGNED)


class LedgerRow(Base):
    """One act, reads included; never changed, never deleted (triggers). No names, no clinical text."""

    __tablename__ = "ledger"
    __table_args__ = (
        Index(None, "case_id", "at"),
        Index(None, "actor_id", "at"),
        # Of a million acts the few that answer "when was it last backed up?".
        Index("ix_ledger_backups", "at", sqlite_where=text("action = 'vault.backup_made'")),
        # The few that bear a signature: the newest is what the clock is held against.
        Index("ix_ledger_signed", "at", sqlite_where=text(f"action IN ({SIGNED_SQL})")),
        Index("ix_ledger_clock", "at", sqlite_where=text("action = 'site.clock'")),
        {"sqlite_with_rowid": False},
    )

    device: Mapped[str] = mapped_column(String(36), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    actor_id: Mapped[str | None] = mapped_column(String(36))
    action: Mapped[str]
    subject: Mapped[str | None]
    subject_id: Mapped[str | None] = mapped_column(String(36))
    case_id: Mapped[str | None] = mapped_column(String(36))
    detail: Mapped[str]


class LedgerHead(Base):
    """How far one device's chain has come: enough to append without reading older rows."""

    __tablename__ = "ledger_head"

    device: Mapped[str] = mapped_column(String(36), primary_key=True)
    size: Mapped[int]
    head: Mapped[bytes]
    peaks: Mapped[bytes]


class LedgerSegment(Base):
    """The rows that one member wrote between unlocking and locking, signed by them as they go (format.md section 6)."""

    __tablename__ = "ledger_segment"

    device: Mapped[str] = mapped_column(String(36), primary_key=True)
    first: Mapped[int] = mapped_column(primary_key=True)
    actor_id: Mapped[str] = mapped_column(String(36))
    key_id: Mapped[str] = mapped_column(String(36))
    size: Mapped[int]
    head: Mapped[bytes]
    signature: Mapped[bytes]


class Disclosure(Base):
    """What was sent to whom, why, and the exact bytes; never changed, never deleted (triggers)."""

    __tablename__ = "disclosure"
    __table_args__ = (CheckConstraint("length(sha256) = 32", name="sha256"), Index(None, "case_id", "at"))

    id: Mapped[Uid]
    case_id: Mapped[CaseRef]
    at: Mapped[datetime]
    staff_id: Mapped[StaffRef]
    audience: Mapped[str]
    recipient: Mapped[str]
    purpose: Mapped[str]
    withheld: Mapped[str]
    sha256: Mapped[bytes]
    content: Mapped[bytes]
    device: Mapped[str | None] = mapped_column(String(36))
    seq: Mapped[int | None]
