"""Times two ways of doing one thing turn by turn, so that a busy machine slows both alike."""

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter

WARM_UPS = 3


@dataclass(frozen=True)
class Row:
    """One line of the table. `ours` and `plain` are seconds unless the name says megabytes."""

    name: str
    n: int
    ours: float
    plain: float
    ratio: float
    goal: str
    ok: bool


@dataclass(frozen=True)
class Goal:
    """The most that ours may be: a multiple of plain, and a figure of its own where there is one."""

    ratio: float = float("inf")
    most: float = float("inf")
    words: str = ""


@dataclass(frozen=True)
class Pair:
    """The durations, in seconds, of both sides."""

    ours: Sequence[float]
    plain: Sequence[float]

    def median(self, name: str, n: int, goal: Goal) -> Row:
        """The row of the medians."""
        return row(name, n, statistics.median(self.ours), statistics.median(self.plain), goal)

    def p95(self, name: str, n: int, goal: Goal) -> Row:
        """The row of the durations that 95 in 100 stay below."""
        return row(name, n, p95(self.ours), p95(self.plain), goal)


def row(name: str, n: int, ours: float, plain: float, goal: Goal) -> Row:
    """A row, held against its goal."""
    ratio = ours / plain
    return Row(name, n, ours, plain, ratio, goal.words, ratio <= goal.ratio and ours <= goal.most)


def at_most(ratio: float) -> Goal:
    """At most so many times plain."""
    return Goal(ratio, words=f"<= {ratio:g}x")


def p95(durations: Sequence[float]) -> float:
    """The duration that 95 in 100 stay below."""
    return sorted(durations)[int(len(durations) * 0.95)]


def seconds(work: Callable[[], object]) -> float:
    """How long it takes once."""
    began = perf_counter()
    work()
    return perf_counter() - began


def beside(ours: Callable[[], object], plain: Callable[[], object], times: int) -> Pair:
    """Run both in turn, after warming both up."""
    for _ in range(WARM_UPS):
        ours()
        plain()
    durations = [(seconds(ours), seconds(plain)) for _ in range(times)]
    return Pair([d[0] for d in durations], [d[1] for d in durations])
