"""What is said of a signed record later: that it was wrong."""

from dataclasses import dataclass

from app.domain.fields.declare import text
from app.domain.fields.sharing import Share


@dataclass(frozen=True, kw_only=True)
class ErrorMark:
    """Why a signed record must not be relied on. One that is of another person is moved out instead."""

    reason: str = text(
        "Why it is wrong", share=Share.INTERNAL, needed=True, hint="What is wrong in it", section="The mark"
    )
    right_is: str = text("What is right instead", share=Share.INTERNAL, hint="If it is known")
