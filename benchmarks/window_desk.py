"""The window over a large vault: from the unlocked vault to Today, to the list of cases and to a case, painted.

Plain is the same service call without a window, so that the ratio tells what drawing costs. The window also says how
long it stood still at worst meanwhile; 5 ms, the watch's own beat, stands for plain there.
"""

from collections.abc import Callable, Iterator
from functools import partial

from app.services.cases.cases import CaseQuery
from app.services.desk import Desk
from app.views.context import places
from benchmarks.ground import Ground
from benchmarks.measuring import Goal, Row, row, seconds
from benchmarks.windowed import Watched, watched

_TURNS = 7
_PAINTED = Goal(most=0.120, words="<= 120 ms")
_LISTED = Goal(most=0.100, words="<= 100 ms")
_STILL = Goal(most=0.050, words="<= 50 ms")


def rows(ground: Ground, times: int) -> Iterator[Row]:  # noqa: ARG001 - a window is opened a few times only
    """Today, the list, a case; the longest stall."""
    with watched(ground.vault, ground.vault_folder) as each:
        yield from _measured(each, ground)


def _measured(each: Watched, ground: Ground) -> Iterator[Row]:
    desk = Desk.of(ground.vault)
    opened, listed, cases = [], [], []
    for _ in range(_TURNS):
        each.let_go()
        opened.append(each.open())
        listed.append(each.until_painted(partial(each.shell.go, places.CaseList())))
        cases.append(each.until_painted(partial(each.shell.go, places.CaseAt(ground.full_case))))
    for name, durations, plain, goal in (
        ("window: unlocked vault to Today painted", opened, desk.today.page, _PAINTED),
        ("window: first page of cases painted", listed, lambda: desk.cases.page(CaseQuery()), _LISTED),
        (
            "window: case of 200 records painted",
            cases,
            lambda: desk.casefile.open(ground.full_case),
            _PAINTED,
        ),
    ):
        # The first turn loads the code of each screen, which stays.
        yield row(name, ground.n, sorted(durations[1:])[len(durations) // 2 - 1], _fastest(plain), goal)
    yield row("window: longest it stood still", ground.n, each.longest, 0.005, _STILL)


def _fastest(work: Callable[[], object]) -> float:
    return min(seconds(work) for _ in range(_TURNS))
