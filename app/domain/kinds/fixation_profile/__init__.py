"""Fixation profile: fourteen anchored judgements of a stated period, each with its source and confidence."""

from app.domain.kinds.fixation_profile.block import block
from app.domain.kinds.fixation_profile.content import FixationProfile, title
from app.domain.kinds.fixation_profile.facets import facets
from app.domain.records.kind import Kind
from app.domain.records.versions import with_rows

__all__ = ["KIND"]

KIND = Kind(
    code="fixation_profile",
    title="Fixation profile",
    version=2,
    upcasters=(with_rows("objects", "red_flags"),),
    order=30,
    content=FixationProfile,
    event_label="Date of profile",
    title_of=title,
    note="Clinician profile; not validated; never totalled.",
    newest=1,
    section="assessment",
    facets=facets,
    block=block,
)
