"""Incident: one stalking behaviour as somebody reported it, with source, grading and standing kept apart."""

from dataclasses import dataclass
from typing import Any

from app.domain.fields.answers import AGENCIES, YES_NO_UNKNOWN
from app.domain.fields.content import said
from app.domain.fields.declare import Target, choice, choices, count, line, reference, references, rows, text
from app.domain.fields.rows import Row
from app.domain.fields.sharing import Share
from app.domain.kinds.incident.choices import (
    BEHAVIOURS,
    BREACHES,
    CHANNELS,
    GRADES,
    HANDLING,
    SEVERITIES,
    SOURCES,
    STANDINGS,
    SURENESS,
)


@dataclass(frozen=True, kw_only=True)
class CrimeReference(Row):
    """A reference of one force's own system; its form differs by force and is not checked."""

    number: str = line("Reference", share=Share.CONTEXT, needed=True)
    force: str = line("Force", share=Share.CONTEXT, needed=True)


def _conditional(incident: Any) -> bool:
    return bool(incident.handling == "conditions")


@dataclass(frozen=True, kw_only=True)
class Incident:
    """What was done, to whom by code, through what channel, and how far it can be relied on."""

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

    standing: str = choice(
        "Standing", STANDINGS, share=Share.RISK, needed=True, section="How far it can be relied on"
    )
    person_account: str = text("The person's account", share=Share.RISK)
    source: str = choice("Source", SOURCES, share=Share.RISK, needed=True)
    source_grade: str = choice("Grade of the source", GRADES, share=Share.INTELLIGENCE)
    information_grade: str = choice("Grade of the information", SURENESS, share=Share.INTELLIGENCE)
    handling: str = choice("Handling", HANDLING, share=Share.INTELLIGENCE)
    handling_conditions: str = text(
        "Conditions of handling",
        share=Share.INTELLIGENCE,
        needed=_conditional,
        hint="Who may know, and whom to ask",
    )

    reported_to: tuple[str, ...] = choices(
        "Reported to", AGENCIES, share=Share.CONTEXT, section="Report and order"
    )
    crime_references: tuple[CrimeReference, ...] = rows(
        "Crime references", CrimeReference, share=Share.CONTEXT
    )
    breach: str = choice("Breach of an order", BREACHES, share=Share.RISK, needed=True)
    order: str = reference(
        "Order",
        Target.ORDER,
        share=Share.INTERNAL,
        needed=lambda i: i.breach == "yes",
        hint="The order breached",
    )


def title(incident: Incident) -> str:
    """Behaviour, victims by code, breach: "Threat, to V1: alleged breach"."""
    what = said(incident, "behaviour") or "Incident"
    whom = f", to {', '.join(incident.victims)}" if incident.victims else ""
    breach = {"yes": ": breach of an order", "alleged": ": alleged breach"}.get(incident.breach, "")
    return f"{what}{whom}{breach}"
