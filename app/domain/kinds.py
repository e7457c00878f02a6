"""The record kinds by code, in the order they are offered."""

from collections.abc import Mapping
from types import MappingProxyType

from app.domain import consultation, custody, fixation, formulation, incident, order, session_note
from app.domain.kind import Kind
from app.errors import NotFound

__all__ = ["KINDS", "Kind", "kind"]

_OFFERED = (
    consultation.KIND,
    session_note.KIND,
    fixation.KIND,
    formulation.KIND,
    incident.KIND,
    order.KIND,
    custody.KIND,
)
KINDS: Mapping[str, Kind] = MappingProxyType({offered.code: offered for offered in _OFFERED})


def kind(code: str) -> Kind:
    """The record kind of that code; raises NotFound."""
    try:
        return KINDS[code]
    except KeyError:
        raise NotFound("Casework has no record kind by that name.") from None
