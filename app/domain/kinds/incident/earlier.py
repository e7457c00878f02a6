"""How incidents of earlier forms read today: one answer, "standing", held what now stands in three."""

from typing import Final

from app.domain.kinds.incident.standing import EARLIER
from app.domain.records.heading import Heading, Plain

_MEANT: Final[dict[str, Plain]] = {
    "admitted": {"person_says": "admits", "said_to": EARLIER},
    "disputed": {"person_says": "denies", "said_to": EARLIER},
    "not_put": {"person_says": "not_put"},
    "proven": {"outcome": "court_found"},
    "acquitted": {"outcome": "not_found"},
    "withdrawn": {"outcome": "withdrawn"},
    "doubted": {"doubt": "The reasons are in the description"},
    "unknown": {"outcome": "unknown"},
}
"""What each said, and nothing that it did not say: all else is unanswered until a new version says it.

To whom the person said it was not asked: until somebody says, it is kept as what was said to us alone.
"""


def without_standing(plain: Plain, _: Heading) -> Plain:
    """Say apart what one answer said of the person's word, of a court and of our doubt; the answer itself stays."""
    return plain | _MEANT.get(plain.get("standing", ""), {})
