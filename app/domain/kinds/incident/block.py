"""What a report prints of an incident: its mark on the time axis, and its line in the list below."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from app.domain.fields.content import said
from app.domain.fields.sharing import Audience
from app.domain.kinds.incident.choices import FAMILIES, SERIOUS
from app.domain.kinds.incident.content import Incident, is_under_conditions, may_go_to_court, source_to_court
from app.domain.kinds.incident.facets import changes
from app.domain.kinds.incident.standing import breach_said, has_spoken, how_it_stands, mark_of
from app.domain.records.blocks import Event, Part, Placed, shares
from app.domain.records.facets import Mark
from app.domain.records.written import Written
from app.domain.values.markup import one_line

_STANDS: Final = "person_says", "said_to", "outcome", "convicted_on", "doubt", "breach"
_WORDS: Final = "behaviour", "victims", "description", "severity", "source", "new_tactic", "new_target"
_NOT_TOLD: Final = frozenset({"gp"})
_PERSON: Final = "person"
_COURT: Final = "court"
_NEW: Final = "New tactic or target"
_UNDER_CONDITIONS: Final = frozenset({"panel", "mappa", "police", "probation"})
"""Who hears of an act under conditions, with them beside it: agencies that pass on what is theirs. Nobody else does."""
_HANDLED: Final = "handling", "handling_conditions"
_ASK: Final = "not written down: ask whose word it is before it is passed on"


def block(incident: Written[Incident], audience: Audience, _: date) -> Iterator[Placed]:
    """Its part; nothing for who is told of no act, and for the person no more than what was put to them."""
    content = incident.content
    if audience.code in _NOT_TOLD or not content.behaviour:
        return
    if is_under_conditions(content) and audience.code not in _UNDER_CONDITIONS:
        return
    if audience.code == _PERSON:
        if has_spoken(content):
            yield _placed(_put(incident))
        return
    if audience.code == _COURT:
        if may_go_to_court(content):
            yield _placed(_for_court(incident))
        return
    yield _placed(_told(incident))
    for label, words in changes(content):
        rests_on = shares(content, "new_tactic", "new_target", *_STANDS)
        changed = Event(
            mark=Mark.CHANGE, start=incident.event, label=label, family=_NEW, words=words, share=rests_on
        )
        yield Placed(part=Part.AXIS, name="change", block=changed, every=True)


def _placed(event: Event) -> Placed:
    return Placed(part=Part.AXIS, name="behaviour", block=event, every=True)


def _put(incident: Written[Incident]) -> Event:
    """The act and its date alone: whose word it was, of whom, and under which reference is not the person's."""
    behaviour = said(incident.content, "behaviour")
    rests_on = shares(incident.content, "behaviour", "person_says")
    return Event(mark=Mark.INCIDENT, start=incident.event, label=behaviour, words=behaviour, share=rests_on)


def _for_court(incident: Written[Incident]) -> Event:
    """The act, how it stands and whose word it is, without what we hold of it: how grave, what was new in it."""
    content = incident.content
    behaviour = said(content, "behaviour")
    victims = f" to {', '.join(content.victims)}" if content.victims else ""
    return Event(
        mark=Mark.INCIDENT,
        start=incident.event,
        label=behaviour,
        words=one_line(content.description) or f"{behaviour}{victims}.",
        stands="; ".join(filter(None, (how_it_stands(content), breach_said(content)))),
        source=source_to_court(content),
        standing=mark_of(content),
        share=shares(content, "behaviour", "victims", "description", "source", *_STANDS),
    )


def _told(incident: Written[Incident]) -> Event:
    content = incident.content
    victims = f" to {', '.join(content.victims)}" if content.victims else ""
    behaviour = said(content, "behaviour")
    breach = breach_said(content)
    new = tuple(f"{words}." for _, words in changes(content))
    conditions = one_line(content.handling_conditions) or _ASK if is_under_conditions(content) else ""
    return Event(
        mark=Mark.INCIDENT,
        start=incident.event,
        label=behaviour,
        family=FAMILIES.get(content.behaviour, ""),
        words=" ".join((one_line(content.description) or f"{behaviour}{victims}.", *new)),
        stands="; ".join(filter(None, (how_it_stands(content), breach, conditions and "under conditions"))),
        source=said(content, "source"),
        standing=mark_of(content),
        serious=content.severity in SERIOUS,
        # A breach that is only alleged is said in words and marked nowhere.
        breached=content.breach == "yes",
        share=shares(content, *_WORDS, *_STANDS, *_HANDLED),
        conditions=conditions,
    )
