"""What a panel means to its case: a milestone, and what was decided. What falls due, its dates say."""

from collections.abc import Iterator

from app.domain.fields.content import said
from app.domain.kinds.panel.content import AGAIN, Panel
from app.domain.kinds.parts.action import open_actions
from app.domain.records.facets import AxisEvent, Coded, Facet, Lane, Mark, Meets
from app.domain.records.written import Written


def facets(panel: Written[Panel]) -> Iterator[Facet]:
    """What other pages read of it."""
    content = panel.content
    if panel.event.is_known:
        words = ", ".join(word for word in ("Panel", said(content, "decision")) if word)
        yield AxisEvent(
            lane=Lane.MILESTONES, start=panel.event, mark=Mark.MILESTONE, label="Panel", words=words
        )
    # What an earlier panel set is met by this one, whichever day it was held.
    yield Meets(what=AGAIN)
    yield from open_actions(content.actions)
    yield Coded(field="decision", answer=content.decision)
    yield Coded(field="person_told", answer=content.person_told)
