"""What a report prints of a formulation."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from msgspec.structs import replace

from app.domain.fields.content import said
from app.domain.fields.sharing import Audience
from app.domain.kinds.formulation.content import Formulation
from app.domain.kinds.parts.advice import advised
from app.domain.kinds.parts.factor import Factor
from app.domain.kinds.parts.scenario import foreseen, in_full
from app.domain.kinds.parts.typology import held
from app.domain.records.blocks import Facts, Paragraph, Part, Placed, paragraph, shares
from app.domain.records.written import Written

_PLACES = (
    (Part.SCENARIOS, "imminence", "imminence"),
    (Part.SOURCES, "information", "information"),
    (Part.SOURCES, "limits", "limits"),
    (Part.SOURCES, "sharing", "sharing_limits"),
    (Part.ANSWER, "account", "summary"),
    (Part.ANSWER, "narrative", "narrative"),
    (Part.BODY, "history", "history"),
    (Part.HEALTH, "protective", "protective"),
    (Part.HEALTH, "health", "health"),
    (Part.INTERVIEW, "helps", "helps"),
    (Part.INTERVIEW, "hinders", "hinders"),
    (Part.INTERVIEW, "interview", "interview"),
    (Part.TREATMENT, "offer", "offer"),
    (Part.TREATMENT, "readiness", "readiness"),
)


_SOON: Final = "imminence"
_WITHHELD: Final = "withheld"
"""What is not to be shared with the person goes to them by no version of it."""


def block(formulation: Written[Formulation], audience: Audience, _: date) -> Iterator[Placed]:
    """Its parts, each with the day until which it is good; to the person their own version, and what they said of it.

    What is empty is placed too, since no other record is heard in its stead.
    """
    content = formulation.content
    if audience.code == "person":
        if content.view == _WITHHELD:
            return
        yield Placed(part=Part.BODY, name="person_version", block=paragraph(content, "person_version"))
        yield Placed(part=Part.BODY, name="person_said", block=paragraph(content, "view_detail"))
        return
    for each in _parts(formulation):
        until = content.good_until if each.name == _SOON else None
        yield replace(each, until=until or content.review_on)


def _parts(formulation: Written[Formulation]) -> Iterator[Placed]:
    content = formulation.content
    for part, name, field in _PLACES:
        yield Placed(part=part, name=name, block=paragraph(content, field))
    review = Paragraph(
        text=content.review_on.show() if content.review_on else "", share=shares(content, "review_on")
    )
    yield Placed(part=Part.BODY, name="review", block=review)
    if content.view:
        view = Paragraph(
            text="\n\n".join(part for part in (f"{said(content, 'view')}.", content.view_detail) if part),
            share=shares(content, "view", "view_detail"),
        )
        yield Placed(part=Part.ANSWER, name="view", block=view)
    if content.good_until:
        good = Paragraph(text=content.good_until.show(), share=shares(content, "good_until"))
        yield Placed(part=Part.BODY, name="good_until", block=good)
    yield Placed(part=Part.ANSWER, name="function", block=_function(content))
    for factor in content.factors:
        if factor.statement:
            yield Placed(part=Part.ANSWER, name="factor", block=_factor(factor))
    by_date = sorted(content.hypotheses, key=lambda h: h.held_on.sort_key() if h.held_on else "")
    yield held(by_date[-1] if by_date else None, said(content, "relationship"))
    yield from foreseen(content.scenarios, ("nature",), "contingency", likelihood="likelihood")
    yield from in_full(content.scenarios)
    yield from advised(content.advice, formulation.event)


def _function(content: Formulation) -> Paragraph:
    """What the behaviour gives the person, and how."""
    gives = said(content, "functions")
    parts = (f"{gives}." if gives else "", content.function_summary)
    told = shares(content, "functions", "function_summary")
    return Paragraph(text="\n\n".join(each for each in parts if each), share=told)


def _factor(factor: Factor) -> Facts:
    """One factor, where it stands among the others, and how surely it is held."""
    where = ", ".join(each for each in (said(factor, "place"), said(factor, "area").lower()) if each)
    answers = (
        ("Factor", factor.code),
        ("Where", where),
        ("Statement", factor.statement),
        ("Confidence", said(factor, "confidence").lower() or "not given"),
    )
    return Facts(answers=answers, share=shares(factor, "place", "area", "statement", "confidence"))
