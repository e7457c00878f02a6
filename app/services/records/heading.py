"""Where a draft stands: in which case and compartment, and which record it replaces or is about."""

from dataclasses import dataclass

from app.domain.fields.compartments import Compartment


@dataclass(frozen=True)
class Heading:
    """Where a draft will stand among the records."""

    case_id: str
    compartment: Compartment
    replaces_id: str | None = None
    about_id: str | None = None
