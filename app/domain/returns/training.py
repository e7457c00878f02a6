"""Training that the team gave: how often, to how many people and for how long, by the agency that it was given to."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final

from app.domain.fields.answers import AGENCIES
from app.domain.returns.figure import Figure, Row
from app.domain.returns.material import Material
from app.domain.returns.quarter import Quarter

_SORTS: Final = (
    ("training", "Training given", "sessions of training in the quarter"),
    ("trained", "People trained", "people who came to training in the quarter"),
    ("training_hours", "Hours of training", "whole hours of training in the quarter"),
)


def figures(material: Material, quarter: Quarter) -> Iterator[Figure]:
    """Three figures, by agency."""
    given = [each for each in material.training if each.held_on and _is_in(each.held_on.earliest(), quarter)]
    amounts: dict[str, Counter[str]] = {code: Counter() for code, _, _ in _SORTS}
    hours: dict[str, Decimal] = {}
    for each in given:
        amounts["training"][each.agency] += 1
        amounts["trained"][each.agency] += each.heads or 0
        hours[each.agency] = hours.get(each.agency, Decimal()) + Decimal(each.hours or 0)
    amounts["training_hours"].update({agency: int(sum_) for agency, sum_ in hours.items()})
    for code, title, of in _SORTS:
        rows = tuple(Row(each.label, amounts[code][each.code], each.code == "unknown") for each in AGENCIES)
        yield Figure(code=code, title=title, of=of, rows=rows)


def _is_in(day: date | None, quarter: Quarter) -> bool:
    return day is not None and quarter.holds(day)
