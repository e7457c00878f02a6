"""The heading of a record: what is known of it before any of its fields is read."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.domain.fields.compartments import Compartment, Knowledge
from app.domain.values.dates import ClinicalDate

Plain = dict[str, Any]
"""A JSON object."""


@dataclass(frozen=True, kw_only=True)
class Heading:
    """Whose word a record is, of when, and in which case and series it stands."""

    id: str
    series: str
    version: int
    case: str
    compartment: Compartment
    event: ClinicalDate | None
    knowledge: Knowledge
    source: str
    author: str
    """The name."""
    signed_at: str
    """RFC 3339, UTC; empty for a draft."""


Upcast = Callable[[Plain, Heading], Plain]
"""Makes the next form's content out of one form's, both as plain JSON."""


def heading_of(document: Plain) -> Heading:
    """The heading of a signed document; raises KeyError, TypeError or ValueError for what is none."""
    event = document["event"]
    return Heading(
        id=document["id"],
        series=document["series"],
        version=document["version"],
        case=document["case"],
        compartment=Compartment(document["compartment"]),
        event=ClinicalDate.from_wire(event) if event else None,
        knowledge=Knowledge(document["knowledge"]),
        source=document["source"],
        author=document["author"]["name"],
        signed_at=document["signed_at"],
    )
