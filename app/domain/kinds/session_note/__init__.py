"""Session note: an appointment, kept or not, what was done in it, and the weekly check-in."""

from app.domain.kinds.session_note.content import SessionNote, title
from app.domain.records.kind import Kind

__all__ = ["KIND"]

KIND = Kind(
    code="session_note",
    title="Session note",
    version=1,
    order=20,
    content=SessionNote,
    event_label="Date of session",
    title_of=title,
    note="Partners are told of attendance and progress; what is said in therapy stays in health.",
)
