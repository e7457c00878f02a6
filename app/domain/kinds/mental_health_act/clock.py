"""What the clock of a section is by law: how long it usually lasts, whether it is restricted, which report is due next.

Mental Health Act 1983: section 2, 28 days beginning with the day of admission; section 20, six months at first for
sections 3 and 37; section 20A, six months at first for a community treatment order. Lengths are offered, never
enforced. A conditionally discharged restricted patient: the supervisors' first report is due four weeks after
discharge, then one every three months (Ministry of Justice, guidance on conditionally discharged restricted patients,
gov.uk).
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final

from app.domain.fields.spec import Choice
from app.domain.kinds.parts.running import last_of_months
from app.domain.records.kind import WorkedOut
from app.domain.values.dates import ClinicalDate, add_months
from app.errors import NotADate

CONDITIONAL: Final = "conditional_discharge"
AFTERCARE: Final = "s117_only"
"""Nobody is detained by it, nor bound by conditions."""
SECTIONS: Final = (
    Choice("s2", "Section 2", "Assessment, up to 28 days"),
    Choice("s3", "Section 3", "Treatment, six months at first"),
    Choice("s37", "Section 37", "Hospital order, six months at first"),
    Choice("s37_41", "Sections 37 and 41", "Hospital order with restrictions"),
    Choice("s45a", "Section 45A", "Hospital and limitation directions"),
    Choice("s47_49", "Sections 47 and 49", "Transfer of a sentenced prisoner"),
    Choice("s48_49", "Sections 48 and 49", "Transfer of another prisoner"),
    Choice("cto", "Community treatment order", "Six months at first"),
    Choice(CONDITIONAL, "Conditional discharge", "Of a restricted patient"),
    Choice(AFTERCARE, "Section 117 aftercare alone"),
    Choice("other", "Another section"),
)
REPORT: Final = "Supervisor's report"
REPORT_AHEAD: Final = 28
"""Days: the first is due so long after the discharge."""
_RESTRICTED: Final = frozenset({"s37_41", "s45a", "s47_49", "s48_49", CONDITIONAL})
_UNRESTRICTED: Final = frozenset({"s2", "s3", "s37", "cto", AFTERCARE})
_ASSESSMENT: Final = timedelta(days=27)
"""From the first of 28 days to the last."""
_HALF_YEAR: Final = frozenset({"s3", "s37", "cto"})
_MONTHS: Final = 6
_FIRST_REPORT: Final = timedelta(weeks=4)
_EVERY: Final = 3
"""Months from one report to the next."""


def is_restricted(section: str) -> bool | None:
    """Whether the law restricts who is held so; None where it may be either."""
    return True if section in _RESTRICTED else False if section in _UNRESTRICTED else None


def usual_end(held: Any) -> ClinicalDate | None:
    """The last day of the first period of a section, where it has one and began on a day that is known."""
    first = held.from_on.earliest() if held.from_on and held.from_on.is_exact else None
    if first is None:
        return None
    if held.section == "s2":
        return ClinicalDate.of(first + _ASSESSMENT)
    return ClinicalDate.of(last_of_months(first, _MONTHS)) if held.section in _HALF_YEAR else None


def next_report(held: Any) -> ClinicalDate | None:
    """The day of the supervisors' next report on a conditional discharge: the first, or a quarter after the last sent.

    None for anything else, once it has ended, and where a row says itself which one is not sent yet.
    """
    if held.section != CONDITIONAL or held.ended_on is not None:
        return None
    if any(row.due is not None and row.sent_on is None for row in held.reports):
        return None
    began = held.from_on.earliest() if held.from_on else None
    sent = [last for row in held.reports if row.due and (last := row.due.latest())]
    try:
        if sent:
            return ClinicalDate.of(add_months(max(sent), _EVERY))
        return ClinicalDate.of(began + _FIRST_REPORT) if began else None
    except (NotADate, OverflowError):
        return None


def worked_out(held: Any) -> Iterator[WorkedOut]:
    """Until when it usually lasts, where no end is written, and when the next report is due."""
    if held.ended_on is None and held.ends is None and (usual := usual_end(held)) is not None:
        yield WorkedOut("Section", "Usual end", f"{usual.show()}, unless it is renewed or ends before")
    if (due := next_report(held)) is not None:
        yield WorkedOut("Conditions and clock", "Next supervisor's report", due.show())
