"""How long a guesser waits."""

from pathlib import Path

import pytest

from app.views.start.delays import Delays

ONE, OTHER = Path("one.vault"), Path("other.vault")


@pytest.fixture
def now() -> list[float]:
    return [100.0]


@pytest.fixture
def delays(now: list[float]) -> Delays:
    return Delays(clock=lambda: now[0])


def test_the_first_try_waits_for_nothing(delays: Delays) -> None:
    assert delays.left(ONE) == 0


def test_each_failure_doubles_the_wait_up_to_half_a_minute(delays: Delays, now: list[float]) -> None:
    waits = []
    for _ in range(7):
        delays.failed(ONE)
        waits.append(delays.left(ONE))
        now[0] += 100
    assert waits == [1, 2, 4, 8, 16, 30, 30]


def test_the_wait_runs_off(delays: Delays, now: list[float]) -> None:
    delays.failed(ONE)
    delays.failed(ONE)
    now[0] += 0.5
    assert delays.left(ONE) == 2
    now[0] += 1.5
    assert delays.left(ONE) == 0


def test_another_vault_is_not_made_to_wait(delays: Delays) -> None:
    delays.failed(ONE)
    assert delays.left(OTHER) == 0


def test_who_got_in_begins_anew(delays: Delays) -> None:
    for _ in range(5):
        delays.failed(ONE)
    delays.opened(ONE)
    delays.failed(ONE)
    assert delays.left(ONE) == 1
