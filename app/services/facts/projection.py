"""A table of facts: which columns of it follow from what holds of a subject."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import ColumnElement

from app.domain.facts.fact import Fact, Plain
from app.domain.facts.held import Held
from app.models.base import Base

Columns = dict[str, Any]
Sealed = Mapping[str, bytes | None]
"""What is sealed in the events of a subject, by their digest."""
NOTHING: Final[Plain] = MappingProxyType({})


@dataclass(frozen=True)
class Projection:
    """A table of facts: its columns are a function of what holds of a subject.

    `derived` are columns that other rows decide: the name of a case is its person's, and it was last active when the
    last record was signed.
    """

    table: type[Base]
    columns: Callable[[Held, Sealed], Columns]
    derived: frozenset[str] = frozenset()
    digests: Mapping[str, tuple[tuple[Fact, ...], str]] = field(default_factory=dict)
    """The columns of bytes that facts hold by their SHA-256: by which of them, and in which field."""
    key: Callable[[str], Any] = str
    """The row's id as the table has it."""
    key_name: str = "id"
    """The column of that id."""
    shows: Callable[[Held], bool] = lambda _: True
    """Whether a subject has a row."""
    once: frozenset[str] = frozenset()
    """Columns that are written with the row, which never changes: another column is the SHA-256 of the bytes in it."""

    @property
    def row_key(self) -> ColumnElement[Any]:
        """The column of the row's id."""
        return self.table.__table__.c[self.key_name]

    def digest(self, held: Held, column: str) -> str:
        """The SHA-256 of the bytes of such a column, in hexadecimal; empty where there are none."""
        facts, name = self.digests[column]
        return str(either(held, *facts).get(name, ""))


def said(held: Held, code: str) -> Plain:
    """What holds by a fact; nothing where it was never stated."""
    return held.said.get(code, NOTHING)


def begun(held: Held) -> datetime:
    """When a subject was first spoken of."""
    if held.first is None:
        raise LookupError("a subject of which nothing was stated has no row")
    return datetime.fromisoformat(held.first.at)


def time(held: Held, code: str, name: str) -> datetime | None:
    """The time that a fact gives in one of its fields."""
    return moment(said(held, code).get(name))


def moment(stated: Any) -> datetime | None:
    """A time as a fact gives it; None for what is none: no column is like it, and the check says so."""
    try:
        return datetime.fromisoformat(stated) if stated else None
    except (TypeError, ValueError):
        return None


def either(held: Held, *facts: Fact) -> Plain:
    """What one of these facts says that are not both stated of one subject."""
    return next((held.said[fact.code] for fact in facts if fact.code in held.said), NOTHING)
