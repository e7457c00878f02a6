"""What a report prints of an incident: its mark on the time axis, and its line in the list below."""

from collections.abc import Iterator
from datetime import date

from app.domain.fields.content import said
from app.domain.fields.sharing import Audience
from app.domain.kinds.incident.choices import SERIOUS
from app.domain.kinds.incident.content import Incident
from app.domain.kinds.incident.facets import mark_of
from app.domain.records.blocks import Event, Part, Placed, shares
from app.domain.records.written import Written
from app.domain.values.markup import one_line


def block(incident: Written[Incident], _: Audience, __: date) -> Iterator[Placed]:
    """Its part."""
    told = incident.content
    victims = f" to {', '.join(told.victims)}" if told.victims else ""
    behaviour = said(told, "behaviour")
    # A breach that is only alleged is said here and marked nowhere.
    alleged = "; breach alleged" if told.breach == "alleged" else ""
    event = Event(
        mark=mark_of(told),
        start=incident.event,
        label=behaviour,
        words=one_line(told.description) or f"{behaviour}{victims}",
        source=said(told, "standing") + alleged,
        serious=told.severity in SERIOUS,
        share=shares(told, "behaviour", "victims", "description", "standing", "breach", "severity"),
    )
    yield Placed(part=Part.AXIS, name="behaviour", block=event, every=True)
