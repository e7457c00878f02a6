"""What a report prints of a referral: who asked what, and when."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from app.domain.fields.content import said
from app.domain.fields.sharing import Audience
from app.domain.kinds.referral.content import Referral
from app.domain.records.blocks import Facts, Part, Placed, paragraph, shares
from app.domain.records.written import Written
from app.domain.values.markup import one_line

_NOT_FOR: Final = frozenset({"gp", "person"})
_LINES: Final = 2


def block(referral: Written[Referral], audience: Audience, _: date) -> Iterator[Placed]:
    """Its parts: who asked, and the question by itself, which a summary offers and never takes."""
    content = referral.content
    if audience.code in _NOT_FOR:
        return
    yield Placed(part=Part.QUESTION, name="question", block=paragraph(content, "question"))
    answers = (
        ("Received", referral.event.show()),
        ("From", said(content, "agency")),
        ("Question", one_line(content.question)),
    )
    rests_on = shares(content, "agency", "question")
    if rests_on:
        yield Placed(
            part=Part.BODY,
            name="referral",
            block=Facts(answers=answers, share=rests_on),
            every=True,
            lines=_LINES,
        )
