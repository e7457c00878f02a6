"""Structured professional judgement: items looked at one by one and a judgement in words, never a total."""

from app.domain.fields.compartments import Compartment
from app.domain.kinds.spj.block import block
from app.domain.kinds.spj.content import Spj, begun, blind_to, second_of, title
from app.domain.kinds.spj.facets import facets
from app.domain.records.counts import Counts
from app.domain.records.kind import Kind, Layout

__all__ = ["KIND"]

KIND = Kind(
    code="spj",
    title="Structured judgement",
    version=1,
    order=34,
    content=Spj,
    event_label="Date of judgement",
    title_of=title,
    note="With a licensed tool. Its items are never added up, averaged or counted.",
    section="assessment",
    compartments=(Compartment.CLINICAL, Compartment.RESTRICTED),
    layout=Layout(
        beside=(
            ("tool", "tool_version", "licence"),
            ("current_means", "seen"),
            ("who", "order", "blind"),
            ("trained", "trained_on"),
            ("n", "label"),
            ("presence", "relevance", "earlier"),
            ("of", "word"),
        )
    ),
    begun=begun,
    second_of=second_of,
    blind_to=blind_to,
    facets=facets,
    counts_as=Counts.JUDGEMENT,
    block=block,
    attested=True,
)
