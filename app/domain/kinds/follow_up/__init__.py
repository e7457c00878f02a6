"""Follow-up: what is known of a case so many months after its discharge, from whom, and what nobody could say."""

from app.domain.fields.compartments import Compartment
from app.domain.kinds.follow_up.block import block
from app.domain.kinds.follow_up.content import OUTCOMES, FollowUp, title
from app.domain.kinds.follow_up.facets import facets
from app.domain.kinds.follow_up.follows import follows
from app.domain.kinds.follow_up.points import asks, begun
from app.domain.records.counts import Counts
from app.domain.records.kind import Kind, Layout

__all__ = ["KIND"]

KIND = Kind(
    code="follow_up",
    title="Follow-up",
    version=1,
    order=94,
    content=FollowUp,
    event_label="Date of follow-up",
    title_of=title,
    note="What nobody answered is not known, and is never counted as none.",
    facets=facets,
    counts_as=Counts.FOLLOW_UP,
    block=block,
    compartments=(Compartment.CLINICAL, Compartment.RESTRICTED),
    layout=Layout(
        beside=(
            ("point", "known_to"),
            *((name, f"{name}_source", f"{name}_on") for name in OUTCOMES),
        )
    ),
    section="referral",
    begun=begun,
    asks=asks,
    follows=follows,
)
