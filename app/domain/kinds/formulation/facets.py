"""What a formulation means to its case: the motivations held, and its factors, which the plan takes up."""

from collections.abc import Iterator

from app.domain.fields.content import said
from app.domain.fields.rows import Cite
from app.domain.kinds.formulation.content import Formulation
from app.domain.kinds.parts.factor import NEEDS_NO_GOAL
from app.domain.kinds.parts.scenario import watched
from app.domain.records.facets import Coded, Facet, FactorHeld
from app.domain.records.shown import first_words
from app.domain.records.written import Written


def facets(formulation: Written[Formulation]) -> Iterator[Facet]:
    """What other pages read of a formulation. What its factors rest on, their references say besides."""
    for row in formulation.content.hypotheses:
        yield Coded(row=row.row, field="motivation", answer=row.motivation)
    for factor in formulation.content.factors:
        yield FactorHeld(
            row=factor.row,
            cite=Cite(formulation.heading.series, factor.row).wire,
            name=factor.code,
            words=first_words(factor),
            is_protective=factor.place in NEEDS_NO_GOAL,
            has_evidence=bool(factor.evidence),
            place=said(factor, "place"),
            evidence=factor.evidence,
            against=factor.against,
        )
    yield from watched(formulation.content.scenarios, formulation.heading.series)
