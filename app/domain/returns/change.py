"""How scores changed from the first to the last administration, by the rules of the measure's own file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby
from typing import Final

from app.domain.measures.change import DETERIORATED, IMPROVED, UNCHANGED, Changes, change
from app.domain.measures.declare import Direction
from app.domain.returns.counting import in_order
from app.domain.returns.figure import Figure
from app.domain.returns.material import Material, ScoreGiven
from app.domain.returns.quarter import Quarter

BETTER, WORSE, WITHIN, UNSAID = "Better, beyond error", "Worse, beyond error", "Within error", "Cannot say"
_WORDS: Final = {IMPROVED: BETTER, DETERIORATED: WORSE, UNCHANGED: WITHIN}


@dataclass(frozen=True)
class _Administered:
    """One score, as it is compared."""

    scores: Mapping[str, Decimal | None]
    out_of: Mapping[str, Decimal] = field(default_factory=dict)


def figures(material: Material, quarter: Quarter) -> Iterator[Figure]:
    """A figure for each score that was given in the quarter; of a case the first one ever and the last in it."""
    for (measure, score), of_score in _grouped(material.scores):
        told: list[str] = []
        for given in _courses(of_score):
            by_then = [each for each in given if each.record.is_by(quarter.last)]
            if any(each.record.is_in(quarter) for each in by_then):
                told.append(_told(material, by_then[0], by_then[-1]) if len(by_then) > 1 else UNSAID)
        if told:
            yield Figure(
                code=f"change.{measure}.{score}",
                title=f"Change by measure: {of_score[0].label}",
                of="cases that it was given in in the quarter",
                rows=in_order(told, (BETTER, WORSE, WITHIN), (UNSAID,)),
                note="Cannot say: given once, or its file has no rule of change or several that differ.",
                listed_if_large=True,
            )


def _grouped(scores: tuple[ScoreGiven, ...]) -> Iterator[tuple[tuple[str, str], list[ScoreGiven]]]:
    def named(each: ScoreGiven) -> tuple[str, str]:
        return (each.measure, each.score)

    for name, group in groupby(sorted(scores, key=named), key=named):
        yield name, list(group)


def _courses(scores: list[ScoreGiven]) -> Iterator[list[ScoreGiven]]:
    """Those of each case, oldest first, by whoever answered oftener: only answers of one source are compared."""
    courses: dict[tuple[str, str], list[ScoreGiven]] = {}
    for each in scores:
        courses.setdefault((each.case, each.source), []).append(each)
    last: dict[str, list[ScoreGiven]] = {}
    for (case, _), course in sorted(courses.items(), key=lambda each: len(each[1])):
        last[case] = sorted(course, key=lambda each: each.record.order)
    yield from last.values()


def _told(material: Material, first: ScoreGiven, last: ScoreGiven) -> str:
    measure = material.measures.get(first.measure)
    if measure is None or measure.direction is Direction.NONE:
        return UNSAID
    changes: Changes = change(measure, *(_Administered({each.score: each.value}) for each in (first, last)))
    found = changes.get(first.score)
    words = {_WORDS[word] for word in found.reliable.values()} if found else set()
    return words.pop() if len(words) == 1 else UNSAID
