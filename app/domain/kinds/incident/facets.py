"""What an incident means to its case: where it stands on the time axis, and what is told of contact."""

from collections.abc import Iterator

from app.domain.fields.content import said
from app.domain.kinds.incident.choices import SERIOUS
from app.domain.kinds.incident.content import Incident
from app.domain.records.facets import AxisEvent, Coded, Facet, Lane, Mark, Reported
from app.domain.records.written import Written

_DOES_NOT_STAND = frozenset({"withdrawn", "acquitted"})


def facets(incident: Written[Incident]) -> Iterator[Facet]:
    """What other pages read of an incident."""
    told = incident.content
    if incident.event.is_known:
        yield AxisEvent(
            lane=Lane.BEHAVIOUR,
            start=incident.event,
            mark=mark_of(told),
            label=said(told, "behaviour"),
            words=_words(told),
        )
    yield Coded(field="behaviour", answer=told.behaviour)
    yield Coded(field="severity", answer=told.severity)
    stands = told.standing not in _DOES_NOT_STAND
    yield Reported(
        first=incident.event, last=incident.event, contact=told.channel, source=told.source, stands=stands
    )


def mark_of(incident: Incident) -> Mark:
    """How it is drawn."""
    if incident.breach == "yes":
        return Mark.BREACH
    return Mark.SERIOUS if incident.severity in SERIOUS else Mark.INCIDENT


def _words(incident: Incident) -> str:
    victims = f" to {', '.join(incident.victims)}" if incident.victims else ""
    facts = (
        f"{said(incident, 'behaviour')}{victims}",
        said(incident, "severity").lower(),
        "order breached" if incident.breach == "yes" else "",
        said(incident, "standing").lower(),
    )
    return "; ".join(fact for fact in facts if fact)
