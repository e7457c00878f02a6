"""Medication: what the person is said to take, by whose word. It is not a prescription chart.

One record of a case, kept up to date by new versions.
"""

from dataclasses import dataclass
from typing import Any

from app.domain.fields.answers import AGENCIES, NOT_ASKED, NOT_KNOWN
from app.domain.fields.content import said
from app.domain.fields.declare import Choice, Direction, choice, date, line, rows, text
from app.domain.fields.rows import Row
from app.domain.fields.sharing import Share
from app.domain.values.dates import ClinicalDate

TAKEN = (
    Choice("yes", "Yes"),
    Choice("partly", "Partly"),
    Choice("no", "No"),
    NOT_KNOWN,
    NOT_ASKED,
)
ALLERGIES = (Choice("none", "None"), Choice("yes", "Yes"), NOT_KNOWN, NOT_ASKED)


def _allergic(medication: Any) -> bool:
    return bool(medication.allergies == "yes")


@dataclass(frozen=True, kw_only=True)
class Drug(Row):
    """One medicine."""

    name: str = line("Medicine", share=Share.DIAGNOSIS, needed=True)
    dose: str = line("Dose", share=Share.DIAGNOSIS)
    route: str = line("Route", share=Share.DIAGNOSIS)
    how_often: str = line("How often", share=Share.DIAGNOSIS)
    indication: str = line("Indication", share=Share.DIAGNOSIS)
    prescriber: str = line("Prescriber", share=Share.DIAGNOSIS)
    started: ClinicalDate | None = date("Started", Direction.PAST, share=Share.DIAGNOSIS)
    stopped: ClinicalDate | None = date("Stopped", Direction.PAST, share=Share.DIAGNOSIS)
    taken: str = choice("Taken", TAKEN, share=Share.DIAGNOSIS, needed=True)
    source: str = choice("By whose word", AGENCIES, share=Share.DIAGNOSIS, needed=True)


@dataclass(frozen=True, kw_only=True)
class Medication:
    """What is said to be taken, and allergies."""

    medication: tuple[Drug, ...] = rows("Medicines", Drug, share=Share.DIAGNOSIS, section="Medicines")
    allergies: str = choice("Allergies", ALLERGIES, share=Share.DIAGNOSIS, needed=True, section="Allergies")
    allergies_text: str = text(
        "To what, and what happened",
        share=Share.DIAGNOSIS,
        needed=_allergic,
        applies=_allergic,
    )


def in_words(drug: Drug) -> str:
    """One as it is told: "Sertraline 50 mg by mouth once a day, for depression (taken: partly; General practice)"."""
    what = " ".join(part for part in (drug.name, drug.dose, drug.route, drug.how_often) if part)
    why = f", for {drug.indication}" if drug.indication else ""
    stopped = f", stopped {drug.stopped.show()}" if drug.stopped and drug.stopped.is_known else ""
    return f"{what}{why}{stopped} (taken: {said(drug, 'taken').lower()}; {said(drug, 'source')})"


def title(medication: Medication) -> str:
    """How it is taken, and allergies: "Medication: taken partly; allergies: none"."""
    taken = ", ".join(
        dict.fromkeys(said(drug, "taken").lower() for drug in medication.medication if drug.taken)
    )
    allergies = f"allergies: {said(medication, 'allergies').lower()}" if medication.allergies else ""
    words = "; ".join(part for part in (f"taken {taken}" if taken else "", allergies) if part)
    return f"Medication: {words}" if words else "Medication"
