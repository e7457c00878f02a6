"""A facet with the record that it is of, as whoever reads facets of a case gets it."""

from typing import Any, Protocol

from app.domain.values.dates import ClinicalDate


class Held(Protocol):
    """A facet of a record that stands."""

    @property
    def record_id(self) -> str:
        """The record."""

    @property
    def event(self) -> ClinicalDate:
        """When it was."""

    @property
    def facet(self) -> Any:
        """What it means to its case."""
