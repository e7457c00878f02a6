"""Which report is for whom: one table, and what is made where none is named. Window and command line go by it."""

from enum import StrEnum
from typing import Final

AUDIENCES: Final = (
    "panel",
    "mappa",
    "police",
    "probation",
    "advocate",
    "gp",
    "court",
    "person",
    "evaluator",
)
"""In the order in which they are listed, and in which the table has them."""
OF_THE_PROGRAMME: Final = frozenset({"panel", "mappa", "police", "probation", "advocate"})
"""Who knows what the service is about: a report to them names it. To all others it goes by its plain name."""


class Offer(StrEnum):
    """Whether a report is offered to an audience as it is, or only with each of its parts asked."""

    AS_IT_IS = "x"
    ASKED = "a"


# A letter for each audience, in their order; a dot where the report is not for them.
_TABLE: Final = (
    ("panel_summary", "Panel health summary", "xxxxa...."),
    ("consultation_note", "Consultation note", "xxxx....."),
    ("assessment", "Assessment and formulation", "xxax.aa.."),
    ("mappa_report", "MAPPA health report", ".x......."),
    ("probation_progress", "Probation progress report", "...x..a.."),
    ("suitability_letter", "Suitability letter", "...a..x.."),
    ("gp_letter", "Letter to the practice", ".....x..."),
    ("formulation_letter", "Letter to the person", ".......x."),
    ("court_chronology", "Chronology for court", "aaaa..x.."),
    ("treatment_progress", "Treatment progress", "x..x.x.xx"),
    ("discharge", "End of service", "xxax.x.x."),
    ("subject_access", "Subject access", ".......x."),
    ("whole_record", "Whole record", ".......x."),
)
TITLES: Final = {code: title for code, title, _ in _TABLE}
"""Every report by its code, made already or not."""
_OFFERED: Final = {
    (code, audience): Offer(letter)
    for code, _, letters in _TABLE
    for audience, letter in zip(AUDIENCES, letters, strict=True)
    if letter != "."
}
USUAL: Final = {
    "panel": "panel_summary",
    "mappa": "mappa_report",
    "police": "panel_summary",
    "probation": "probation_progress",
    "advocate": "panel_summary",
    "gp": "gp_letter",
    "court": "suitability_letter",
    "person": "formulation_letter",
    "evaluator": "treatment_progress",
}
"""What an audience gets where no report is named."""


def offer_of(report: str, audience: str) -> Offer | None:
    """How a report is offered to an audience; None where it is not for them."""
    return _OFFERED.get((report, audience))


def reports_for(audience: str) -> tuple[str, ...]:
    """The codes of the reports that are for an audience, the usual one first."""
    found = [code for code in TITLES if offer_of(code, audience)]
    return tuple(sorted(found, key=lambda code: code != USUAL.get(audience)))
