"""Fixation profile: thirteen anchored judgements of one target in a stated period, with source and confidence.

Forms 1 and 2 could be of several targets together, and rated "Finality", which is withdrawn.
"""

from app.domain.kinds.fixation_profile.block import block
from app.domain.kinds.fixation_profile.content import FixationProfile, course, title
from app.domain.kinds.fixation_profile.facets import facets
from app.domain.records.heading import Heading, Plain
from app.domain.records.kind import Kind
from app.domain.records.versions import in_turn, renamed, with_rows

__all__ = ["KIND"]


def _of_one(plain: Plain, _: Heading) -> Plain:
    """A profile of one target from form 3 on. One of several stays as it was rated: nobody can tell them apart now."""
    several = plain.get("objects", [])
    if len(several) != 1:
        return plain
    only = several[0]
    names = {"sort": "target", "victim": "victim", "named": "named", "since": "since"}
    return plain | {"objects": []} | {now: only[was] for was, now in names.items() if was in only}


KIND = Kind(
    code="fixation_profile",
    title="Fixation profile",
    version=3,
    upcasters=(with_rows("objects", "red_flags"), in_turn(_of_one, renamed("red_flags", "earlier_flags"))),
    order=30,
    content=FixationProfile,
    event_label="Date of profile",
    title_of=title,
    course_of=course,
    note="Clinician profile, not validated. Never totalled.",
    newest=1,
    section="assessment",
    facets=facets,
    block=block,
    attested=True,
)
