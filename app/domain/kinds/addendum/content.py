"""What is said of a signed record later: more."""

from dataclasses import dataclass

from app.domain.fields.declare import text
from app.domain.fields.sharing import Share


@dataclass(frozen=True, kw_only=True)
class Addendum:
    """Something added to a signed record; the record itself stays as it was signed."""

    addition: str = text(
        "Addendum", share=Share.INTERNAL, long=True, needed=True, hint="What is added, and why now"
    )
