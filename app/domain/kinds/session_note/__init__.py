"""Session note: an appointment, kept or not, what was done in it."""

from app.domain.fields.compartments import Compartment
from app.domain.kinds.parts.earlier_duty import in_a_row
from app.domain.kinds.session_note.block import block
from app.domain.kinds.session_note.content import SessionNote, asks, title
from app.domain.kinds.session_note.facets import facets
from app.domain.kinds.session_note.group import begun, came, carried
from app.domain.kinds.session_note.noted import MISSED, TYPE_OF, noted
from app.domain.records.counts import Counts
from app.domain.records.kind import InGroup, Kind
from app.domain.records.versions import in_turn, renamed, with_rows

__all__ = ["KIND"]

KIND = Kind(
    code="session_note",
    title="Session note",
    version=4,
    upcasters=(
        with_rows("red_flags", "collateral"),
        renamed("red_flags", "earlier_flags"),
        in_turn(renamed("collateral", "earlier_collateral"), in_a_row),
    ),
    order=20,
    content=SessionNote,
    event_label="Date of session",
    title_of=title,
    note="Partners are told of attendance and progress; what is said in therapy stays in health.",
    newest=3,
    section="sessions",
    with_person=True,
    asks=asks,
    notes=frozenset(TYPE_OF) - MISSED,
    notes_missed=MISSED,
    noted=noted,
    captured="done",
    facets=facets,
    counts_as=Counts.SESSION,
    in_group=InGroup("group_session", begun, carried, came),
    block=block,
    compartments=(Compartment.CLINICAL, Compartment.RESTRICTED),
)
