"""What a request means to its case until it is answered: it is open and due, a caution where it is about a victim."""

from collections.abc import Iterator

from app.domain.fields.content import said
from app.domain.kinds.request.content import ABOUT_VICTIM, ANSWER, Request
from app.domain.records.facets import Caution, Coded, Facet, KeyDate, OpenSort, Unfinished, Weight
from app.domain.records.written import Written

_VICTIM = "Somebody asks for what is held about a victim: give nothing before it is decided."


def facets(request: Written[Request]) -> Iterator[Facet]:
    """What other pages read of it."""
    content = request.content
    is_of_victim = content.kind in ABOUT_VICTIM or content.about == "victim"
    if is_of_victim and content.answered_on is None:
        yield Caution(words=_VICTIM, weight=Weight.STOP, by_itself=True)
    if content.due is None and content.received is not None and content.answered_on is None:
        # Nobody said by when: it waits since it came in.
        yield KeyDate(on=content.received, what=f"{ANSWER}, no day set", sort=ANSWER)
    if content.kind and content.answered_on is None:
        yield Unfinished(sort=OpenSort.REQUEST, name=f"Request, {said(content, 'kind').lower()}")
    yield Coded(field="kind", answer=content.kind)
