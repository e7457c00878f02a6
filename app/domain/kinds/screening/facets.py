"""What a screening means to its case: a milestone, that the referral is looked at, who was told, and weapons."""

from collections.abc import Iterator

from app.domain.fields.content import said
from app.domain.kinds.parts.told import tellings
from app.domain.kinds.screening.content import Screening
from app.domain.records.facets import SCREENING, AxisEvent, Caution, Coded, Facet, Lane, Mark, Meets
from app.domain.records.written import Written

_CODED = ("decision", "pathway", "concern", "fixated", "obsessive", "unwanted", "repeated", "partner_abuse")


def facets(screening: Written[Screening]) -> Iterator[Facet]:
    """What other pages read of it."""
    content = screening.content
    if screening.event.is_known:
        words = ", ".join(word for word in ("Screening", said(content, "decision")) if word)
        yield AxisEvent(
            lane=Lane.MILESTONES, start=screening.event, mark=Mark.MILESTONE, label="Screening", words=words
        )
    if content.decision not in {"", "more"}:
        # Where more has to be known first, the referral still waits for its answer.
        yield Meets(what=SCREENING)
    if content.weapons == "yes":
        yield Caution(
            words="A firearm, a shotgun certificate or another weapon is within the person’s reach."
        )
    yield from tellings(content.told, "Screening", screening.heading.author)
    for name in _CODED:
        yield Coded(field=name, answer=getattr(content, name))
