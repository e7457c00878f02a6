"""Session note: an appointment, kept or not, what was done in it, and the weekly check-in."""

from app.domain.kinds.session_note.block import block
from app.domain.kinds.session_note.content import SessionNote, title
from app.domain.kinds.session_note.facets import facets
from app.domain.kinds.session_note.group import begun, came, carried
from app.domain.records.kind import InGroup, Kind
from app.domain.records.versions import renamed, with_rows

__all__ = ["KIND"]

KIND = Kind(
    code="session_note",
    title="Session note",
    version=3,
    upcasters=(with_rows("red_flags", "collateral"), renamed("red_flags", "earlier_flags")),
    order=20,
    content=SessionNote,
    event_label="Date of session",
    title_of=title,
    note="Partners are told of attendance and progress; what is said in therapy stays in health.",
    newest=3,
    section="sessions",
    with_person=True,
    facets=facets,
    in_group=InGroup("group_session", begun, carried, came),
    block=block,
)
