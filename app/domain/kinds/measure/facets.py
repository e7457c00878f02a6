"""What an administration means to its case: a number for each score that is compared, and who was told of it."""

import re
from collections.abc import Iterator
from typing import Final

from app.domain.fields.answers import YES_NO
from app.domain.kinds.measure.content import Administration, ScoreRow
from app.domain.kinds.parts.told import tellings
from app.domain.records.facets import MEASURES, Coded, Facet, GoalServed, Score, Source
from app.domain.records.written import Written

_NUMBERED: Final = re.compile(r"goal([1-9])", re.ASCII)
"""Scores of a measure whose items are the goals themselves (docs/measures.md)."""
_TRACKED = YES_NO[0].code
_SELF_REPORT = {"person": Source.SELF_REPORT, "proxy": Source.COLLATERAL}


def facets(administration: Written[Administration]) -> Iterator[Facet]:
    """What other pages read of an administration. Scores of two versions are two courses."""
    content = administration.content
    for row in content.scores:
        if row.tracked == _TRACKED and row.value and row.least and row.most and not row.out_of:
            yield Score(
                measure=f"{content.measure}.{row.id}",
                label=f"{content.short}: {row.title}",
                on=administration.event,
                value=_number(row.value),
                least=_number(row.least),
                most=_number(row.most),
                source=_SELF_REPORT.get(content.by, Source.JUDGED),
                words=in_words(row),
                serves=_of_goal(row.id, content.serves),
            )
    for goal in content.serves:
        yield GoalServed(goal=goal, how=MEASURES)
    for each in content.critical:
        yield from tellings(each.told, "A critical item of a measure", administration.heading.author)
    yield Coded(field="occasion", answer=content.occasion)
    yield Coded(field="not_given", answer=content.not_given)


def _of_goal(score: str, serves: tuple[str, ...]) -> tuple[str, ...] | None:
    """Which goal a score is of that has the number of one among those it was taken for; None for any other score.

    Without a goal at that number it is of none: it says nothing of the others.
    """
    numbered = _NUMBERED.fullmatch(score)
    return serves[(n := int(numbered[1])) - 1 : n] if numbered else None


def in_words(row: ScoreRow) -> str:
    """A score with its range and band: "20 (0 to 40), moderately severe"."""
    if not row.value:
        return f"not scored. {row.refused}".rstrip()
    among = f"out of {row.out_of}" if row.out_of else f"{row.least} to {row.most}"
    return f"{row.value} ({among})" + (f", {row.band_label}" if row.band_label else "")


def _number(text: str) -> float:
    value = float(text)
    return int(value) if value.is_integer() else value
