"""What a report prints of a formulation."""

from collections.abc import Iterator
from datetime import date

from app.domain.fields.content import said
from app.domain.fields.sharing import Audience
from app.domain.kinds.formulation.content import Formulation
from app.domain.kinds.parts.advice import advised
from app.domain.kinds.parts.typology import held
from app.domain.records.blocks import Facts, Paragraph, Part, Placed
from app.domain.records.written import Written


def block(formulation: Written[Formulation], _: Audience, __: date) -> Iterator[Placed]:
    """Its parts."""
    told = formulation.content
    account = "\n\n".join(part for part in (told.summary, told.function_summary) if part)
    texts = (
        (Part.SCENARIOS, "imminence", told.imminence),
        (Part.SOURCES, "information", told.information),
        (Part.SOURCES, "limits", told.limits),
        (Part.SOURCES, "sharing", told.sharing_limits),
        (Part.HEALTH, "health", told.health),
        (Part.ANSWER, "account", account if told.summary else ""),
        (Part.INTERVIEW, "helps", told.helps),
        (Part.INTERVIEW, "hinders", told.hinders),
        (Part.INTERVIEW, "interview", told.interview),
        (Part.TREATMENT, "offer", told.offer),
        (Part.TREATMENT, "readiness", told.readiness),
        (Part.BODY, "review", told.review_on.show() if told.review_on else ""),
    )
    for part, name, text in texts:
        yield Placed(part=part, name=name, block=Paragraph(text=text))
    by_date = sorted(told.hypotheses, key=lambda h: h.held_on.sort_key() if h.held_on else "")
    if by_date:
        yield held(by_date[-1], said(told, "relationship"))
    for row in told.scenarios:
        nature = "\n\n".join(part for part in (row.nature, row.likelihood) if part)
        answers = (said(row, "course"), nature, row.warning_signs, row.contingency)
        yield Placed(part=Part.SCENARIOS, name="scenario", block=Facts(answers=answers))
    yield from advised(told.advice)
