"""What a structured judgement means to its case: tool, rater, and each judgement in its word. No item is among them."""

from collections.abc import Iterator

from app.domain.kinds.spj.choices import OTHER
from app.domain.kinds.spj.content import Spj, is_second
from app.domain.records.facets import Coded, Facet
from app.domain.records.written import Written


def facets(rating: Written[Spj]) -> Iterator[Facet]:
    """What is counted over cases. What a tool judges in its own words has no word to be counted by."""
    content = rating.content
    yield Coded(field="tool", answer=content.tool)
    yield Coded(field="rater", answer="second" if is_second(content) else "first")
    for each in content.judgements:
        if each.of != OTHER:
            yield Coded(row=each.row, field=each.of, answer=each.word)
