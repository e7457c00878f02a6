"""How the facts of a case, and what became of its records, read in a list."""

from datetime import date
from typing import Final

from app.domain.cases.case import GATES, PATHWAYS, STAGES
from app.domain.fields.answers import LEVELS
from app.domain.fields.declare import Choice
from app.domain.values.dates import ClinicalDate
from app.services.cases.case_row import CaseRow
from app.services.records.entry_words import IN_ERROR
from app.views.widgets.words import unbroken


def stage(code: str) -> str:
    """The words for a stage."""
    return _label(STAGES, code)


def pathway(code: str) -> str:
    """The words for a pathway."""
    return _label(PATHWAYS, code)


def born(wire: str) -> str:
    """A date of birth."""
    return unbroken(ClinicalDate.from_wire(wire).show()) if wire else "Not known"


def in_error(is_error: object) -> str:
    """Stands before what a record is called that was marked in error, in whatever list; empty else."""
    return IN_ERROR if is_error else ""


def in_stage(since: ClinicalDate, today: date) -> str:
    """How long a case has been in its stage."""
    first = since.earliest()
    if first is None:
        return "Not known"
    if not since.is_exact:
        return f"since {unbroken(since.show())}"
    days = (today - first).days
    return "since today" if not days else "1 day" if days == 1 else f"{days:,} days"


def days_in_stage(since: ClinicalDate, today: date) -> str:
    """The same as a number alone, under a heading that says of what; a date that is not exact stays one."""
    first = since.earliest()
    return f"{(today - first).days:,}" if first is not None and since.is_exact else in_stage(since, today)


def is_late(row: CaseRow, today: date) -> bool:
    """Whether somebody should have acted already."""
    return row.due_on is not None and row.due_on < today


def next_due(row: CaseRow, today: date) -> str:
    """The next day on which somebody must act; how late it is, once it is past."""
    if row.due_on is None:
        return ""
    return how_far(row.due_on, today) if is_late(row, today) else unbroken(ClinicalDate.of(row.due_on).show())


def all_due(row: CaseRow, today: date) -> str:
    """What must be done next, on what day, and how far that is."""
    if row.due_on is None:
        return ""
    day = unbroken(ClinicalDate.of(row.due_on).show())
    return f"{row.due_what}, {day}, {how_far(row.due_on, today)}"


def how_far(day: date, today: date) -> str:
    """How far ahead a day is, or how late something of that day is."""
    days = (day - today).days
    count = "1 day" if abs(days) == 1 else f"{abs(days):,} days"
    return "today" if not days else f"in {count}" if days > 0 else f"{count} late"


def awareness(code: str) -> str:
    """What the person is, as regards the case: in a word."""
    return _AWARENESS.get(code, "Not known")


def flags(count: int) -> str:
    """How many red flags are open; empty where none is."""
    return "1 red flag" if count == 1 else f"{count:,} red flags" if count else ""


def concern(code: str) -> str:
    """How much work the stalking needs, as it was stated last."""
    return f"Concern {_LEVELS[code]}" if code in _LEVELS else "Concern not recorded"


def closed_gates(codes: str) -> str:
    """What a rule of the site closes: "Closed: direct work, letters"; empty where nothing is."""
    closed = [each.label.lower() for each in GATES if each.code in codes.split()]
    return f"Closed: {', '.join(closed)}" if closed else ""


_LEVELS: Final = {each.code: each.label.lower() for each in LEVELS}
KNOWS: Final = frozenset({"aware", "engaged"})
"""Of whom it is certain that they know of the case; of anybody else it must be looked at before any contact."""
_AWARENESS: Final = {"unaware": "Unaware", "aware": "Aware", "engaged": "Engaged"}


def _label(choices: tuple[Choice, ...], code: str) -> str:
    return next((choice.label for choice in choices if choice.code == code), code)
