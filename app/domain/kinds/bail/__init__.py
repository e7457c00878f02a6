"""Bail: before charge, after charge, by a court, or release under investigation."""

from app.domain.fields.spec import Target
from app.domain.kinds.bail.block import block
from app.domain.kinds.bail.content import Bail, title
from app.domain.kinds.bail.facets import facets
from app.domain.kinds.bail.law import in_law
from app.domain.kinds.bail.status import status
from app.domain.records.kind import Kind, Layout

__all__ = ["KIND"]

KIND = Kind(
    code="bail",
    title="Bail",
    version=1,
    order=62,
    section="behaviour",
    content=Bail,
    event_label="Date of bail or release",
    title_of=title,
    note="Breach of bail before charge can lead to arrest and is no offence by itself.",
    layout=Layout(beside=(("arrested_on", "from_on"), ("ended_on", "ended_how"))),
    cited_as=Target.ORDER,
    stands=status,
    facets=facets,
    block=block,
    in_law=in_law,
    stages=frozenset({"bail", "bail_before_charge", "investigation", "released_under_investigation"}),
)
