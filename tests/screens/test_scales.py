"""Every screen where the system draws all a quarter or a half larger: nothing is cut off, and all can be used."""

import subprocess
import sys

import pytest


@pytest.mark.slow
@pytest.mark.parametrize("scale", ["1.25", "1.5"])
def test_every_screen_is_whole_at_another_scale(scale: str) -> None:
    asked = ["--audit", "--scale", scale, "--themes", "light", "--sizes", "100,200"]
    done = subprocess.run(
        [sys.executable, "-m", "tests.screens", *asked], capture_output=True, text=True, check=False
    )
    assert done.stdout.endswith("\n0 faults\n"), done.stdout[-4000:] + done.stderr[-2000:]
    assert done.returncode == 0
