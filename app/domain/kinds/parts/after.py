"""The points at which a case is followed up after its discharge, and what falls due at each."""

from typing import Final

from app.domain.fields.declare import Choice

POINTS: Final = tuple(Choice(f"{months}", f"{months} months") for months in (3, 6, 12, 24))


def due_at(point: str) -> str:
    """What falls due at a point, by name: "Follow-up at 12 months"."""
    return f"Follow-up at {point} months"
