"""Panel: one case at one meeting, what was decided and who does what."""

from app.domain.fields.compartments import Compartment
from app.domain.kinds.panel.block import block
from app.domain.kinds.panel.content import Panel, title
from app.domain.kinds.panel.facets import facets
from app.domain.kinds.panel.follows import follows
from app.domain.records.counts import Counts
from app.domain.records.kind import Kind, Layout

__all__ = ["KIND"]

KIND = Kind(
    code="panel",
    title="Panel",
    version=1,
    order=6,
    content=Panel,
    event_label="Date of the meeting",
    title_of=title,
    note="One case at one meeting. Its decision sets the stage of the case where it names one.",
    facets=facets,
    counts_as=Counts.PANEL,
    block=block,
    compartments=(Compartment.CLINICAL, Compartment.RESTRICTED),
    layout=Layout(beside=(("decision", "person_told"), ("next", "minutes"))),
    section="referral",
    follows=follows,
)
