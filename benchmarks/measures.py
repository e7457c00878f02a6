"""Scoring one administration of the longest measure with what changed since another, beside adding up its numbers."""

from collections.abc import Iterator
from typing import Final

from app.domain.measures.said import to_json
from app.domain.measures.scoring import score
from app.services.measures.shipped import shipped
from benchmarks.measuring import Goal, Row, beside

_GOAL: Final = Goal(most=0.005, words="<= 5 ms")
_LONGEST: Final = "core-om"


def rows(times: int) -> Iterator[Row]:
    """One row: what a form does when its last answer was typed."""
    measure = shipped().find(_LONGEST)
    now, before = [2] * len(measure.items), [3] * len(measure.items)

    def ours() -> object:
        return to_json(score(measure, now), [score(measure, before)])

    sides = beside(ours, lambda: (sum(now), sum(before)), times)
    yield sides.p95("measure: score it and compare", len(measure.items), _GOAL)
