"""Review: what has changed since the last, how each goal stands, what is decided and when it is looked at again."""

from app.domain.fields.compartments import Compartment
from app.domain.kinds.review.block import block
from app.domain.kinds.review.content import Review, asks, begun, title
from app.domain.kinds.review.facets import facets
from app.domain.records.kind import Kind

__all__ = ["KIND"]

KIND = Kind(
    code="review",
    title="Review",
    version=1,
    order=90,
    content=Review,
    event_label="Date of review",
    title_of=title,
    note="What has changed since the last review, how each goal stands, and what is decided.",
    facets=facets,
    block=block,
    compartments=(Compartment.CLINICAL, Compartment.RESTRICTED),
    section="referral",
    begun=begun,
    asks=asks,
)
