"""What a kind draws and gives of a content: its facets, and the parts of a report as each audience gets them."""

from datetime import date
from typing import Any, Final

import msgspec

from app.domain.fields.compartments import Compartment, Knowledge
from app.domain.fields.content import shared
from app.domain.fields.sharing import Share
from app.domain.records.blocks import Placed
from app.domain.records.drawing import facets_of
from app.domain.records.facets import Facet
from app.domain.records.heading import Heading
from app.domain.records.kind import Kind
from app.domain.records.written import Written
from app.domain.values.dates import ClinicalDate
from tests.planted import AUDIENCES

ON: Final = date(2026, 11, 23)
EVERYTHING: Final = frozenset(Share)
"""Every class that can be asked for."""


def written(content: Any, event: str = "2026-11-20", signed_at: str = "2026-11-20T10:00:00.000Z") -> Any:
    """A content as it stands in a record."""
    heading = Heading(
        id="r",
        series="s",
        version=1,
        case="c",
        compartment=Compartment.CLINICAL,
        event=ClinicalDate.from_wire(event),
        knowledge=Knowledge.SEEN,
        source="",
        author="Dr A",
        signed_at=signed_at,
    )
    return Written(heading, content)


def drawn(kind: Kind, content: Any, event: str = "2026-11-20") -> list[Facet]:
    """The facets of a record."""
    return list(facets_of(kind, written(content, event)))


def placed(
    kind: Kind, content: Any, audience: str, asked: frozenset[Share] = frozenset(), on: date = ON
) -> list[Placed]:
    """The parts of a report that a record gives to an audience, through its policy."""
    policy = AUDIENCES[audience]
    return list(kind.block(written(shared(content, policy, asked)), policy, on))


def words(kind: Kind, content: Any, audience: str, asked: frozenset[Share] = frozenset()) -> str:
    """All of it as JSON, to look for a word in."""
    return "\n".join(
        msgspec.json.encode(each.block).decode() for each in placed(kind, content, audience, asked)
    )


def told(kind: Kind, content: Any, asked: frozenset[Share] = frozenset()) -> dict[str, list[str]]:
    """The names of the parts by audience: of those that get any."""
    every = {
        audience: [each.name for each in placed(kind, content, audience, asked)] for audience in AUDIENCES
    }
    return {audience: names for audience, names in sorted(every.items()) if names}
