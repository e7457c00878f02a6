"""Custody and release: a spell in prison, police custody or secure hospital, and what happens at its end."""

from dataclasses import dataclass
from typing import Any

from app.domain.fields.answers import NOT_KNOWN, YES_NO_UNKNOWN
from app.domain.fields.content import said
from app.domain.fields.declare import Choice, Direction, choice, date, line, text
from app.domain.fields.sharing import Share
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
class Custody:
    """Where, as what, from when to when, and under what limits."""

    status: str = choice("Status", STATUSES, share=Share.CONTEXT, needed=True, searched=True, section="Spell")
    establishment: str = line(
        "Establishment", share=Share.CONTEXT, needed=True, hint="Prison, station or hospital"
    )
    starts: ClinicalDate | None = date("From", Direction.PAST, share=Share.CONTEXT, needed=True)
    offence: str = line(
        "Held for", share=Share.CONTEXT, hint="Offence charged or sentenced, with the sentence"
    )

    expected_release: ClinicalDate | None = date(
        "Release expected",
        Direction.EITHER,
        due="Release expected",
        done=_released,
        share=Share.CONTEXT,
        section="Release",
        hint="Earliest date known; unknown is an answer",
        needed=lambda c: c.ends is None,
    )
    ends: ClinicalDate | None = date("Released", Direction.PAST, share=Share.CONTEXT, hint="Empty while held")
    release_type: str = choice("How released", RELEASES, share=Share.CONTEXT, needed=_released)
    licence_end: ClinicalDate | None = date(
        "Licence ends", Direction.EITHER, share=Share.CONTEXT, due="Licence ends"
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
    )
    in_custody: str = text("Health and conduct in custody", share=Share.RISK)


def title(custody: Custody) -> str:
    """Status and dates: "Remand, 02-Mar-2026 to 14-Aug-2026"."""
    status = said(custody, "status") or "Custody"
    begun = custody.starts.show() if custody.starts else ""
    if custody.ends is not None:
        return (
            f"{status}, {begun} to {custody.ends.show()}" if begun else f"{status}, to {custody.ends.show()}"
        )
    return f"{status}, since {begun}" if begun else status
