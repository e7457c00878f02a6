"""Measures everything and prints a table; `build/bench.json` holds the same rows, and whether each met its goal."""

import argparse
import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from benchmarks import (
    importing,
    lists,
    measures,
    opening,
    rebuilding,
    reporting,
    searching,
    signing,
    sizes,
    today,
    victim_check,
    window_axis,
    window_chronology,
    window_desk,
    window_start,
    writing,
)
from benchmarks.ground import Ground, ground
from benchmarks.measuring import Row

BUILD = Path("build")
QUICK, FULL = "1000,10000", "1000,10000,100000"
_TIMES = 100
# What needs no store of any size.
_ONCE: dict[str, Callable[[int], Iterator[Row]]] = {
    "start": window_start.rows,
    "axis": window_axis.rows,
    "chronology": window_chronology.rows,
    "check": victim_check.rows,
    "measure": measures.rows,
}
# What signs comes after what opens the case of 200 records, which has more then; what locks the vault comes last.
_MEASURED: dict[str, Callable[[Ground, int], Iterator[Row]]] = {
    "size": sizes.store_rows,
    "list": lists.rows,
    "search": searching.rows,
    "open": opening.case_rows,
    "today": today.rows,
    "window": window_desk.rows,
    "writing": writing.rows,
    "sign": signing.rows,
    "report": reporting.rows,
    "rebuild": rebuilding.rows,
    "import": importing.rows,
    "unlock": opening.vault_rows,
    "memory": sizes.memory_rows,
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure what was asked for. A goal that is missed is a figure to read, not a failure."""
    asked = _asked(arguments)
    BUILD.mkdir(exist_ok=True)
    if os.getloadavg()[0] > 1:
        print("This machine is busy: a goal may be missed for that alone.")
    print(f"{'':45}{'n':>8}{'ours':>12}{'plain':>12}{'ratio':>8}{'engine':>12}{'ratio':>8}  goal")
    rows = []
    for row in _rows(asked):
        print(_line(row), flush=True)
        rows.append(row)
    (BUILD / "bench.json").write_text(json.dumps([asdict(row) for row in rows], indent=1) + "\n")
    measured = [row for row in rows if row.ours is not None]
    print(f"{sum(row.ok for row in measured)} of {len(measured)} goals met")


def _rows(asked: argparse.Namespace) -> Iterator[Row]:
    wanted = set(asked.only.split(",")) if asked.only else {*_ONCE, *_MEASURED}
    for name, once in _ONCE.items():
        if name in wanted:
            yield from once(asked.times)
    if not wanted & _MEASURED.keys():
        return
    for n in (int(n) for n in (QUICK if asked.quick else asked.rows).split(",")):
        with ground(n, BUILD) as each:
            for name, measure in _MEASURED.items():
                if name in wanted:
                    yield from measure(each, asked.times)


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rows", default=FULL, help="cases and records in the store, e.g. 1000,10000")
    parser.add_argument("--quick", action="store_true", help=f"{QUICK} rows alone")
    parser.add_argument("--only", default="", help=f"measure some alone: {','.join((*_ONCE, *_MEASURED))}")
    parser.add_argument("--times", type=int, default=_TIMES, help="how often each is repeated")
    return parser.parse_args(arguments)


def _line(row: Row) -> str:
    if row.ours is None:
        return f"{row.name:45}{row.n:8}{'':64}  {row.goal}"
    beside = _figures(row, row.plain, row.ratio) + _figures(row, row.engine, row.engine_ratio)
    return (
        f"{row.name:45}{row.n:8}{_figure(row, row.ours)}{beside}  {row.goal}{'' if row.ok else '  NOT MET'}"
    )


def _figures(row: Row, other: float | None, ratio: float | None) -> str:
    return f"{'':20}" if other is None or ratio is None else f"{_figure(row, other)}{ratio:8.2f}"


def _figure(row: Row, value: float) -> str:
    scale, unit = (1, "MB") if row.name.endswith("MB") else (1000, "ms")
    return f"{value * scale:9.2f} {unit}"


if __name__ == "__main__":
    main()
