"""Proceedings: one offence, from report to sentence."""

from app.domain.kinds.proceedings.block import block
from app.domain.kinds.proceedings.content import Proceedings, title
from app.domain.kinds.proceedings.facets import facets
from app.domain.kinds.proceedings.law import in_law
from app.domain.records.kind import Kind

__all__ = ["KIND"]

KIND = Kind(
    code="proceedings",
    title="Proceedings",
    version=1,
    order=55,
    section="behaviour",
    content=Proceedings,
    event_label="Date of the first step",
    title_of=title,
    note="There is no verdict of “not proven” in England and Wales.",
    facets=facets,
    block=block,
    in_law=in_law,
    stages=frozenset({"awaiting_sentence", "charged", "investigation", "reported", "trial"}),
)
