"""The reports that can be made, and which of them is made for an audience."""

from typing import Final

from app.domain.reports.assessment import Assessment
from app.domain.reports.chronology import CourtChronology
from app.domain.reports.composer import Composer
from app.domain.reports.consultation import ConsultationNote
from app.domain.reports.discharge import EndOfService
from app.domain.reports.mappa import MappaReport
from app.domain.reports.offered import TITLES, USUAL, offer_of, reports_for
from app.domain.reports.panel import PanelSummary
from app.domain.reports.practice import GpLetter
from app.domain.reports.probation import ProbationProgress
from app.domain.reports.suitability import SuitabilityLetter
from app.domain.reports.to_person import FormulationLetter
from app.domain.reports.treatment import TreatmentProgress
from app.errors import NotAcceptable

_MADE: Final = (
    PanelSummary(),
    ConsultationNote(),
    Assessment(),
    MappaReport(),
    ProbationProgress(),
    SuitabilityLetter(),
    GpLetter(),
    FormulationLetter(),
    CourtChronology(),
    TreatmentProgress(),
    EndOfService(),
)
REPORTS: Final[dict[str, Composer]] = {each.code: each for each in _MADE}


def report_for(audience: str, name: str = "") -> Composer:
    """The report of that code, or the usual one, for an audience.

    Raises NotAcceptable where there is none by that name, where it is not for them, and where it cannot be made yet.
    """
    code = name or USUAL.get(audience, "")
    if code not in TITLES:
        raise NotAcceptable(f"There is no report by that name: there is {', '.join(TITLES)}.")
    if offer_of(code, audience) is None:
        theirs = ", ".join(reports_for(audience)) or "none"
        raise NotAcceptable(f"The {in_sentence(code)} is not for that audience: for them there is {theirs}.")
    made = REPORTS.get(code)
    if made is None or audience not in made.audiences:
        instead = ", ".join(each.code for each in made_for(audience))
        also = f" --report takes {instead}." if instead else ""
        raise NotAcceptable(f"The {in_sentence(code)} cannot be made for that audience yet.{also}")
    return made


def made_for(audience: str) -> tuple[Composer, ...]:
    """The reports that can be made for an audience now, the usual one first."""
    found = (REPORTS.get(code) for code in reports_for(audience))
    return tuple(each for each in found if each is not None and audience in each.audiences)


def in_sentence(code: str) -> str:
    """A report's title within a sentence."""
    title = TITLES[code]
    return title if title[:2].isupper() else f"{title[:1].lower()}{title[1:]}"
