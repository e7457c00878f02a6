"""The chronology of one case with 5,000 signed records in the real window: its first paint, and each step of scrolling.

Plain is the service's first page without a window. A step moves the list by a fortieth and paints it; rows that have
not been fetched are blank until they are, and are waited for before the next step.
"""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from app.services.desk import Desk
from app.views.case.chronology import ChronologyTab
from app.views.context.places import CaseAt, CaseList
from benchmarks import filling
from benchmarks.ground import founded
from benchmarks.measuring import Goal, Row, p95, row, seconds
from benchmarks.windowed import Watched, watched

EVENTS = 5000
_TURNS, _STEPS = 7, 40
_PAINT = Goal(most=0.060, words="<= 60 ms")
_FRAME = Goal(most=0.020, words="p95 <= 20 ms")


def rows(_times: int) -> Iterator[Row]:
    """From another page to the painted chronology, and down and up through all of it."""
    with TemporaryDirectory(dir="build") as folder:
        vault = founded(Path(folder))
        case_id = filling.fill(vault, EVENTS, cases=10, full=EVENTS)
        with watched(vault, Path(folder) / "team.vault") as each:
            yield from _measured(each, Desk.of(vault), case_id)
        vault.close()


def _measured(each: Watched, desk: Desk, case_id: str) -> Iterator[Row]:
    each.open()
    shown = []
    for _ in range(_TURNS):
        each.until_painted(partial(each.shell.go, CaseList()))
        each.until_painted(partial(each.shell.go, CaseAt(case_id)))
        shown.append(each.until_painted(partial(each.shell.go, CaseAt(case_id, "chronology"))))
    plain = min(seconds(lambda: desk.chronology.page(case_id)) for _ in range(_TURNS))
    # The first turn loads the code of the tab, which stays.
    middle = sorted(shown[1:])[len(shown) // 2 - 1]
    yield row("chronology of 5,000 records: first paint", EVENTS, middle, plain, _PAINT)
    tab = next(tab for tab in each.window.findChildren(ChronologyTab) if tab.isVisible())
    frames = []
    far = tab.list.verticalScrollBar().maximum() // _STEPS
    for n in (*range(_STEPS), *reversed(range(_STEPS))):
        frames.append(seconds(partial(_step, tab, n * far)))
        each.until_painted(lambda: None)
    yield row("chronology of 5,000 records: a step", EVENTS, p95(frames), plain, _FRAME)


def _step(tab: ChronologyTab, to: int) -> None:
    tab.list.verticalScrollBar().setValue(to)
    tab.list.viewport().repaint()
