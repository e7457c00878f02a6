"""What the columns of lists were taken for here before: by the SHA-256 of a heading, and never by what a list says."""

from dataclasses import dataclass

from app.domain.fields.declare import line, rows
from app.domain.fields.rows import Row
from app.domain.fields.sharing import Share


@dataclass(frozen=True, kw_only=True)
class RememberedColumn(Row):
    """One heading, and the field that its column filled in; no field where somebody left it out."""

    heading: str = line("SHA-256 of the heading", share=Share.INTERNAL, needed=True)
    fills_in: str = line("Fills in", share=Share.INTERNAL)


@dataclass(frozen=True, kw_only=True)
class RememberedColumns:
    """All that is remembered, what was said last at the end."""

    columns: tuple[RememberedColumn, ...] = rows("Columns", RememberedColumn, share=Share.INTERNAL)
