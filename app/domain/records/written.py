"""A content with its heading: what a kind draws facets and parts of a report out of."""

from dataclasses import dataclass
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
