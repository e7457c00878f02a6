"""Diagnosis: what is held, considered, excluded or reported, by whom, and how it bears on risk."""

from app.domain.fields.compartments import Compartment
from app.domain.kinds.diagnosis.block import block
from app.domain.kinds.diagnosis.content import Diagnosis, title
from app.domain.kinds.diagnosis.facets import facets
from app.domain.records.kind import Kind, Layout

__all__ = ["KIND"]

KIND = Kind(
    code="diagnosis",
    title="Diagnosis",
    version=1,
    order=38,
    content=Diagnosis,
    event_label="Reviewed on",
    title_of=title,
    note="Kept up to date by new versions. What others report is not confirmed here.",
    section="assessment",
    compartments=(Compartment.CLINICAL, Compartment.RESTRICTED),
    layout=Layout(beside=(("name", "code", "system"), ("stands", "by", "since"))),
    facets=facets,
    block=block,
)
