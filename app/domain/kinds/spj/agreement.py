"""How far two raters agree item by item: for the page that lays their ratings side by side, and for nothing else.

Agreement is between raters, and says nothing of the person. Weighted kappa (Cohen, 1968) with linear weights, which
suit three steps in order; under twenty pairs it is too uncertain to be given.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.domain.kinds.spj.choices import EARLIER
from app.domain.kinds.spj.content import Spj

LEAST_PAIRS: Final = 20
_STEPS: Final = tuple(choice.code for choice in reversed(EARLIER))
"""No, partial, yes; what was omitted is no step."""
Pair = tuple[int, int]


@dataclass(frozen=True)
class Line:
    """One item as both rated it; empty where one did not."""

    n: str
    label: str
    first: str
    second: str

    @property
    def both(self) -> bool:
        """Whether both gave it a step."""
        return self.first in _STEPS and self.second in _STEPS

    @property
    def differs(self) -> bool:
        """Whether they do not say the same."""
        return self.first != self.second


@dataclass(frozen=True)
class Agreement:
    """What both rated and agree on; `percent` is None where they rated nothing in common, `kappa` under 20 pairs."""

    lines: tuple[Line, ...]
    pairs: int
    agreed: int
    percent: int | None
    kappa: float | None


def agreement(first: Spj, second: Spj) -> Agreement:
    """Two ratings item by item, in the order of the first and then of the second."""
    ours, theirs = ({slot.n: slot for slot in each.slots} for each in (first, second))
    lines = tuple(
        Line(
            n,
            (ours[n].label if n in ours else "") or (theirs[n].label if n in theirs else ""),
            ours[n].presence if n in ours else "",
            theirs[n].presence if n in theirs else "",
        )
        for n in dict.fromkeys((*ours, *theirs))
    )
    pairs = [(_STEPS.index(each.first), _STEPS.index(each.second)) for each in lines if each.both]
    agreed = sum(a == b for a, b in pairs)
    return Agreement(
        lines=lines,
        pairs=len(pairs),
        agreed=agreed,
        percent=round(100 * agreed / len(pairs)) if pairs else None,
        kappa=weighted_kappa(pairs) if len(pairs) >= LEAST_PAIRS else None,
    )


def weighted_kappa(pairs: Sequence[Pair], steps: int = len(_STEPS)) -> float | None:
    """Cohen's weighted kappa with linear weights; None where chance alone would agree on everything."""
    n = len(pairs)
    if not n:
        return None
    seen = sum(abs(a - b) for a, b in pairs) / n
    of_first = [sum(a == step for a, _ in pairs) / n for step in range(steps)]
    of_second = [sum(b == step for _, b in pairs) / n for step in range(steps)]
    by_chance = sum(abs(i - j) * p * q for i, p in enumerate(of_first) for j, q in enumerate(of_second))
    return 1 - seen / by_chance if by_chance else None
