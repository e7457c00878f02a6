"""Incident: one act as somebody reported it; what the person says, what a court found and its source stand apart."""

from app.domain.fields.compartments import Compartment
from app.domain.kinds.incident.block import block
from app.domain.kinds.incident.content import Incident, compartment_of, standing_line, title
from app.domain.kinds.incident.earlier import without_standing
from app.domain.kinds.incident.facets import facets
from app.domain.kinds.incident.series import SERIES
from app.domain.records.counts import Counts
from app.domain.records.kind import Kind, Layout
from app.domain.records.versions import with_rows

__all__ = ["KIND"]

KIND = Kind(
    code="incident",
    title="Incident",
    version=3,
    upcasters=(with_rows("crime_references"), without_standing),
    order=50,
    section="behaviour",
    content=Incident,
    event_label="Date or dates of the incident",
    title_of=title,
    note="What only a victim, an advocate or another third party told, and intelligence: keep it in “Third party”.",
    worked_out=standing_line,
    belongs=compartment_of,
    drawn_from=(Compartment.THIRD_PARTY,),
    rests_on="cites",
    series=SERIES,
    layout=Layout(
        beside=(
            ("severity", "weapon", "held_from"),
            ("person_says", "said_to"),
            ("put_ok", "put_ok_on"),
            ("outcome", "convicted_on"),
            ("source_grade", "information_grade", "handling"),
            ("breach", "order"),
        )
    ),
    captured="description",
    facets=facets,
    counts_as=Counts.INCIDENT,
    block=block,
)
