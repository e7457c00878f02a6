"""What a report prints of a consultation."""

from collections.abc import Iterator
from datetime import date

from app.domain.fields.content import said
from app.domain.fields.sharing import Audience
from app.domain.kinds.consultation.content import Consultation
from app.domain.kinds.parts.advice import advised
from app.domain.kinds.parts.red_flag import flagged
from app.domain.kinds.parts.typology import held
from app.domain.records.blocks import Facts, Paragraph, Part, Placed
from app.domain.records.written import Written

_AFTER = 1
"""What a formulation says of the same goes first."""


def block(consultation: Written[Consultation], _: Audience, __: date) -> Iterator[Placed]:
    """Its parts."""
    told = consultation.content
    yield Placed(part=Part.QUESTION, name="question", block=Paragraph(text=told.question))
    yield from flagged(told.red_flags)
    seen = said(told, "subject_seen") or "Not seen"
    texts = (
        (Part.SCENARIOS, "imminence", told.imminence),
        (Part.SOURCES, "seen", seen),
        (Part.SOURCES, "information", told.information_seen),
        (Part.SOURCES, "limits", told.limits),
        (Part.SOURCES, "sharing", told.sharing_limits),
        (Part.HEALTH, "health", told.health),
        (Part.ANSWER, "account", told.opinion),
        (Part.INTERVIEW, "helps", told.helps),
        (Part.INTERVIEW, "hinders", told.hinders),
        (Part.INTERVIEW, "interview", told.interview),
        (Part.BODY, "review", told.review_on.show() if told.review_on else ""),
    )
    for part, name, text in texts:
        yield Placed(part=part, name=name, block=Paragraph(text=text), rank=_AFTER)
    if told.motivation:
        yield held(told, said(told, "relationship"), _AFTER)
    for row in told.scenarios:
        answers = (said(row, "course"), row.nature, row.warning_signs, row.response)
        yield Placed(part=Part.SCENARIOS, name="scenario", block=Facts(answers=answers), rank=_AFTER)
    yield from advised(told.advice, _AFTER)
