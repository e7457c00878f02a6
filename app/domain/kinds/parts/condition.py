"""A condition of an order, bail or a licence: something the person must not do, under its heading."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date as day
from typing import Final

from app.domain.fields.content import said
from app.domain.fields.declare import Choice, Direction, choice, date, text
from app.domain.fields.rows import Row
from app.domain.fields.sharing import Share
from app.domain.kinds.parts.running import begun, over
from app.domain.records.blocks import shares
from app.domain.values.dates import ClinicalDate

CONDITIONS: Final = (
    Choice("contact", "No contact, direct or indirect"),
    Choice("place", "Keep away from a place"),
    Choice("distance", "Keep a distance"),
    Choice("online", "No posting, searching or accounts"),
    Choice("devices", "Devices: limits or inspection"),
    Choice("residence", "Residence"),
    Choice("curfew", "Curfew or tag"),
    Choice("other", "Something else"),
)


@dataclass(frozen=True, kw_only=True)
class Condition(Row):
    """Something the person must not do."""

    about: str = choice("About", CONDITIONS, share=Share.CONTEXT, needed=True)
    wording: str = text(
        "Wording",
        share=Share.CONTEXT,
        needed=True,
        hint="As ordered; victim codes instead of names and addresses",
    )
    begins: ClinicalDate | None = date(
        "Begins", Direction.EITHER, share=Share.CONTEXT, hint="Empty if from the first day"
    )
    ends: ClinicalDate | None = date(
        "Ends", Direction.EITHER, share=Share.CONTEXT, hint="Empty if to the last day"
    )


def headings(conditions: Iterable[Condition], on: day) -> str:
    """What is in force of them on that day, each under its heading, none twice: "no contact; residence"."""
    acting = (
        said(each, "about")
        for each in conditions
        if not (each.begins and each.begins.is_known and not begun(each.begins, on))
        and not over(each.ends, on)
    )
    return "; ".join(dict.fromkeys(lowered(each) for each in acting if each))


def of_conditions(conditions: Iterable[Condition]) -> tuple[Share, ...]:
    """The sharing classes of what `headings` tells."""
    return tuple(sorted({share for each in conditions for share in shares(each, "about")}))


def lowered(words: str) -> str:
    """Words as they go on within a sentence."""
    return words[:1].lower() + words[1:]
