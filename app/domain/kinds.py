"""The record kinds by code: those offered to write, in order, and those said about a signed record."""

from collections.abc import Mapping
from types import MappingProxyType

from app.domain import addendum, consultation, custody, fixation, formulation, incident, order, session_note
from app.domain.kind import Kind
from app.errors import NotFound

__all__ = ["KINDS", "OFFERED", "REMARKS", "Kind", "kind"]

OFFERED = (
    consultation.KIND,
    session_note.KIND,
    fixation.KIND,
    formulation.KIND,
    incident.KIND,
    order.KIND,
    custody.KIND,
)
REMARKS = (addendum.ADDENDUM, addendum.ERROR_MARK)
KINDS: Mapping[str, Kind] = MappingProxyType({made.code: made for made in (*OFFERED, *REMARKS)})


def kind(code: str) -> Kind:
    """The record kind of that code; raises NotFound."""
    try:
        return KINDS[code]
    except KeyError:
        raise NotFound("Casework has no record kind by that name.") from None
