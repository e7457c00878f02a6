"""The declarative base, shared column types and the naming of constraints."""

from datetime import UTC, datetime
from typing import Annotated, Any

from sqlalchemy import Dialect, ForeignKey, LargeBinary, MetaData, String, Text
from sqlalchemy.orm import DeclarativeBase, mapped_column
from sqlalchemy.types import TypeDecorator

from app.errors import Damaged

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Instant(TypeDecorator[datetime]):
    """An aware UTC time as RFC 3339 text with milliseconds, so that text order is time order."""

    impl = String(24)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Refuse a naive time: it would be read back an hour out for half the year."""
        return None if value is None else wire_time(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Give the aware UTC time back; raises Damaged for text that is none."""
        return None if value is None else time_of(value)


def wire_time(value: datetime) -> str:
    """RFC 3339 in UTC with milliseconds and Z. Raises ValueError for a naive time."""
    if value.tzinfo is None:
        raise ValueError("a time needs its zone")
    return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def time_of(wire: str) -> datetime:
    """The aware UTC time of what `wire_time` gave; raises Damaged for text that is none."""
    try:
        return datetime.fromisoformat(wire)
    except ValueError:
        raise Damaged from None


class Base(DeclarativeBase):
    """Base of every table."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {datetime: Instant, bytes: LargeBinary, str: Text}  # noqa: RUF012 - SQLAlchemy reads it


Uid = Annotated[str, mapped_column(String(36), primary_key=True)]
StaffRef = Annotated[str, mapped_column(String(36), ForeignKey("staff.id"))]
CaseRef = Annotated[str, mapped_column(String(36), ForeignKey("casefile.id"))]
MaybeStaffRef = Annotated[str | None, mapped_column(String(36), ForeignKey("staff.id"))]
