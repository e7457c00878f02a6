"""What a report prints of a consultation."""

from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from app.domain.fields.content import said
from app.domain.fields.sharing import Audience
from app.domain.kinds.consultation.content import Consultation
from app.domain.kinds.parts.advice import advised
from app.domain.kinds.parts.earlier_flag import flagged
from app.domain.kinds.parts.scenario import foreseen
from app.domain.kinds.parts.typology import held
from app.domain.records.blocks import Paragraph, Part, Placed, paragraph, shares
from app.domain.records.written import Written

_AFTER = 1
"""What a formulation says of the same goes first."""
_PLACES = (
    (Part.SCENARIOS, "imminence", "imminence"),
    (Part.SOURCES, "information", "information_seen"),
    (Part.SOURCES, "limits", "limits"),
    (Part.SOURCES, "sharing", "sharing_limits"),
    (Part.HEALTH, "diagnosis", "health"),
    (Part.ANSWER, "account", "opinion"),
    (Part.INTERVIEW, "helps", "helps"),
    (Part.INTERVIEW, "hinders", "hinders"),
    (Part.INTERVIEW, "interview", "interview"),
)


def block(consultation: Written[Consultation], _: Audience, __: date) -> Iterator[Placed]:
    """Its parts: what is empty is placed too, since no older record is heard in its stead."""
    until = consultation.content.review_on
    return (replace(each, until=until) for each in _parts(consultation))


def _parts(consultation: Written[Consultation]) -> Iterator[Placed]:
    content = consultation.content
    yield Placed(part=Part.QUESTION, name="question", block=paragraph(content, "question"))
    yield from flagged(content.earlier_flags, consultation.event)
    for part, name, field in _PLACES:
        yield Placed(part=part, name=name, block=paragraph(content, field), rank=_AFTER)
    answers = (
        (Part.SOURCES, "seen", "subject_seen", said(content, "subject_seen") or "Not seen"),
        (Part.BODY, "review", "review_on", content.review_on.show() if content.review_on else ""),
    )
    for part, name, field, text in answers:
        said_of = Paragraph(text=text, share=shares(content, field))
        yield Placed(part=part, name=name, block=said_of, rank=_AFTER)
    yield held(content, said(content, "relationship"), _AFTER)
    yield from foreseen(content.scenarios, ("nature",), "response", _AFTER)
    yield from advised(content.advice, consultation.event, _AFTER)
