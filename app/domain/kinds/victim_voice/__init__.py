"""Victim's voice: what a victim said through the advocate, in one conversation, for whom they agreed to."""

from app.domain.fields.compartments import Compartment
from app.domain.kinds.victim_voice.block import block
from app.domain.kinds.victim_voice.content import VictimVoice, agreed_to, title
from app.domain.kinds.victim_voice.facets import facets
from app.domain.records.kind import Kind

__all__ = ["KIND"]

KIND = Kind(
    code="victim_voice",
    title="Victim's voice",
    version=1,
    order=110,
    section="victims",
    content=VictimVoice,
    event_label="Date of the conversation",
    title_of=title,
    compartments=(Compartment.THIRD_PARTY,),
    note="What the victim said, as the advocate gave it. By code; never a place, a routine or a name.",
    captured="words",
    told_to=agreed_to,
    facets=facets,
    block=block,
)
