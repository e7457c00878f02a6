"""How the facts of a case read in a list."""

from datetime import datetime, timedelta, timezone

from app.domain.cases.case import PATHWAYS, STAGES
from app.domain.fields.declare import Choice
from app.domain.values.dates import ClinicalDate
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


def time_of_day(at: datetime, offset_minutes: int) -> str:
    """The time at the site: "10:42"."""
    return f"{at.astimezone(timezone(timedelta(minutes=offset_minutes))):%H:%M}"


def _label(choices: tuple[Choice, ...], code: str) -> str:
    return next((choice.label for choice in choices if choice.code == code), code)
