"""Whoever pulls the plug while somebody types takes a second of their words at most, and nothing else."""

import os
import signal
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from random import Random

import pytest

from app.services.checks.checking import check
from tests.journeys.window.ground import Place, copied, done
from tests.journeys.window.typist import EACH_MS, TEXT

MOST_LOST = 1.0
"""Seconds."""
AT_ONCE = 4
ROOT = Path(__file__).parents[3]


def start(place: Place) -> subprocess.Popen[str]:
    """A typist in a process of their own."""
    command = [sys.executable, "-m", "tests.journeys.window.typist"]
    arguments = [str(place.folder), place.case_id, place.draft_id]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "CASEWORK_HOME": str(place.home)}
    # Where one ends by itself it says where it was.
    environment["PYTHONFAULTHANDLER"] = "1"
    pipe = subprocess.PIPE
    return subprocess.Popen(
        [*command, *arguments], cwd=ROOT, env=environment, stdout=pipe, stderr=pipe, text=True
    )


def killed(typist: subprocess.Popen[str]) -> tuple[float, list[float]]:
    """Kill it; gives the moment, and when each letter was typed."""
    assert typist.stdout is not None
    assert typist.stderr is not None
    at = time.monotonic()
    typist.send_signal(signal.SIGKILL)
    lines = [line.split() for line in typist.stdout.read().splitlines(keepends=True) if line.endswith("\n")]
    said = typist.stderr.read()
    assert typist.wait() == -signal.SIGKILL, said
    return at, [float(moment) for moment, _ in lines]


def lost(place: Place, at: float, typed: list[float]) -> float:
    """How many seconds of typing the vault does not have; checks that all else is whole."""
    vault = place.reopened()
    try:
        kept = done(vault, place.draft_id)
        assert check(vault).findings == ()
    finally:
        vault.lock()
    # The canonical form has no blank at its end.
    assert kept == TEXT[: len(kept)].rstrip()
    have = len(kept) + (TEXT[len(kept)] == " ")
    return at - typed[have] if have < len(typed) else 0.0


@pytest.mark.parametrize("kills", [8, pytest.param(60, marks=[pytest.mark.slow, pytest.mark.timeout(1800)])])
def test_a_kill_while_typing_takes_a_second_at_most(shelf: Place, tmp_path: Path, kills: int) -> None:
    chance, losses = Random(kills), []
    for turn in range(0, kills, AT_ONCE):
        places = [
            copied(shelf, tmp_path / f"{n}.vault", tmp_path / f"home of {n}")
            for n in range(turn, min(turn + AT_ONCE, kills))
        ]
        with ExitStack() as running:
            typists = [running.enter_context(start(place)) for place in places]
            for typist in typists:
                running.callback(typist.kill)
            for typist in typists:
                assert typist.stdout is not None
                assert typist.stderr is not None
                assert typist.stdout.readline() == "ready\n", typist.stderr.read()
            # From the first letter to some saves later, at moments that fall anywhere between two saves.
            time.sleep(0.2 + chance.random() * 2.5)
            killings = []
            for typist in typists:
                time.sleep(chance.random() * 0.4)
                killings.append(killed(typist))
        losses += [lost(place, *killing) for place, killing in zip(places, killings, strict=True)]
    print(f"lost to {kills} kills: {max(losses):.2f} s at worst, {sum(losses) / kills:.2f} s on average")  # noqa: T201
    assert max(losses) <= MOST_LOST
    assert max(losses) > EACH_MS / 1000, "nothing was lost at all: nobody was typing"
