"""How soon an answer is needed, as who asks puts it."""

from typing import Final

from app.domain.fields.declare import Choice

SAME_DAY: Final = "same_day"
URGENCY: Final = (
    Choice(SAME_DAY, "The same day"),
    Choice("week", "Within a week"),
    Choice("panel", "By the next panel"),
    Choice("routine", "No deadline"),
)
