"""The self-check of a formulation: nine qualities, each held against it by its author."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from app.domain.fields.declare import Choice, choice
from app.domain.fields.rows import Row
from app.domain.fields.sharing import Share
from app.domain.records.heading import Heading, Plain
from app.domain.values.ids import derived_id

# Our own words for what makes a formulation good; read beside McMurran's checklist, none of which is quoted.
QUALITIES: Final = (
    Choice("account", "Reads as one account, from then to now and on"),
    Choice("grounded", "Each claim can be traced to something seen, said or written"),
    Choice("theory", "Agrees with what is known of stalking and of the person's condition"),
    Choice("coherent", "No part contradicts another"),
    Choice("whole", "Says why this person, why this victim and why now"),
    Choice("rival", "Weighs at least one other explanation"),
    Choice("plain", "A partner could retell it in two minutes"),
    Choice("foresees", "Says what would make things better or worse"),
    Choice("useful", "The plan follows from it"),
)
HOLDS: Final = (
    Choice("yes", "Yes"),
    Choice("partly", "Partly"),
    Choice("no", "No"),
    Choice("not_checked", "Not checked"),
)


@dataclass(frozen=True, kw_only=True)
class Quality(Row):
    """One of the nine, and how far it holds."""

    quality: str = choice("Quality", QUALITIES, share=Share.INTERNAL, needed=True)
    holds: str = choice("Holds", HOLDS, share=Share.INTERNAL, needed=True)


def from_ticks(plain: Plain, heading: Heading) -> Plain:
    """An earlier form had a tick for what holds. What had none was not said to fail: it has no row."""
    ticked = plain.get("qualities")
    if not isinstance(ticked, list) or any(isinstance(each, Mapping) for each in ticked):
        return plain
    rows: list[dict[str, Any]] = [
        {"row": derived_id("row", heading.series, "qualities", each), "quality": each, "holds": "yes"}
        for each in ticked
    ]
    return plain | {"qualities": rows}
