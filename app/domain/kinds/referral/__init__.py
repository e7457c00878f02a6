"""Referral: what came in, from whom, with what question; an administrator may write and sign it too."""

from app.domain.fields.compartments import Compartment
from app.domain.kinds.referral.block import block
from app.domain.kinds.referral.content import Referral, title
from app.domain.kinds.referral.facets import facets
from app.domain.records.counts import Counts
from app.domain.records.kind import Kind, Layout

__all__ = ["KIND"]

KIND = Kind(
    code="referral",
    title="Referral",
    version=1,
    order=2,
    content=Referral,
    event_label="Date received",
    title_of=title,
    note="What came in, as it came: the question in the referrer’s words, and what they know.",
    facets=facets,
    counts_as=Counts.REFERRAL,
    block=block,
    compartments=(Compartment.CLINICAL, Compartment.RESTRICTED),
    administrative=True,
    opens_case=True,
    layout=Layout(
        beside=(("agency", "referrer"), ("screen_tool", "screen_result"), ("person_knows", "advocate"))
    ),
    section="referral",
)
