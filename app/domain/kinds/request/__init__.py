"""Request: somebody asks for what the record holds, and what was decided, item by item."""

from app.domain.kinds.request.content import Request, opens_to, title
from app.domain.kinds.request.facets import facets
from app.domain.records.kind import Kind

__all__ = ["KIND"]

KIND = Kind(
    code="request",
    title="Request",
    version=1,
    order=160,
    section="sharing",
    content=Request,
    event_label="Date received",
    title_of=title,
    note="Who asked, what was decided and why. About a victim, decide with the information governance lead.",
    amends=frozenset({"decision", "items", "decider", "why", "answered_on", "due", "due_why"}),
    captured="asked_for",
    facets=facets,
    opens_to=opens_to,
)
