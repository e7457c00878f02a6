"""Custody and release: one stay in prison, police custody or secure hospital, its spells, and its end."""

from dataclasses import dataclass
from typing import Any

from app.domain.fields.answers import NOT_KNOWN, YES_NO_UNKNOWN
from app.domain.fields.content import said
from app.domain.fields.declare import (
    Choice,
    Direction,
    Target,
    choice,
    date,
    line,
    reference,
    references,
    rows,
    text,
)
from app.domain.fields.rows import Row
from app.domain.fields.sharing import Share
from app.domain.kinds.custody.status import expected_too_early, in_turn, overlap, released_too_early
from app.domain.kinds.parts.condition import lowered
from app.domain.kinds.parts.running import is_before
from app.domain.values.dates import ClinicalDate

STATUSES = (
    Choice("police", "Police custody"),
    Choice("remand", "Remand"),
    Choice("sentenced", "Sentenced"),
    Choice("recall", "Recalled"),
    Choice("hospital", "Secure hospital"),
    Choice("immigration", "Immigration detention"),
    NOT_KNOWN,
)
RELEASES = (
    Choice("automatic", "Automatic, on licence"),
    Choice("parole", "By the Parole Board"),
    Choice("curfew", "Home detention curfew"),
    Choice("end", "End of sentence, no licence"),
    Choice("bail", "On bail"),
    Choice("acquitted", "Acquitted, or proceedings dropped"),
    Choice("time_served", "Sentenced to time served"),
    Choice("hospital", "To hospital"),
    Choice("tribunal", "By tribunal or clinician"),
    Choice("other", "Another way"),
    NOT_KNOWN,
)


def _released(custody: Any) -> bool:
    return custody.ends is not None


@dataclass(frozen=True, kw_only=True)
class Spell(Row):
    """Held as what and where, from when to when: a remand that becomes a sentence is two spells of one stay."""

    status: str = choice("Held as", STATUSES, share=Share.CONTEXT, needed=True, searched=True)
    place: str = line("Place", share=Share.CONTEXT, needed=True, hint="Prison, station or hospital")
    begins: ClinicalDate | None = date("From", Direction.PAST, share=Share.CONTEXT, needed=True)
    ends: ClinicalDate | None = date(
        "To",
        Direction.PAST,
        share=Share.CONTEXT,
        hint="Empty while it lasts",
        refused=lambda s: (
            "It lies before the day on which the spell begins" if is_before(s.ends, s.begins) else ""
        ),
    )


@dataclass(frozen=True, kw_only=True)
class Custody:
    """Where, as what, from when to when, and under what limits."""

    spells: tuple[Spell, ...] = rows(
        "Spells", Spell, share=Share.CONTEXT, needed=True, section="Stay", refused=overlap
    )
    offence: str = reference(
        "Offence", Target.RECORD, share=Share.INTERNAL, hint="The record of it, if there is one"
    )
    held_for: str = line(
        "Held for", share=Share.CONTEXT, hint="Offence charged or sentenced, with the sentence"
    )
    replaced: tuple[str, ...] = references(
        "Takes the place of",
        Target.RECORD,
        share=Share.INTERNAL,
        takes_over=True,
        hint="A record of an earlier form of another spell of this stay, which acts no more then",
    )

    expected_release: ClinicalDate | None = date(
        "Release expected",
        Direction.EITHER,
        due="Release expected",
        ahead=90,
        done=_released,
        share=Share.CONTEXT,
        section="Release",
        hint="Earliest date known; unknown is an answer",
        refused=expected_too_early,
        needed=lambda c: c.ends is None,
    )
    ends: ClinicalDate | None = date(
        "Released", Direction.PAST, share=Share.CONTEXT, hint="Empty while held", refused=released_too_early
    )
    release_type: str = choice("How released", RELEASES, share=Share.CONTEXT, needed=_released)
    licence_end: ClinicalDate | None = date(
        "Licence ends", Direction.EITHER, share=Share.CONTEXT, due="Licence ends", passes=True, retired=True
    )
    release_plan: str = text(
        "Release plan", share=Share.MANAGEMENT, hint="Where to, supervised by whom, first appointments"
    )

    contact_restrictions: str = text(
        "Limits on contact from custody",
        share=Share.MANAGEMENT,
        section="Safety",
        hint="Calls, post, visits, use of other prisoners; codes only",
    )
    contact_attempted: str = choice("Contact attempted from custody", YES_NO_UNKNOWN, share=Share.RISK)
    contact_detail: str = text(
        "Detail of the attempts", share=Share.RISK, needed=lambda c: c.contact_attempted == "yes"
    )
    victim_informed: str = choice(
        "Victim told of release dates",
        YES_NO_UNKNOWN,
        share=Share.MANAGEMENT,
        hint="By the victim contact scheme or the advocate",
        retired=True,
    )
    in_custody: str = text("Health and conduct in custody", share=Share.RISK)


def title(custody: Custody) -> str:
    """As what, and from when to when: "Remand, then sentenced, 22-Jun-2026 to 11-Sep-2026"."""
    spells = in_turn(custody)
    first, *more = [said(each, "status") for each in spells if each.status] or ["Custody"]
    status = ", then ".join((first, *map(lowered, more)))
    begun = spells[0].begins.show() if spells and spells[0].begins else ""
    if custody.ends is not None:
        to = custody.ends.show()
        return f"{status}, {begun} to {to}" if begun else f"{status}, to {to}"
    return f"{status}, since {begun}" if begun else status
