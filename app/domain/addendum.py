"""What may be said of a signed record later: more (an addendum), or that it was wrong (an error mark)."""

from dataclasses import dataclass

from app.domain.fields import text
from app.domain.kind import Kind
from app.domain.sharing import Share


@dataclass(frozen=True, kw_only=True)
class Addendum:
    """Something added to a signed record; the record itself stays as it was signed."""

    addition: str = text("Addendum", share=Share.INTERNAL, needed=True, hint="What is added, and why now")


@dataclass(frozen=True, kw_only=True)
class ErrorMark:
    """Why a signed record must not be relied on, for instance that it belongs to another person."""

    reason: str = text(
        "Why it is wrong", share=Share.INTERNAL, needed=True, hint="What is wrong and what is right instead"
    )


ADDENDUM = Kind(
    code="addendum",
    title="Addendum",
    version=1,
    content=Addendum,
    event_label="Date of the addendum",
    title_of=lambda _: "Addendum",
)
ERROR_MARK = Kind(
    code="error_mark",
    title="Marked in error",
    version=1,
    content=ErrorMark,
    event_label="Date of the mark",
    title_of=lambda _: "Marked in error",
)
