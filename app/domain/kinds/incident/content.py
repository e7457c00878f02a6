"""Incident: one act as reported. What the person says of it, what came of it in law, and who said it are kept apart."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from app.domain.fields.answers import AGENCIES, YES_NO_UNKNOWN
from app.domain.fields.compartments import Compartment
from app.domain.fields.content import said
from app.domain.fields.declare import (
    Direction,
    Target,
    choice,
    choices,
    count,
    date,
    line,
    reference,
    references,
    rows,
    text,
)
from app.domain.fields.rows import Row
from app.domain.fields.sharing import Share
from app.domain.kinds.incident.choices import (
    BEHAVIOURS,
    BREACHES,
    CHANNELS,
    GRADES,
    HANDLING,
    HELD_FROM,
    OUTCOMES,
    PERSON_SAYS,
    PUT_OK,
    SAID_TO,
    SEVERITIES,
    SOURCES,
    STANDINGS,
    SURENESS,
)
from app.domain.kinds.incident.standing import (
    TO_HEALTH_ALONE,
    breach_said,
    has_spoken,
    how_it_stands,
    said_to_health,
)
from app.domain.records.kind import WorkedOut
from app.domain.values.dates import ClinicalDate

_THIRD_PARTIES = frozenset({"victim", "advocate", "witness", "other"})
_FOR_COURT = frozenset({"police", "probation", "prison", "health", "records"})
"""Whose word a court may be given, besides what stands in police papers."""
_NOT_IN_LAW = frozenset({"", "not_reported", "unknown"})
_STANDING = "How it stands"
_CONVICTED = frozenset({"convicted", "convicted_course"})


@dataclass(frozen=True, kw_only=True)
class CrimeReference(Row):
    """A reference of one force's own system; its form differs by force and is not checked."""

    number: str = line("Reference", share=Share.CONTEXT, needed=True)
    force: str = line("Force", share=Share.CONTEXT, needed=True)


def _conditional(incident: Any) -> bool:
    return bool(incident.handling == "conditions")


def _convicted(incident: Any) -> bool:
    return incident.outcome in _CONVICTED


def _breached(incident: Any) -> bool:
    return incident.breach in {"yes", "alleged"}


def known_from_third_party_alone(incident: Any) -> bool:
    """Whether only the victim, the advocate or another third party told of it, and no police paper does."""
    return incident.source in _THIRD_PARTIES and not _in_police_papers(incident)


def _in_police_papers(incident: Any) -> bool:
    in_law = "police" in incident.reported_to or incident.crime_references
    return bool(in_law) or incident.outcome not in _NOT_IN_LAW


def may_go_to_court(incident: Any) -> bool:
    """Whether a court may be given it: it stands in police papers, or was said by who may say it there.

    What a victim, the advocate or nobody known told of is not, nor what the person told health alone.
    """
    if _in_police_papers(incident):
        return True
    if incident.source == "person":
        return not said_to_health(incident) and bool(incident.said_to)
    return incident.source in _FOR_COURT


def _needs_leave(incident: Any) -> bool:
    """Whether it was put to the person though nobody but a third party told of it."""
    return known_from_third_party_alone(incident) and has_spoken(incident)


def _rests_on_nothing(incident: Any) -> str:
    if incident.cites or not known_from_third_party_alone(incident):
        return ""
    return "It is told nobody outside unless it names what was said: that says who may be told"


def _agreed(incident: Any) -> bool:
    return _needs_leave(incident) and bool(incident.put_ok == "victim")


