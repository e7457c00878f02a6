"""Two clocks that nobody can put back: one that stands still while the machine sleeps, and one that does not."""

import time
from collections.abc import Callable
from dataclasses import dataclass


def _through_sleep() -> float:
    # Linux counts the time asleep apart from the time of day, which anybody may set. Elsewhere the time of day has to
    # do: a clock that is put forward then looks like sleep, and locks.
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.time() if boot is None else time.clock_gettime(boot)


@dataclass(frozen=True)
class Clocks:
    """Seconds since some moment; tests give clocks of their own."""

    awake: Callable[[], float] = time.monotonic
    through_sleep: Callable[[], float] = _through_sleep
