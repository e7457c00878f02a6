"""What was prepared to be shared and is not signed yet, and the keys by which it is handed on to be looked at."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, CaseRef, StaffRef, Uid


class PreparedRow(Base):
    """One output as it would be signed, until `until`. `sha256` is that of its bytes.

    `sealed` opens with its author's secret alone; `waiting` with the victim check's key, where a colleague has to look.
    """

    __tablename__ = "prepared"
    __table_args__ = (CheckConstraint("length(sha256) = 32", name="sha256"), Index(None, "until"))

    id: Mapped[Uid]
    case_id: Mapped[CaseRef]
    staff_id: Mapped[StaffRef]
    at: Mapped[datetime]
    until: Mapped[datetime]
    sha256: Mapped[bytes]
    sealed: Mapped[bytes]
    waiting: Mapped[bytes | None]


class CompartmentPublic(Base):
    """The public half of a compartment's key, and the authority's word for it: anybody may seal to it."""

    __tablename__ = "compartment_public"

    compartment: Mapped[str] = mapped_column(primary_key=True)
    generation: Mapped[int] = mapped_column(primary_key=True)
    public: Mapped[bytes]
    voucher: Mapped[bytes]
