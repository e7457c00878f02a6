"""What a report prints of an incident: its mark on the time axis, and its line in the list below."""

from collections.abc import Iterator
from datetime import date

from app.domain.fields.content import said
from app.domain.fields.sharing import Audience
from app.domain.kinds.incident.choices import SERIOUS
from app.domain.kinds.incident.content import Incident
from app.domain.kinds.incident.facets import standing_of
from app.domain.records.blocks import Event, Part, Placed, shares
from app.domain.records.facets import Mark
from app.domain.records.written import Written
from app.domain.values.markup import one_line


def block(incident: Written[Incident], _: Audience, __: date) -> Iterator[Placed]:
    """Its part."""
    content = incident.content
    victims = f" to {', '.join(content.victims)}" if content.victims else ""
    behaviour = said(content, "behaviour")
    # A breach that is only alleged is said here and marked nowhere.
    alleged = "; breach alleged" if content.breach == "alleged" else ""
    event = Event(
        mark=Mark.INCIDENT,
        start=incident.event,
        label=behaviour,
        words=one_line(content.description) or f"{behaviour}{victims}",
        source=said(content, "standing") + alleged,
        standing=standing_of(content),
        serious=content.severity in SERIOUS,
        breached=content.breach == "yes",
        share=shares(content, "behaviour", "victims", "description", "standing", "breach", "severity"),
    )
    yield Placed(part=Part.AXIS, name="behaviour", block=event, every=True)
