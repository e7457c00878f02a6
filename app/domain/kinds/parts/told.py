"""Who was told something outside the team: a telling that is never typed again."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.domain.fields.answers import AGENCIES, HOW, YES_NO
from app.domain.fields.content import said
from app.domain.fields.declare import Choice, Direction, choice, date, line, time
from app.domain.fields.rows import Row
from app.domain.fields.sharing import Share
from app.domain.records.facets import Facet, Notification
from app.domain.values.dates import ClinicalDate

GROUNDS = (
    Choice("consent", "Consent"),
    Choice("public_interest", "Public interest outweighs confidence"),
    Choice("vital_interest", "To protect life"),
    Choice("safeguarding", "Safeguarding"),
    Choice("law", "Required by law"),
    Choice("court", "Order of a court"),
)
"""Why confidence may be broken, as a share names it."""
PERSON_TOLD = (*YES_NO, Choice("not_safe", "Not safe to tell"))


@dataclass(frozen=True, kw_only=True)
class Told(Row, noun="Telling"):
    """One telling: to whom, when, how, on which ground, and whether the person knows of it."""

    who: str = line("Who", share=Share.CONTEXT, needed=True, hint="Name and role")
    agency: str = choice("Agency", AGENCIES, share=Share.CONTEXT, needed=True)
    on: ClinicalDate | None = date("On", Direction.PAST, share=Share.CONTEXT, needed=True)
    at: str = time("At", share=Share.CONTEXT)
    how: str = choice("How", HOW, share=Share.CONTEXT, needed=True)
    answer: str = line("Their answer", share=Share.CONTEXT)
    ground: str = choice("Ground", GROUNDS, share=Share.INTERNAL, needed=True)
    person_told: str = choice("Person told of it", PERSON_TOLD, share=Share.INTERNAL, needed=True)


def tellings(rows: Iterable[Told], what: str, by: str) -> Iterator[Facet]:
    """Each telling as other pages read it; `what` was told, `by` the author."""
    for row in rows:
        yield Notification(row=row.row, to=said(row, "agency"), what=what, on=row.on, by=by)


def told_in_words(rows: Iterable[Told]) -> str:
    """Whom, when: "Told: Sergeant Ash, Police, 14-Nov-2026 at 14:20."; empty where nobody was."""
    each = "; ".join(
        f"{row.who}, {said(row, 'agency')}, {row.on.show()}" + (f" at {row.at}" if row.at else "")
        for row in rows
        if row.who and row.on
    )
    return f"Told: {each}." if each else ""
