"""Whether a record signed under supervision may be told outside the team yet, and on whose word."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from app.domain.fields.content import Missing
from app.domain.fields.rights import Extent, Grade, Right, extent
from app.domain.records.facets import AGREES, Countersigned
from app.domain.records.kind import Kind
from app.domain.values.dates import ClinicalDate


class Stage(StrEnum):
    """How a signed record stands between its author and who countersigns."""

    NONE = ""
    """Its author signs by themself."""
    AWAITS = "awaits"
    RETURNED = "returned"
    COUNTERSIGNED = "countersigned"
    ATTESTED = "attested"


@dataclass(frozen=True)
class Verdict:
    """A countersignature that verifies, by another than the record's author: what, by whom, when."""

    said: Countersigned
    by: str
    at: datetime


@dataclass(frozen=True)
class Supervision:
    """How a record stands; `at` is since when it awaits, or when it was returned or countersigned, and `by` whom."""

    stage: Stage = Stage.NONE
    by: str = ""
    at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether nobody qualified stands for it yet: nothing of its text enters an output."""
        return self.stage in {Stage.AWAITS, Stage.RETURNED}


INDEPENDENT = Supervision()
"""Of a record whose author signs by themself."""


def is_supervised(grade: str) -> bool:
    """Whether who was certified with that grade signs under supervision."""
    return grade == Grade.TRAINEE


def may_countersign(grade: str) -> bool:
    """Whether who was certified with that grade may; a certificate from before grades were is a qualified member's."""
    return not grade or extent(Right.COUNTERSIGN, Grade(grade)) is Extent.ALL


def supervision(grade: str, signed_at: datetime, verdicts: Iterable[Verdict]) -> Supervision:
    """How a record by an author of that grade stands, by what was said of it, in whatever order that is given.

    Who agreed once stands for it: a later return takes nothing back, for it may have left the vault by then. What was
    agreed and is wrong is marked in error.
    """
    if not is_supervised(grade):
        return INDEPENDENT
    said = sorted(verdicts, key=lambda each: each.at)
    agreed = next((each for each in said if each.said.verdict == AGREES), None)
    if agreed is not None:
        stage = Stage.ATTESTED if agreed.said.is_attested else Stage.COUNTERSIGNED
        return Supervision(stage, agreed.by, agreed.at)
    if said:
        return Supervision(Stage.RETURNED, said[-1].by, said[-1].at)
    return Supervision(Stage.AWAITS, at=signed_at)


def waiting(on: date, *, is_returned: bool) -> str:
    """How lists say that it awaits a countersignature since a day, or was returned on it."""
    day = ClinicalDate.of(on).show()
    return f"returned {day}, not countersigned" if is_returned else f"awaits countersignature since {day}"


def unattested(about: Kind | None, made: Kind, content: Any) -> tuple[Missing, ...]:
    """What stands in the way of signing where others act on an opinion, and who agrees says nothing of their own."""
    if not made.countersigns or about is None or not about.attested:
        return ()
    if content.verdict != AGREES or content.attested:
        return ()
    what = about.title[:1].lower() + about.title[1:]
    return (Missing("attested", "In your own words", f"What you hold of this {what} yourself"),)
