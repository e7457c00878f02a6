"""A content with its heading: what a kind draws facets and parts of a report out of."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Generic, TypeVar

from app.domain.records.heading import Heading
from app.domain.values.dates import ClinicalDate

C = TypeVar("C")


@dataclass(frozen=True)
class Written(Generic[C]):
    """One record as it stands."""

    heading: Heading
    content: C

    @property
    def event(self) -> ClinicalDate:
        """When it was; not known where nobody said."""
        return self.heading.event or ClinicalDate()

    @property
    def by_then(self) -> ClinicalDate | None:
        """About the day it was signed: what it says is over was over by then. None for a draft."""
        signed = self.heading.signed_at
        return replace(ClinicalDate.of(date.fromisoformat(signed[:10])), about=True) if signed else None
