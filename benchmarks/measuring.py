"""Times ways of doing one thing turn by turn, so that a busy machine slows all alike.

Two stand beside ours. Plain is the library without encryption, signature or tags: what those cost in all. The same
engine is our own libraries doing the same work without the program: what the program adds, and that is what is bounded.
"""

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter

WARM_UPS = 3


@dataclass(frozen=True)
class Row:
    """One line of the table. The figures are seconds unless the name says megabytes; not all work has an engine.

    None of them is there where something is missing on this machine that was to stand beside.
    """

    name: str
    n: int
    ours: float | None
    plain: float | None
    ratio: float | None
    engine: float | None
    engine_ratio: float | None
    goal: str
    ok: bool


@dataclass(frozen=True)
class Goal:
    """The most that ours may be: a multiple of plain or of the same engine, and a figure of its own."""

    ratio: float = float("inf")
    engine: float = float("inf")
    most: float = float("inf")
    words: str = ""


@dataclass(frozen=True)
class Sides:
    """The durations, in seconds, of each side; `engine` is empty where there is none."""

    ours: Sequence[float]
    plain: Sequence[float]
    engine: Sequence[float] = ()

    def median(self, name: str, n: int, goal: Goal) -> Row:
        """The row of the medians."""
        return self._row(name, n, statistics.median, goal)

    def p95(self, name: str, n: int, goal: Goal) -> Row:
        """The row of the durations that 95 in 100 stay below."""
        return self._row(name, n, p95, goal)

    def _row(self, name: str, n: int, middle: Callable[[Sequence[float]], float], goal: Goal) -> Row:
        engine = middle(self.engine) if self.engine else None
        return row(name, n, middle(self.ours), middle(self.plain), goal, engine)


def row(name: str, n: int, ours: float, plain: float, goal: Goal, engine: float | None = None) -> Row:
    """A row, held against its goal."""
    ratio, beside_engine = ours / plain, ours / engine if engine else None
    ok = ratio <= goal.ratio and ours <= goal.most
    if goal.engine < float("inf"):
        assert beside_engine is not None, "a bound on the same engine without one"
        ok = ok and beside_engine <= goal.engine
    return Row(name, n, ours, plain, ratio, engine, beside_engine, goal.words, ok)


def not_measured(name: str, why: str) -> Row:
    """A row without figures."""
    return Row(name, 1, None, None, None, None, None, f"not measured: {why}", ok=False)


def at_most(ratio: float, other: str = "plain") -> Goal:
    """At most so many times plain, or what stands in its place."""
    return Goal(ratio, words=f"<= {ratio:g}x {other}")


def of_engine(ratio: float) -> Goal:
    """At most so many times the same engine."""
    return Goal(engine=ratio, words=f"<= {ratio:g}x engine")


def p95(durations: Sequence[float]) -> float:
    """The duration that 95 in 100 stay below."""
    return sorted(durations)[int(len(durations) * 0.95)]


def seconds(work: Callable[[], object]) -> float:
    """How long it takes once."""
    began = perf_counter()
    work()
    return perf_counter() - began


def beside(
    ours: Callable[[], object],
    plain: Callable[[], object],
    times: int,
    engine: Callable[[], object] | None = None,
    ready: Callable[[], object] = bool,
) -> Sides:
    """Run each in turn, after warming all up. The engine comes after ours in each turn, as it may do the same again.

    `ready`: makes ready what the engine does again, and is not timed.
    """
    sides = (ours, plain, engine) if engine else (ours, plain)
    if engine:
        # What came before the first turn is not timed.
        engine()
    for _ in range(WARM_UPS):
        for side in sides:
            side()
    turns = []
    for _ in range(times):
        turn = [seconds(ours), seconds(plain)]
        ready()
        turns.append([*turn, *(seconds(side) for side in sides[2:])])
    return Sides(*zip(*turns, strict=True))
