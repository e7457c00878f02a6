"""Concern from entry to exit: how much work a case needed, and not how likely anything is."""

from collections.abc import Iterator
from typing import Final

from app.domain.fields.answers import LEVELS
from app.domain.records.counts import Counts
from app.domain.returns.counting import NOT_RECORDED, in_order
from app.domain.returns.figure import Figure
from app.domain.returns.material import Material, Signed
from app.domain.returns.quarter import Quarter
from app.domain.returns.work import DISCHARGED

_LABELS: Final = {each.code: each.label for each in LEVELS}
_PAIRS: Final = tuple(f"{first.label}, then {last.label.lower()}" for first in LEVELS for last in LEVELS)


def figures(material: Material, quarter: Quarter) -> Iterator[Figure]:
    """Pairs, of the cases that were discharged in the quarter."""
    screened = material.by_case(Counts.SCREENING)
    told = (_pair(material, screened.get(each.case, []), each) for each in material.discharged(quarter))
    yield Figure(
        code="concern",
        title="Concern at entry and at exit",
        of=DISCHARGED,
        rows=in_order(told, _PAIRS, (NOT_RECORDED,)),
        note="How much work a case needs, not how likely anything is.",
    )


def _pair(material: Material, screenings: list[Signed], discharge: Signed) -> str:
    """What the records say, and where they are silent what was stated of the case."""
    case = material.cases.get(discharge.case)
    entry = next((said for each in screenings if (said := each.answers.get("concern", ""))), "")
    exit_ = discharge.answers.get("concern", "")
    entry, exit_ = entry or (case.concern_entry if case else ""), exit_ or (case.concern_exit if case else "")
    if entry not in _LABELS or exit_ not in _LABELS:
        return NOT_RECORDED
    return f"{_LABELS[entry]}, then {_LABELS[exit_].lower()}"
