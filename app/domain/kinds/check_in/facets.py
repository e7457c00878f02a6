"""What a check-in means to its case: a score for each answer, and what the person reports of contact."""

from collections.abc import Iterator

from app.domain.fields.content import said
from app.domain.fields.spec import specs
from app.domain.kinds.check_in.content import MOST, CheckIn, has_acted, number
from app.domain.records.facets import Coded, Facet, Reported, Score, Source
from app.domain.records.written import Written

_SCORED = tuple(spec for spec in specs(CheckIn) if spec.name in {"time", "urge", "distress", "confidence"})
_PERSON = "person"
ACTED = "acted"
"""What is reported of contact where the person acted on an urge and says no more."""


def facets(check_in: Written[CheckIn]) -> Iterator[Facet]:
    """What other pages read of a check-in."""
    content, on = check_in.content, check_in.event
    yield Coded(field="acted", answer=content.acted)
    for spec in _SCORED:
        code = getattr(content, spec.name)
        if code:
            value = number(code)
            yield Score(
                measure=f"check_in.{spec.name}",
                label=spec.label,
                on=on,
                value=value,
                least=0,
                most=MOST,
                source=Source.SELF_REPORT,
                words=f"{value} of {MOST}" if value is not None else said(content, spec.name).lower(),
            )
    contact = content.contact
    if has_acted(content) and contact not in {"indirect", "direct"}:
        contact = ACTED
    if contact:
        yield Reported(first=on, last=on, contact=contact, source=_PERSON)
