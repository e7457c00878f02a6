"""What a report prints of a mental state: the account, what was remarkable, and capacity, each with its day."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from app.domain.fields.content import said
from app.domain.fields.sharing import Audience
from app.domain.kinds.mental_state.content import (
    ASPECTS,
    NOT_EXAMINED,
    REMARKABLE,
    Capacity,
    MentalState,
    found,
)
from app.domain.records.blocks import Paragraph, Part, Placed, paragraph, shares
from app.domain.records.written import Written
from app.domain.values.markup import one_line

_NOT_TOLD: Final = frozenset({"evaluator"})
"""Who gets codes and no account."""
_HAS: Final = {"yes": "has capacity", "no": "lacks capacity", "not_assessed": "capacity not assessed"}


def block(state: Written[MentalState], audience: Audience, _: date) -> Iterator[Placed]:
    """Its parts."""
    content = state.content
    if audience.code in _NOT_TOLD:
        return
    if content.state:
        on = f"Examined {state.event.show()}. " if state.event.is_known else ""
        seen = ("Remarkable", found(content, REMARKABLE)), ("Not examined", found(content, NOT_EXAMINED))
        aspects = "".join(f" {label}: {names}." for label, names in seen if names)
        rests_on = set(shares(content, "state", *ASPECTS))
        for each in content.capacity:
            rests_on.update(shares(each, "decision", "has", "because", "on"))
        words = f"{on}{one_line(content.state)}{aspects}{''.join(map(_capacity, content.capacity))}"
        shown = Paragraph(text=words, plain=True, share=tuple(sorted(rests_on)))
        yield Placed(part=Part.HEALTH, name="mental_state", block=shown, lines=1)
    if content.of_victim:
        yield Placed(part=Part.HEALTH, name="of_victim", block=paragraph(content, "of_victim"), lines=1)


def _capacity(row: Capacity) -> str:
    on = f" ({row.on.show()})" if row.on else ""
    has = _HAS.get(row.has, said(row, "has").lower())
    return f" {row.decision}: {has}{on}. {one_line(row.because).rstrip('.')}."
