"""Document: a report, letter or picture that came in, kept in the sealed store with what it is."""

from app.domain.kinds.document.content import Document, title, worked_out
from app.domain.records.kind import Kind, Layout

__all__ = ["KIND"]

KIND = Kind(
    code="document",
    title="Document",
    version=1,
    order=170,
    section="documents",
    content=Document,
    event_label="Received",
    title_of=title,
    note="Kept sealed with the record and shown in this window alone; it is never written out.",
    layout=Layout(beside=(("sort", "source"),)),
    worked_out=worked_out,
)
