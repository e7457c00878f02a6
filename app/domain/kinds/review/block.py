"""What a report prints of a review: what changed and was decided to partners, to the person their own results."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from app.domain.fields.content import said
from app.domain.fields.sharing import Audience
from app.domain.kinds.review.content import GoalReviewed, Review
from app.domain.records.blocks import Facts, Paragraph, Part, Placed, paragraph, shares
from app.domain.records.written import Written
from app.domain.values.markup import one_line

_FOR: Final = frozenset({"panel", "mappa", "probation"})
_ANSWER_FOR: Final = frozenset({"panel", "mappa"})
"""Who hears what was made of a divergence."""
_PERSON: Final = "person"
_LINES: Final = 3


def block(review: Written[Review], audience: Audience, _: date) -> Iterator[Placed]:
    """Its parts."""
    content = review.content
    if audience.code == _PERSON:
        for row in content.goals:
            if row.result:
                yield Placed(part=Part.TREATMENT, name="goal_reviewed", block=_result(row))
        return
    if audience.code in _ANSWER_FOR and content.divergence:
        answer = paragraph(content, "divergence")
        yield Placed(part=Part.HEALTH, name="divergence_answered", block=answer, lines=1)
    rests_on = shares(content, "changed", "decision")
    if audience.code not in _FOR or not rests_on:
        return
    answers = (
        ("Review of", review.event.show()),
        ("What has changed", one_line(content.changed)),
        ("Decision", said(content, "decision")),
    )
    facts = Facts(answers=tuple(each for each in answers if each[1]), share=rests_on)
    yield Placed(part=Part.BODY, name="case_review", block=facts, lines=_LINES)


def _result(row: GoalReviewed) -> Paragraph:
    text = f"{row.name.rstrip('. ')} ({said(row, 'result').lower()})"
    words = f": {one_line(row.words)}" if row.words else ""
    return Paragraph(text=f"{text}{words}", plain=True, share=shares(row, "name", "result", "words"))
