"""What a report prints of a formulation."""

from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from app.domain.fields.content import said
from app.domain.fields.sharing import Audience
from app.domain.kinds.formulation.content import Formulation
from app.domain.kinds.parts.advice import advised
from app.domain.kinds.parts.scenario import foreseen
from app.domain.kinds.parts.typology import held
from app.domain.records.blocks import Paragraph, Part, Placed, paragraph, shares
from app.domain.records.written import Written

_PLACES = (
    (Part.SCENARIOS, "imminence", "imminence"),
    (Part.SOURCES, "information", "information"),
    (Part.SOURCES, "limits", "limits"),
    (Part.SOURCES, "sharing", "sharing_limits"),
    (Part.ANSWER, "account", "summary"),
    (Part.HEALTH, "protective", "protective"),
    (Part.HEALTH, "diagnosis", "health"),
    (Part.INTERVIEW, "helps", "helps"),
    (Part.INTERVIEW, "hinders", "hinders"),
    (Part.INTERVIEW, "interview", "interview"),
    (Part.TREATMENT, "offer", "offer"),
    (Part.TREATMENT, "readiness", "readiness"),
)


def block(formulation: Written[Formulation], _: Audience, __: date) -> Iterator[Placed]:
    """Its parts: what is empty is placed too, since no other record is heard in its stead."""
    until = formulation.content.review_on
    return (replace(each, until=until) for each in _parts(formulation))


def _parts(formulation: Written[Formulation]) -> Iterator[Placed]:
    content = formulation.content
    for part, name, field in _PLACES:
        yield Placed(part=part, name=name, block=paragraph(content, field))
    review = Paragraph(
        text=content.review_on.show() if content.review_on else "", share=shares(content, "review_on")
    )
    yield Placed(part=Part.BODY, name="review", block=review)
    by_date = sorted(content.hypotheses, key=lambda h: h.held_on.sort_key() if h.held_on else "")
    yield held(by_date[-1] if by_date else None, said(content, "relationship"))
    yield from foreseen(content.scenarios, ("nature",), "contingency", likelihood="likelihood")
    yield from advised(content.advice, formulation.event)
