"""Signed records, their search text, and the drafts they come from."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, CaseRef, StaffRef, Uid


class Record(Base):
    """A signed record: never changed, never deleted (triggers). `body` is what was signed, or that sealed.

    The other columns repeat facts of the body for lists; `casework check` compares them. `signed_at` is what the clock
    said; `ordered_at` and `seq` put a record behind those signed before it also when the clock was put back. `device`
    and `seq` name the ledger row that holds its digest.
    """

    __tablename__ = "record"
    __table_args__ = (
        CheckConstraint("length(signature) = 64", name="signature"),
        CheckConstraint("length(digest) = 32", name="digest"),
        Index(None, "case_id", "event_sort", "ordered_at", "seq"),
        Index(None, "about_id"),
        Index(None, "replaces_id"),
        Index(None, "series_id", "version"),
    )

    id: Mapped[Uid]
    case_id: Mapped[CaseRef]
    series_id: Mapped[str] = mapped_column(String(36))
    version: Mapped[int]
    replaces_id: Mapped[str | None] = mapped_column(String(36), ForeignKey("record.id"))
    about_id: Mapped[str | None] = mapped_column(String(36), ForeignKey("record.id"))
    kind: Mapped[str]
    compartment: Mapped[str]
    author_id: Mapped[StaffRef]
    key_id: Mapped[str] = mapped_column(String(36), ForeignKey("member_key.id"))
    event: Mapped[str]
    event_sort: Mapped[str]
    signed_at: Mapped[datetime]
    title: Mapped[str]
    digest: Mapped[bytes]
    signature: Mapped[bytes]
    body: Mapped[bytes] = mapped_column(LargeBinary)
    device: Mapped[str | None] = mapped_column(String(36))
    seq: Mapped[int | None]
    ordered_at: Mapped[datetime]


class RecordText(Base):
    """What a search shows of an open record."""

    __tablename__ = "record_text"
    __table_args__ = (UniqueConstraint("record_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[str] = mapped_column(String(36), ForeignKey("record.id"))
    case_id: Mapped[CaseRef]
    title: Mapped[str]
    body: Mapped[str]


class RecordWords(Base):
    """What the search index holds of that text, folded; its integer key is the index's row."""

    __tablename__ = "record_words"

    id: Mapped[int] = mapped_column(ForeignKey("record_text.id"), primary_key=True)
    folded: Mapped[str]
    also: Mapped[str]


class Draft(Base):
    """An unsigned record: only its author sees it. `body` is sealed in a sealed compartment."""

    __tablename__ = "draft"
    __table_args__ = (Index(None, "author_id", "saved_at"), Index(None, "case_id"))

    id: Mapped[Uid]
    case_id: Mapped[CaseRef]
    author_id: Mapped[StaffRef]
    kind: Mapped[str]
    compartment: Mapped[str]
    replaces_id: Mapped[str | None] = mapped_column(String(36), ForeignKey("record.id"))
    about_id: Mapped[str | None] = mapped_column(String(36), ForeignKey("record.id"))
    begun_at: Mapped[datetime]
    saved_at: Mapped[datetime]
    revision: Mapped[int]
    body: Mapped[bytes]
    key_id: Mapped[str | None] = mapped_column(String(36))
    """The author's key that signed it as it is kept; none for one from before drafts were signed."""
    signature: Mapped[bytes | None]
    handing: Mapped[bytes | None]
    """The draft's key, wrapped to whom it is handed back by; none for one that has no key of its own."""
