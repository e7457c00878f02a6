"""Diagnosis: what is held, considered, excluded or reported, by whom, and how it bears on risk.

One record of a case, kept up to date by new versions. The words that are offered are those of ICD-10.
"""

import re
from dataclasses import dataclass
from typing import Final

from app.domain.fields.content import said
from app.domain.fields.declare import Choice, Direction, choice, date, line, rows, text
from app.domain.fields.rows import Row
from app.domain.fields.sharing import Share
from app.domain.values.dates import ClinicalDate

SYSTEMS = (Choice("icd10", "ICD-10"), Choice("icd11", "ICD-11"), Choice("snomed", "SNOMED CT"))
REPORTED: Final = "reported"
RESOLVED: Final = "resolved"
STANDS = (
    Choice("working", "Working"),
    Choice("confirmed", "Confirmed"),
    Choice("considered", "Considered"),
    Choice("excluded", "Excluded"),
    Choice(REPORTED, "Reported by others", "Not confirmed here"),
    Choice(RESOLVED, "Resolved"),
)
_CODE: Final = re.compile(r"[A-Z0-9][A-Z0-9]{1,3}(\.[A-Z0-9]{1,4})?|\d{6,18}")


@dataclass(frozen=True, kw_only=True)
class Diagnosed(Row):
    """One diagnosis and how it stands."""

    name: str = line(
        "Diagnosis",
        share=Share.DIAGNOSIS,
        needed=True,
        hint="As in ICD-10: Adjustment disorder (F43.2), Delusional disorder (F22.0)",
    )
    code: str = line("Code of it", share=Share.DIAGNOSIS)
    system: str = choice("System", SYSTEMS, share=Share.DIAGNOSIS)
    stands: str = choice("How it stands", STANDS, share=Share.DIAGNOSIS, needed=True)
    by: str = line("By whom", share=Share.DIAGNOSIS, needed=True, hint="Name and role, or the practice")
    since: ClinicalDate | None = date("Since", Direction.PAST, share=Share.DIAGNOSIS)
    bears_on_risk: str = text(
        "How it bears on risk", share=Share.DIAGNOSIS, hint="What partners may read: no history, no treatment"
    )


@dataclass(frozen=True, kw_only=True)
class Diagnosis:
    """The diagnoses of a person as they stand."""

    rows: tuple[Diagnosed, ...] = rows(
        "Diagnoses", Diagnosed, share=Share.DIAGNOSIS, needed=True, section="Diagnoses"
    )


def in_words(row: Diagnosed) -> str:
    """One as it is told: "Adjustment disorder (F43.2, ICD-10), confirmed by Dr A, since Mar-2026"."""
    system = said(row, "system")
    coded = (
        f" ({', '.join(part for part in (row.code, system if row.code else '') if part)})" if row.code else ""
    )
    if row.stands == REPORTED:
        return f"{row.name}{coded}: reported by {row.by}, not confirmed here"
    since = f", since {row.since.show()}" if row.since and row.since.is_known else ""
    return f"{row.name}{coded}, {said(row, 'stands').lower()} by {row.by}{since}"


def title(diagnosis: Diagnosis) -> str:
    """Codes and how each stands: "Diagnosis: F43.2 confirmed, reported by others"."""
    told = (_titled(row) for row in diagnosis.rows)
    words = ", ".join(each for each in told if each)
    return f"Diagnosis: {words}" if words else "Diagnosis"


def _titled(row: Diagnosed) -> str:
    code = row.code if _CODE.fullmatch(row.code) else ""
    return " ".join(part for part in (code, said(row, "stands").lower()) if part)
