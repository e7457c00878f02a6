"""Compartments: who inside the health team may read a record, and which records are sealed a second time."""

from enum import StrEnum


class Compartment(StrEnum):
    """Where a record lives. All but the first are sealed a second time and not indexed; restricted by case."""

    CLINICAL = "clinical"
    RESTRICTED = "restricted"
    THIRD_PARTY = "third_party"
    MAPPA = "mappa"
    VICTIM = "victim"
    SUPERVISION = "supervision"
    VICTIM_CHECK = "victim_check"

    @property
    def is_sealed(self) -> bool:
        """Whether reading needs a key that only admitted members hold."""
        return self is not Compartment.CLINICAL

    @property
    def holds_records(self) -> bool:
        """Whether records are kept there: the victim check's key opens nothing but what outputs are checked with."""
        return self is not Compartment.VICTIM_CHECK

    @property
    def label(self) -> str:
        """The name on the screen."""
        return _LABELS[self]


_LABELS = {
    Compartment.CLINICAL: "Clinical",
    Compartment.RESTRICTED: "Clinical, restricted",
    Compartment.THIRD_PARTY: "Third party and intelligence",
    Compartment.MAPPA: "MAPPA and MARAC",
    Compartment.VICTIM: "Victim",
    Compartment.SUPERVISION: "Supervision",
    Compartment.VICTIM_CHECK: "Victim check",
}

KEYED = tuple(c for c in Compartment if c.is_sealed and c is not Compartment.RESTRICTED)
"""Those with one key for the whole service."""

SEALED = tuple(c for c in KEYED if c.holds_records)
"""Those of them where records are kept, to which the lead admits people."""


class Knowledge(StrEnum):
    """How a thing is known: kept apart, so that an allegation never hardens into a fact."""

    BY_FIELD = ""
    SEEN = "seen"
    SELF_REPORT = "self_report"
    THIRD_PARTY = "third_party"
    OPINION = "opinion"
    ALLEGATION = "allegation"
    INTELLIGENCE = "intelligence"
