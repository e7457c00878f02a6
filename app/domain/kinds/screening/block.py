"""What a report prints of a screening: the decision and its reasons."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from app.domain.fields.content import said
from app.domain.fields.sharing import Audience
from app.domain.kinds.screening.content import Screening
from app.domain.records.blocks import Facts, Part, Placed, shares
from app.domain.records.written import Written
from app.domain.values.markup import one_line

_NOT_FOR: Final = frozenset({"gp", "court", "person"})
_LINES: Final = 1


def block(screening: Written[Screening], audience: Audience, _: date) -> Iterator[Placed]:
    """Its part."""
    content = screening.content
    rests_on = shares(content, "decision", "reasons")
    if audience.code in _NOT_FOR or not rests_on:
        return
    answers = (
        ("Screened", screening.event.show()),
        ("Decision", said(content, "decision")),
        ("Reasons", one_line(content.reasons)),
    )
    yield Placed(part=Part.BODY, name="screening", block=Facts(answers=answers, share=rests_on), lines=_LINES)
