"""Measures everything and prints a table; `build/bench.json` holds the same rows."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

from benchmarks import lists, opening, reporting, searching, signing, sizes
from benchmarks.ground import Ground, ground
from benchmarks.measuring import Row

BUILD = Path("build")
SIZES = "1000,10000,100000"
_TIMES = 100
# What locks the vault comes last.
_MEASURED: dict[str, Callable[[Ground, int], Iterator[Row]]] = {
    "size": sizes.store_rows,
    "list": lists.rows,
    "search": searching.rows,
    "open": opening.case_rows,
    "sign": signing.rows,
    "report": reporting.rows,
    "unlock": opening.vault_rows,
    "memory": sizes.memory_rows,
}


def main() -> int:
    """Measure what was asked for; 0 when every goal is met, 1 when one is not."""
    asked = _asked()
    print(f"{'':45}{'n':>8}{'ours':>12}{'plain':>12}{'ratio':>8}  goal")
    rows = []
    for n in (int(n) for n in asked.rows.split(",")):
        with ground(n, BUILD) as each:
            for name, measure in _MEASURED.items():
                if asked.only in {"", name}:
                    for row in measure(each, asked.times):
                        print(_line(row), flush=True)
                        rows.append(row)
    (BUILD / "bench.json").write_text(json.dumps([asdict(row) for row in rows], indent=1) + "\n")
    return 0 if all(row.ok for row in rows) else 1


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rows", default=SIZES, help="cases and records in the store, e.g. 1000,10000")
    parser.add_argument("--only", default="", choices=["", *_MEASURED], help="measure one thing alone")
    parser.add_argument("--times", type=int, default=_TIMES, help="how often each is repeated")
    return parser.parse_args()


def _line(row: Row) -> str:
    scale, unit = (1, "MB") if row.name.endswith("MB") else (1000, "ms")
    figures = f"{row.ours * scale:9.2f} {unit}{row.plain * scale:9.2f} {unit}{row.ratio:8.2f}"
    return f"{row.name:45}{row.n:8}{figures}  {row.goal} {'' if row.ok else '  NOT MET'}"


if __name__ == "__main__":
    sys.exit(main())
