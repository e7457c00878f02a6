"""Licence: release from prison under supervision."""

from app.domain.fields.spec import Target
from app.domain.kinds.licence.block import block
from app.domain.kinds.licence.content import Licence, asks, title
from app.domain.kinds.licence.facets import facets
from app.domain.kinds.licence.law import in_law
from app.domain.kinds.licence.status import status
from app.domain.records.kind import Kind, Layout

__all__ = ["KIND"]

KIND = Kind(
    code="licence",
    title="Licence",
    version=1,
    order=75,
    section="behaviour",
    content=Licence,
    event_label="Date of release",
    title_of=title,
    layout=Layout(beside=(("released_on", "ends"),)),
    cited_as=Target.ORDER,
    stands=status,
    facets=facets,
    block=block,
    asks=asks,
    in_law=in_law,
    stages=frozenset({"licence", "supervision"}),
)
