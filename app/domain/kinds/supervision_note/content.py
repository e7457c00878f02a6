"""Supervision note: what a supervisee and a supervisor looked at together. It is in no output."""

from dataclasses import dataclass

from app.domain.fields.declare import Target, reference, text
from app.domain.fields.sharing import Share


@dataclass(frozen=True, kw_only=True)
class SupervisionNote:
    """One meeting about one case."""

    supervisee: str = reference(
        "Supervisee", Target.STAFF, share=Share.INTERNAL, needed=True, section="Supervision"
    )
    supervisor: str = reference("Supervisor", Target.STAFF, share=Share.INTERNAL, needed=True)
    discussed: str = text("What was discussed", share=Share.INTERNAL, long=True, needed=True)
    decided: str = text("What was decided", share=Share.INTERNAL)
    own_safety: str = text("The clinician's own safety", share=Share.INTERNAL)
    next: str = text("Next", share=Share.INTERNAL)


def both(note: SupervisionNote) -> frozenset[str]:
    """Who stands for it together, whichever of them wrote it."""
    return frozenset({note.supervisee, note.supervisor} - {""})


def title(_: SupervisionNote) -> str:
    """What it is, and nothing of it."""
    return "Supervision note"
