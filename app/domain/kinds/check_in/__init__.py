"""Check-in: the person's own four answers of a week, given in a minute."""

from app.domain.fields.compartments import Compartment, Knowledge
from app.domain.kinds.check_in.content import ALONE, CheckIn, moved, title
from app.domain.kinds.check_in.facets import facets
from app.domain.records.kind import BesidePerson, Kind

__all__ = ["KIND"]

KIND = Kind(
    code="check_in",
    title="Check-in",
    version=1,
    order=22,
    content=CheckIn,
    event_label="Date of check-in",
    title_of=title,
    note="The person's own answers: four keys and a signature. They may sit beside the screen.",
    section="sessions",
    compartments=(Compartment.CLINICAL, Compartment.RESTRICTED),
    with_person=True,
    beside_person=BesidePerson(ALONE, asks_more=moved, signed_there=True),
    takes={"session_note": {"mode": "how"}},
    notes=frozenset({"check_in"}),
    noted=lambda appointment, _: {"how": appointment.mode},
    known=Knowledge.SELF_REPORT,
    facets=facets,
)
