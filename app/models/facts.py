"""What was stated as a fact: signed, numbered by subject, never changed, never deleted (triggers)."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Uid


class EventRow(Base):
    """One statement of a fact (docs/format.md section 9). `body` is what was signed.

    The other columns repeat facts of the body, or of the ledger row `(device, seq)` that names it; `casework check`
    compares them. `sealed` is what a sealed fact says, of which the body holds the SHA-256 alone.
    """

    __tablename__ = "event"
    __table_args__ = (
        CheckConstraint("length(signature) = 64", name="signature"),
        CheckConstraint("length(digest) = 32", name="digest"),
        Index(None, "subject_id", "number"),
        Index(None, "case_id", "at"),
    )

    id: Mapped[Uid]
    fact: Mapped[str]
    subject: Mapped[str]
    subject_id: Mapped[str] = mapped_column(String(36))
    case_id: Mapped[str | None] = mapped_column(String(36))
    number: Mapped[int]
    at: Mapped[datetime]
    basis: Mapped[str]
    author_id: Mapped[str] = mapped_column(String(36))
    key_id: Mapped[str] = mapped_column(String(36))
    device: Mapped[str] = mapped_column(String(36))
    seq: Mapped[int]
    digest: Mapped[bytes]
    body: Mapped[bytes]
    signature: Mapped[bytes]
    voucher: Mapped[bytes | None]
    sealed: Mapped[bytes | None]
