"""Makes whoever guesses at a passphrase wait: a second after the first failure, and twice as long after each next."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

LONGEST: Final = 30
"""Seconds. The derivation is what protects a stolen vault; this only tires a hand at the keyboard."""
_DOUBLINGS: Final = 5


class Delays:
    """How often each vault has been tried in vain since the program began."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self._failures: dict[Path, int] = {}
        self._until: dict[Path, float] = {}

    def failed(self, folder: Path) -> None:
        """Somebody was wrong."""
        failures = self._failures[folder] = self._failures.get(folder, 0) + 1
        wait = min(2 ** min(failures - 1, _DOUBLINGS), LONGEST)
        self._until[folder] = self.clock() + wait

    def opened(self, folder: Path) -> None:
        """Somebody was right."""
        self._failures.pop(folder, None)
        self._until.pop(folder, None)

    def left(self, folder: Path) -> int:
        """Whole seconds until the next try."""
        return max(0, -int((self.clock() - self._until.get(folder, 0.0)) // 1))
