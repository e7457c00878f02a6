"""Structured judgements as pairs: the first and the last by one tool in a case. No item is looked at."""

from collections.abc import Iterator
from typing import Final

from app.domain.fields.answers import LEVELS, YES_NO
from app.domain.kinds.spj.choices import JUDGED, OTHER, TOOLS
from app.domain.records.counts import Counts
from app.domain.returns.counting import in_order
from app.domain.returns.figure import Figure
from app.domain.returns.material import Material, Signed
from app.domain.returns.quarter import Quarter

ONCE: Final = "Judged once"
UNLIKE: Final = "Not in the same words"
_PAIRS: Final = tuple(
    f"{first.label}, then {last.label.lower()}"
    for words in (LEVELS, YES_NO)
    for first in words
    for last in words
)
_LABELS: Final = {each.code: each.label for each in (*LEVELS, *YES_NO)}


def figures(material: Material, quarter: Quarter) -> Iterator[Figure]:
    """A figure for each tool and judgement that was made in the quarter; a second rater's is not counted."""
    ratings = [each for each in material.of_sort(Counts.JUDGEMENT) if each.answers.get("rater") != "second"]
    for tool in TOOLS:
        by_tool = [each for each in ratings if each.answers.get("tool") == tool.code]
        for judged in JUDGED:
            told = [] if judged.code == OTHER else list(_told(by_tool, judged.code, quarter))
            if told:
                yield Figure(
                    code=f"spj.{tool.code}.{judged.code}",
                    title=f"Structured judgement, first and last: {tool.label}, {judged.label.lower()}",
                    of="cases in which it was judged in the quarter",
                    rows=in_order(told, (*_PAIRS, UNLIKE), (ONCE,)),
                    listed_if_large=True,
                )


def _told(ratings: list[Signed], judged: str, quarter: Quarter) -> Iterator[str]:
    words: dict[str, list[tuple[Signed, str]]] = {}
    for each in ratings:
        word = dict(each.rows).get(judged, "")
        if word and each.is_by(quarter.last):
            words.setdefault(each.case, []).append((each, word))
    for said in words.values():
        if any(each.is_in(quarter) for each, _ in said):
            yield _pair(said[0][1], said[-1][1]) if len(said) > 1 else ONCE


def _pair(first: str, last: str) -> str:
    pair = f"{_LABELS.get(first, '')}, then {_LABELS.get(last, '').lower()}"
    return pair if pair in _PAIRS else UNLIKE
