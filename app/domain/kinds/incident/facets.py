"""What an incident means to its case: where it stands on the time axis, and what is reported of contact."""

from collections.abc import Iterator

from app.domain.fields.content import said
from app.domain.kinds.incident.choices import SERIOUS, STANDS
from app.domain.kinds.incident.content import Incident
from app.domain.records.facets import AxisEvent, Coded, Facet, Lane, Mark, Reported, Standing
from app.domain.records.written import Written

_DOES_NOT_STAND = frozenset({"withdrawn", "acquitted", "doubted"})
_SAYS = {"admitted": "admitted", "disputed": "denied"}


def facets(incident: Written[Incident]) -> Iterator[Facet]:
    """What other pages read of an incident."""
    content = incident.content
    if incident.event.is_known:
        yield AxisEvent(
            lane=Lane.BEHAVIOUR,
            start=incident.event,
            mark=Mark.INCIDENT,
            label=said(content, "behaviour"),
            words=_words(content),
            standing=standing_of(content),
            serious=content.severity in SERIOUS,
            breached=content.breach == "yes",
        )
    yield Coded(field="behaviour", answer=content.behaviour)
    yield Coded(field="severity", answer=content.severity)
    stands = content.standing not in _DOES_NOT_STAND
    yield Reported(
        first=incident.event,
        last=incident.event,
        contact=content.channel,
        source=content.source,
        stands=stands,
        heard=incident.by_then,
        act=True,
        says=_SAYS.get(content.standing, ""),
    )


def standing_of(incident: Incident) -> Standing:
    """How it stands; where the record does not say, it is no more than alleged."""
    return STANDS.get(incident.standing, Standing.ALLEGED)


def _words(incident: Incident) -> str:
    victims = f" to {', '.join(incident.victims)}" if incident.victims else ""
    facts = (
        f"{said(incident, 'behaviour')}{victims}",
        said(incident, "severity").lower(),
        "order breached" if incident.breach == "yes" else "",
        said(incident, "standing").lower(),
    )
    return "; ".join(fact for fact in facts if fact)
