"""Licence: release from prison under supervision, its conditions, tags and recalls."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from app.domain.fields.answers import NOT_KNOWN, YES_NO
from app.domain.fields.content import Missing, said
from app.domain.fields.declare import (
    Choice,
    Direction,
    Target,
    choice,
    date,
    line,
    reference,
    references,
    rows,
    text,
)
from app.domain.fields.rows import Row
from app.domain.fields.sharing import Share
from app.domain.fields.spec import by_name
from app.domain.kinds.parts.condition import Condition
from app.domain.kinds.parts.running import is_before
from app.domain.records.facets import AxisEvent, Mark
from app.domain.records.in_case import InCase
from app.domain.values.dates import ClinicalDate

SORTS: Final = (
    Choice("licence", "Licence"),
    Choice("life", "Life licence"),
    # Repealed by the Sentencing Act 2026, section 34.
    Choice("post_sentence", "Post-sentence supervision", retired=True),
)
TERMS: Final = (
    Choice("fixed_56", "Fixed term, 56 days", "Most recalls since 31-Mar-2026"),
    Choice("standard", "Standard"),
    Choice("fixed_28", "Fixed term, 28 days"),
    Choice("fixed_14", "Fixed term, 14 days"),
    NOT_KNOWN,
)
"""Sentencing Act 2026, section 32."""


@dataclass(frozen=True, kw_only=True)
class LicenceCondition(Condition):
    """A condition of a licence, standard or additional."""

    additional: str = choice(
        "Additional", YES_NO, share=Share.CONTEXT, hint="Beyond the standard conditions of every licence"
    )


@dataclass(frozen=True, kw_only=True)
class Tag(Row):
    """Electronic monitoring for a time."""

    begins: ClinicalDate | None = date("Begins", Direction.EITHER, share=Share.CONTEXT, needed=True)
    ends: ClinicalDate | None = date(
        "Ends",
        Direction.EITHER,
        share=Share.CONTEXT,
        refused=lambda t: (
            "It lies before the day on which the tag begins" if is_before(t.ends, t.begins) else ""
        ),
    )
    what: str = line(
        "What", share=Share.CONTEXT, needed=True, hint="Curfew with its hours, location, alcohol"
    )


@dataclass(frozen=True, kw_only=True)
class Recall(Row):
    """A return to prison while the licence ran, and when it ended."""

    on: ClinicalDate | None = date("Recalled on", Direction.PAST, share=Share.CONTEXT, needed=True)
    why: str = text("Why", share=Share.RISK, needed=True)
    term: str = choice("Term", TERMS, share=Share.CONTEXT, needed=True)
    back_out: ClinicalDate | None = date(
        "Released again",
        Direction.PAST,
        share=Share.CONTEXT,
        hint="Empty while held",
        refused=lambda r: "It lies before the day of the recall" if is_before(r.back_out, r.on) else "",
    )


def _cannot_end(licence: Any) -> str:
    return "It lies before the day of the release" if is_before(licence.ends, licence.released_on) else ""


@dataclass(frozen=True, kw_only=True)
class Licence:
    """From release to its end: who supervises, on which conditions."""

    sort: str = choice("Sort", SORTS, share=Share.CONTEXT, section="Licence")
    custody: str = reference(
        "Released from", Target.RECORD, share=Share.INTERNAL, needed=True, hint="The stay in custody"
    )
    supervisor: str = line("Supervising officer", share=Share.CONTEXT, needed=True)
    victims: tuple[str, ...] = references("Protects", Target.VICTIM, share=Share.RISK, hint="Victim codes")
    replaced: tuple[str, ...] = references(
        "Takes the place of",
        Target.ORDER,
        share=Share.INTERNAL,
        takes_over=True,
        hint="An order of an earlier form that said this, and acts no more then",
    )

    released_on: ClinicalDate | None = date(
        "Released", Direction.PAST, share=Share.CONTEXT, needed=True, section="Dates"
    )
    ends: ClinicalDate | None = date(
        "Ends",
        Direction.EITHER,
        share=Share.CONTEXT,
        needed=True,
        due="Licence ends",
        passes=True,
        refused=_cannot_end,
        hint="As the licence says; unknown is an answer",
    )
    recalls: tuple[Recall, ...] = rows(
        "Recalls",
        Recall,
        share=Share.CONTEXT,
        refused=lambda c: (
            "A row lies before the day of the release"
            if any(is_before(each.on, c.released_on) for each in c.recalls)
            else ""
        ),
    )

    conditions: tuple[LicenceCondition, ...] = rows(
        "Conditions", LicenceCondition, share=Share.CONTEXT, section="Terms"
    )
    tag: tuple[Tag, ...] = rows("Tags", Tag, share=Share.CONTEXT)
    note: str = text("Note", share=Share.CONTEXT)


def title(licence: Licence) -> str:
    """What it is and how long it runs: "Licence, until 06-Dec-2026"."""
    what = said(licence, "sort") or "Licence"
    return f"{what}, until {licence.ends.show()}" if licence.ends and licence.ends.is_known else what


def asks(licence: Licence, case: InCase) -> Iterator[Missing]:
    """That nobody is released before the stay in custody begins from which they are."""
    stay = case.meaning(licence.custody, AxisEvent) if licence.custody else ()
    first = min(
        (each.start for each in stay if each.mark is Mark.HELD), key=ClinicalDate.sort_key, default=None
    )
    if first is not None and is_before(licence.released_on, first):
        label = by_name(Licence)["released_on"].label
        yield Missing("released_on", label, f"It lies before the stay in custody begins, {first.show()}")
