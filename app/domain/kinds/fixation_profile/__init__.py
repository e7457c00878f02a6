"""Fixation profile: fourteen anchored judgements of a stated period, each with its source and confidence."""

from app.domain.kinds.fixation_profile.content import FixationProfile, title
from app.domain.records.kind import Kind

__all__ = ["KIND"]

KIND = Kind(
    code="fixation_profile",
    title="Fixation profile",
    version=1,
    order=30,
    content=FixationProfile,
    event_label="Date of profile",
    title_of=title,
    note="Clinician profile; not validated; never totalled.",
)
