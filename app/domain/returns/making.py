"""A return of a quarter: every figure, in the order in which it is printed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.domain.returns import (
    after,
    change,
    concern,
    judged,
    law,
    opinions,
    persons,
    referrals,
    training,
    waiting,
    work,
)
from app.domain.returns.figure import Figure
from app.domain.returns.material import Material
from app.domain.returns.quarter import Quarter
from app.domain.returns.suppressing import PrintedFigure, is_listed, printed

NOT_COUNTED: Final = "Not counted: cases that its maker is not admitted to."
"""Said in every return, whether there is such a case or not."""
FAMILIES: Final[tuple[Callable[[Material, Quarter], Iterator[Figure]], ...]] = (
    referrals.figures,
    waiting.figures,
    opinions.figures,
    work.figures,
    change.figures,
    judged.figures,
    law.figures,
    after.figures,
    concern.figures,
    persons.figures,
    training.figures,
)


@dataclass(frozen=True)
class Return:
    """A return as it may be printed: nothing in it is less than ten, or gives such a number back."""

    quarter: Quarter
    made_on: date
    figures: tuple[PrintedFigure, ...]
    not_counted: str = NOT_COUNTED


def figures_of(material: Material, quarter: Quarter) -> tuple[Figure, ...]:
    """What was counted, before anything is hidden."""
    return tuple(figure for family in FAMILIES for figure in family(material, quarter))


def made(material: Material, quarter: Quarter) -> Return:
    """The return."""
    listed = (printed(each) for each in figures_of(material, quarter) if is_listed(each))
    return Return(quarter, material.today, tuple(listed))
