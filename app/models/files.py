"""Documents kept beside the records that name them, sealed in parts."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, CaseRef, Uid


class FileRow(Base):
    """One document: a draft's until it is signed, and from then on never changed, never deleted (triggers).

    `sealed_key` is the document's own key, sealed as its draft or its record is: the bytes are sealed once.
    """

    __tablename__ = "kept_file"
    __table_args__ = (
        CheckConstraint("length(digest) = 32", name="digest"),
        CheckConstraint("size > 0 AND parts > 0", name="size"),
        Index(None, "draft_id"),
    )

    id: Mapped[Uid]
    case_id: Mapped[CaseRef]
    compartment: Mapped[str]
    draft_id: Mapped[str | None] = mapped_column(String(36))
    """The draft that it was added to; none once it is a record's."""
    digest: Mapped[bytes]
    size: Mapped[int]
    parts: Mapped[int]
    sealed_key: Mapped[bytes]


class FilePart(Base):
    """One part of a document, sealed with the document's key and bound to its place in it."""

    __tablename__ = "file_part"

    file_id: Mapped[str] = mapped_column(String(36), ForeignKey("kept_file.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    sealed: Mapped[bytes]