@dataclass(frozen=True, kw_only=True)
class Incident:
    """What was done, to whom by code, through what channel, how it stands, and on whose word."""

    behaviour: str = choice(
        "Behaviour", BEHAVIOURS, share=Share.RISK, needed=True, searched=True, section="What was done"
    )
    also: tuple[str, ...] = choices("Also", BEHAVIOURS, share=Share.RISK, searched=True)
    channel: str = choice("Channel", CHANNELS, share=Share.RISK, needed=True, searched=True)
    victims: tuple[str, ...] = references(
        "Victims", Target.VICTIM, share=Share.RISK, searched=True, hint="Codes"
    )
    times: int | None = count("How many times", share=Share.RISK, most=99_999, hint="Empty if not counted")
    description: str = text(
        "Description",
        share=Share.RISK,
        long=True,
        needed=True,
        hint="Codes only: no victim's name, address or routine",
    )
    severity: str = choice("Severity", SEVERITIES, share=Share.RISK, needed=True)
    weapon: str = choice("Weapon present or spoken of", YES_NO_UNKNOWN, share=Share.RISK)
    held_from: str = choice("From", HELD_FROM, share=Share.RISK, hint="Where the person was")
    new_tactic: str = line(
        "Change of tactic", share=Share.RISK, hint="What is new in how it was done; empty if nothing is"
    )
    new_target: str = reference(
        "New target", Target.VICTIM, share=Share.RISK, hint="Code of a victim first taken in by this act"
    )

    person_says: str = choice(
        "What the person says",
        PERSON_SAYS,
        share=Share.RISK,
        closer=TO_HEALTH_ALONE,
        needed=True,
        section=_STANDING,
    )
    said_to: str = choice(
        "Said to", SAID_TO, share=Share.RISK, closer=TO_HEALTH_ALONE, needed=has_spoken, applies=has_spoken
    )
    person_account: str = text("The person's account", share=Share.RISK, closer=TO_HEALTH_ALONE)
    put_ok: str = choice(
        "Leave to put it to the person",
        PUT_OK,
        share=Share.INTERNAL,
        needed=_needs_leave,
        applies=_needs_leave,
        hint="Known only from the victim, the advocate or another third party",
    )
    put_ok_on: ClinicalDate | None = date(
        "Agreed on", Direction.PAST, share=Share.INTERNAL, needed=_agreed, applies=_agreed
    )
    outcome: str = choice("What came of it in law", OUTCOMES, share=Share.RISK, needed=True)
    convicted_on: ClinicalDate | None = date(
        "Convicted on", Direction.PAST, share=Share.RISK, applies=_convicted
    )
    doubt: str = line(
        "Doubted by us",
        share=Share.RISK,
        only_to=frozenset({"panel", "mappa"}),
        hint="Why; empty if we do not doubt it",
    )
    standing: str = choice(
        "In one answer (earlier form)",
        STANDINGS,
        share=Share.RISK,
        closer=TO_HEALTH_ALONE,
        only_to=frozenset({"panel", "mappa"}),
        retired=True,
        lapses=True,
    )

    source: str = choice(
        "Source",
        SOURCES,
        share=Share.RISK,
        needed=True,
        section="Who said it",
        hint="Who said that it happened",
    )
    cites: tuple[str, ...] = references(
        "Rests on",
        Target.RECORD,
        share=Share.INTERNAL,
        hint="What the advocate or another source said, where that is recorded",
        warned=_rests_on_nothing,
    )
    source_grade: str = choice("Grade of the source", GRADES, share=Share.INTELLIGENCE)
    information_grade: str = choice("Grade of the information", SURENESS, share=Share.INTELLIGENCE)
    handling: str = choice("Handling", HANDLING, share=Share.RISK)
    handling_conditions: str = text(
        "Conditions of handling",
        share=Share.RISK,
        needed=_conditional,
        hint="Who may know, and whom to ask: printed beside it wherever it is told",
    )

    reported_to: tuple[str, ...] = choices(
        "Reported to", AGENCIES, share=Share.CONTEXT, section="Report and order"
    )
    crime_references: tuple[CrimeReference, ...] = rows(
        "Crime references", CrimeReference, share=Share.CONTEXT
    )
    breach: str = choice("Breach", BREACHES, share=Share.RISK, needed=True)
    order: str = reference(
        "Of which order",
        Target.ORDER,
        share=Share.CONTEXT,
        needed=_breached,
        hint="The order, bail or licence breached",
    )


def is_under_conditions(incident: Incident) -> bool:
    """Whether whose word it is set conditions for passing it on."""
    return _conditional(incident)


def title(incident: Incident) -> str:
    """Behaviour, victims by code, breach, and how it stands: "Threat, to V1: breach alleged; denied to police"."""
    what = said(incident, "behaviour")
    if not what:
        return "Incident"
    whom = f", to {', '.join(incident.victims)}" if incident.victims else ""
    breach = breach_said(incident)
    return f"{what}{whom}{f': {breach}' if breach else ''}; {how_it_stands(incident)}"


def graded(incident: Incident) -> str:
    """The 3x5x2 grade as it is written, such as "1B P"; empty where none was given."""
    source = incident.source_grade if incident.source_grade in {"1", "2", "3"} else ""
    information = incident.information_grade.upper() if len(incident.information_grade) == 1 else ""
    handling = {"permitted": "P", "conditions": "C"}.get(incident.handling, "")
    if not (source or information):
        return ""
    return f"{source or '-'}{information or '-'} {handling}".strip()


def standing_line(incident: Incident) -> Iterator[WorkedOut]:
    """How it stands, over the answers that it follows from."""
    if incident.behaviour:
        yield WorkedOut(_STANDING, "Stands", how_it_stands(incident))


def source_to_court(incident: Incident) -> str:
    """Who said it, as a court is told: what an advocate or nobody known said is there by police papers alone."""
    if incident.source in {"advocate", "unknown", ""}:
        return "Police papers"
    told = said(incident, "source")
    return f"{told}, in police papers" if incident.source in _THIRD_PARTIES else told


def compartment_of(incident: Incident) -> Compartment | None:
    """Where it has to stand: what is known from a third party alone goes no further than that may."""
    return Compartment.THIRD_PARTY if known_from_third_party_alone(incident) else None
