"""What is said of a signed record later: that it is of another person."""

from dataclasses import dataclass

from app.domain.fields.declare import text
from app.domain.fields.sharing import Share


@dataclass(frozen=True, kw_only=True)
class WrongCase:
    """How a record came to stand in the case of somebody else. It names nobody, and no other case."""

    reason: str = text(
        "How it came to stand in the wrong case",
        share=Share.INTERNAL,
        needed=True,
        hint="Name nobody: what stands here is of another person",
    )
