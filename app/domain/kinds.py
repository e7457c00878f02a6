"""The record kinds by code: those offered to write, in order, and those said about a signed record."""

from collections.abc import Mapping
from types import MappingProxyType

from app.domain import addendum, consultation, custody, fixation, formulation, incident, order, session_note
from app.domain.kind import Kind
from app.errors import NotFound

__all__ = ["KINDS", "OFFERED", "REMARKS", "Kind", "kind", "kind_of"]

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


def kind_of(content: object) -> Kind:
    """The record kind whose content that is; raises LookupError for what is no content."""
    for made in KINDS.values():
        if type(content) is made.content:
            return made
    raise LookupError("no record kind has such a content")


def kind(code: str) -> Kind:
    """The record kind of that code; raises NotFound."""
    try:
        return KINDS[code]
    except KeyError:
        raise NotFound("Casework has no record kind by that name.") from None
