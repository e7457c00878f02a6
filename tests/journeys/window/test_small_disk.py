"""Journeys that need a disk or rights of their own, each in a process that has them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

_HERE = Path(__file__).parent
_OWN_MOUNTS = ("unshare", "--user", "--map-root-user", "--mount")
_WITHOUT_PRIVILEGE = ("setpriv", "--bounding-set=-all", "--inh-caps=-all") if os.geteuid() == 0 else ()


@pytest.mark.parametrize(
    ("journeys", "wrapper", "count"),
    [("on_a_small_disk.py", _OWN_MOUNTS, 2), ("read_only.py", _WITHOUT_PRIVILEGE, 1)],
)
def test_the_journeys_there_pass(tmp_path: Path, journeys: str, wrapper: tuple[str, ...], count: int) -> None:
    command = [sys.executable, "-m", "pytest", "-q", "-s", "-p", "no:benchmark", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [*wrapper, *command, f"--basetemp={tmp_path / 'there'}", str(_HERE / journeys)],
        cwd=_HERE.parents[2],
        env={
            name: value
            for name, value in os.environ.items()
            # Whether tests run beside it is for the watch over stalls to know; the rest is this run's own.
            if not name.startswith("PYTEST_") or name == "PYTEST_XDIST_WORKER_COUNT"
        },
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    print(done.stdout)  # noqa: T201
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    assert f"{count} passed" in done.stdout
