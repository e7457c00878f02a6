"""What changed since an earlier administration, by the rules of the newest file: no reader adds anything up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from app.domain.measures.declare import Clinical, Cut, Direction, Measure

IMPROVED, DETERIORATED, UNCHANGED = "improved", "deteriorated", "unchanged"


class Administered(Protocol):
    """An administration as far as it is compared: its scores, None where refused, and out of how many."""

    @property
    def scores(self) -> Mapping[str, Decimal | None]:
        """By the id of the score."""

    @property
    def out_of(self) -> Mapping[str, Decimal]:
        """The most that a score could be, where an item did not apply."""


@dataclass(frozen=True)
class Change:
    """How one score differs: the word of each rule of change, and of each cut which side it came from and is on."""

    before: Decimal
    now: Decimal
    reliable: Mapping[str, str]
    cuts: Mapping[str, str]

    @property
    def difference(self) -> Decimal:
        """Now less before."""
        return self.now - self.before


Changes = Mapping[str, Change | None]
"""By tracked score; None where either was refused or the two are not out of the same."""


def change(measure: Measure, before: Administered, now: Administered) -> Changes:
    """What changed between two administrations."""
    return {name: _of(measure, name, before, now) for name in measure.tracked}


def first_and_last(
    measure: Measure, earlier: Sequence[Administered], now: Administered
) -> tuple[Changes, Changes]:
    """What changed since the first and since the last of one or more, oldest first."""
    return change(measure, earlier[0], now), change(measure, earlier[-1], now)


def _of(measure: Measure, name: str, before: Administered, now: Administered) -> Change | None:
    was, value = before.scores.get(name), now.scores.get(name)
    if was is None or value is None or before.out_of.get(name) != now.out_of.get(name):
        return None
    rules = {rule.id: _word(measure, value - was, rule.by) for rule in measure.change if rule.score == name}
    # Of a score without one of its items no cut was published.
    cuts = () if name in now.out_of else measure.cuts
    return Change(was, value, rules, {cut.id: _crossed(cut, was, value) for cut in cuts if cut.score == name})


def _word(measure: Measure, difference: Decimal, by: Decimal) -> str:
    if abs(difference) < by:
        return UNCHANGED
    is_better = (difference > 0) == (measure.direction is Direction.HIGHER)
    return IMPROVED if is_better else DETERIORATED


def _crossed(cut: Cut, was: Decimal, now: Decimal) -> str:
    before, after = (
        value >= cut.at if cut.clinical is Clinical.AT_OR_ABOVE else value < cut.at for value in (was, now)
    )
    if before == after:
        return "stayed_in" if after else "stayed_out"
    return "crossed_in" if after else "crossed_out"
