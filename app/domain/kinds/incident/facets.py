"""What an incident means to its case: its mark on the time axis, how it stands, and what is reported of contact."""

from collections.abc import Iterator

from app.domain.fields.content import said
from app.domain.fields.sharing import Share
from app.domain.kinds.incident.choices import SERIOUS
from app.domain.kinds.incident.content import Incident, graded, is_under_conditions
from app.domain.kinds.incident.standing import breach_said, how_it_stands, mark_of, said_to_health
from app.domain.records.facets import (
    FIRST_INCIDENT,
    Anniversary,
    Attribution,
    AxisEvent,
    Coded,
    Facet,
    Lane,
    Mark,
    Reported,
    Standing,
)
from app.domain.records.written import Written

_DOES_NOT_STAND = frozenset({"withdrawn", "acquitted", "discontinued", "not_found"})
_SAYS = {"admits": "admitted", "admits_part": "admitted", "denies": "denied"}


def facets(incident: Written[Incident]) -> Iterator[Facet]:
    """What other pages read of an incident."""
    content, standing = incident.content, mark_of(incident.content)
    if incident.event.is_known:
        yield AxisEvent(
            lane=Lane.BEHAVIOUR,
            start=incident.event,
            mark=Mark.INCIDENT,
            label=said(content, "behaviour"),
            words=_words(content),
            stands=how_it_stands(content),
            source=said(content, "source"),
            grade=graded(content),
            standing=standing,
            serious=content.severity in SERIOUS,
            breached=content.breach == "yes",
        )
        for label, words in changes(content):
            yield AxisEvent(
                lane=Lane.BEHAVIOUR, start=incident.event, mark=Mark.CHANGE, label=label, words=words
            )
    if incident.event.is_exact:
        yield Anniversary(what=FIRST_INCIDENT, on=incident.event)
    yield Attribution(stands=how_it_stands(content), source=said(content, "source"), grade=graded(content))
    yield Coded(field="behaviour", answer=content.behaviour)
    yield Coded(field="severity", answer=content.severity)
    yield Coded(field="breach", answer=content.breach)
    stands = content.outcome not in _DOES_NOT_STAND and not content.doubt
    yield Coded(field="stands", answer="yes" if stands else "no")
    yield Reported(
        first=incident.event,
        last=incident.event,
        contact=content.channel,
        source=content.source,
        stands=stands,
        heard=incident.by_then,
        act=True,
        says=_SAYS.get(content.person_says, ""),
        in_confidence=said_to_health(content),
        # The sentence of a divergence has no room for conditions, and goes nowhere without them.
        share=Share.INTELLIGENCE if is_under_conditions(content) else Share.RISK,
    )


def changes(incident: Incident) -> Iterator[tuple[str, str]]:
    """Label and words of what is new in an act that stands: what does not stand changed nothing."""
    if mark_of(incident) is Standing.NOT_HELD:
        return
    if incident.new_tactic:
        yield "Change of tactic", f"Change of tactic: {incident.new_tactic}"
    if incident.new_target:
        yield "New target", f"New target: {incident.new_target}"


def _words(incident: Incident) -> str:
    victims = f" to {', '.join(incident.victims)}" if incident.victims else ""
    facts = (
        f"{said(incident, 'behaviour')}{victims}",
        said(incident, "severity").lower(),
        breach_said(incident),
    )
    return "; ".join(fact for fact in facts if fact)
