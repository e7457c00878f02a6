"""How far what third parties told may go: no further than what it rests on."""

from collections.abc import Iterator, Sequence

from app.domain.fields.compartments import Compartment
from app.domain.fields.rows import Cite
from app.domain.kinds.registry import kind
from app.services.records.relied import ReliedRecord


def within_bounds(records: Sequence[ReliedRecord], audience: str) -> Iterator[ReliedRecord]:
    """The records without those of third parties that rest on what may not go to that audience.

    A kind says by which answer it rests on others (`Kind.rests_on`), and these to whom they may go (`Kind.told_to`).
    What rests on nothing, or on what does not stand any more, goes to nobody.
    """
    by_series = {each.heading.series: each for each in records} | {each.id: each for each in records}
    for each in records:
        made = kind(each.kind)
        if not made.rests_on or each.heading.compartment is not Compartment.THIRD_PARTY:
            yield each
            continue
        cited = [by_series.get(Cite.of(to).series) for to in getattr(each.content, made.rests_on)]
        bounds = [kind(one.kind).told_to(one.content) for one in cited if one is not None]
        if bounds and None not in cited and all(audience in to for to in bounds):
            yield each
