"""The facets of signed records, drawn out when they are signed, and the views that lists read them through."""

from collections.abc import Sequence

from sqlalchemy import Connection, ForeignKey, Index, MetaData, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from app.models.base import Base, CaseRef, Uid


class FacetRow(Base):
    """One facet. In a sealed compartment `code` and `day` are empty and `body` is sealed, but for a bare caution."""

    __tablename__ = "facet"
    __table_args__ = (Index(None, "record_id"), Index(None, "code", "day"), Index(None, "case_id", "code"))

    id: Mapped[Uid]
    record_id: Mapped[str] = mapped_column(String(36), ForeignKey("record.id"))
    case_id: Mapped[CaseRef]
    compartment: Mapped[str]
    code: Mapped[str]
    day: Mapped[str] = mapped_column(String(10))
    body: Mapped[bytes]


class FacetForm(Base):
    """By which form of the kinds the facets of a compartment were drawn."""

    __tablename__ = "facet_form"

    compartment: Mapped[str] = mapped_column(primary_key=True)
    form: Mapped[str]


class RowLetter(Base):
    """The last number that was given to a row of a letter in a case: none is given twice."""

    __tablename__ = "row_letter"

    case_id: Mapped[str] = mapped_column(String(36), ForeignKey("casefile.id"), primary_key=True)
    letter: Mapped[str] = mapped_column(String(1), primary_key=True)
    last: Mapped[int]


class View(DeclarativeBase):
    """Base of what is read and never written. A temporary view of the same name may stand before it."""

    metadata = MetaData()


class FacetSeen(View):
    """The facets that may be read as they stand, besides those that were unsealed for the member at the desk."""

    __tablename__ = "facet_seen"

    id: Mapped[str] = mapped_column(primary_key=True)
    record_id: Mapped[str]
    case_id: Mapped[str]
    code: Mapped[str]
    day: Mapped[str]
    body: Mapped[str]


class KeyDate(View):
    """A day on which somebody must act."""

    __tablename__ = "key_date"

    id: Mapped[str] = mapped_column(primary_key=True)
    record_id: Mapped[str]
    case_id: Mapped[str]
    day: Mapped[str]
    what: Mapped[str]


_SHOWN = (
    "SELECT id, record_id, case_id, code, day, CAST(body AS TEXT) AS body FROM main.facet WHERE code <> ''"
)
_KEY_DATES = (
    "CREATE TEMP VIEW key_date AS SELECT id, record_id, case_id, day, json_extract(body, '$.what') AS what "
    "FROM temp.facet_seen WHERE code = 'key_date'"
)


def show_unsealed(connection: Connection, rows: Sequence[tuple[str, ...]], number: int) -> None:
    """Let this connection see rows that were unsealed, in its memory alone; `number` tells one set from another.

    Within the caller's transaction: undone with it, and then done again.
    """
    table = f"facet_unsealed_{number:d}"
    made = "SELECT name FROM temp.sqlite_master WHERE type = 'table' AND name LIKE 'facet_unsealed%'"
    earlier = connection.exec_driver_sql(made).scalars().all()
    if table in earlier:
        return
    for statement in (
        "DROP VIEW IF EXISTS temp.key_date",
        "DROP VIEW IF EXISTS temp.facet_seen",
        *(f"DROP TABLE temp.{name}" for name in earlier),
        f"CREATE TEMP TABLE {table} (id TEXT, record_id TEXT, case_id TEXT, code TEXT, day TEXT, body TEXT)",
        f"CREATE INDEX temp.ix_{table} ON {table} (code, day)",
        f"CREATE INDEX temp.ix_{table}_record ON {table} (record_id)",
        f"CREATE INDEX temp.ix_{table}_case ON {table} (case_id, code)",
        f"CREATE TEMP VIEW facet_seen AS {_SHOWN} UNION ALL SELECT * FROM temp.{table}",  # noqa: S608 - our own names
        _KEY_DATES,
    ):
        connection.exec_driver_sql(statement)
    if rows:
        connection.exec_driver_sql(f"INSERT INTO temp.{table} VALUES (?, ?, ?, ?, ?, ?)", list(rows))  # noqa: S608
