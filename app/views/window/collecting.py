"""Collects what Python cannot reach any more on the window's thread, and on no other.

Python collects wherever it happens to make the next object. In a worker thread that ends widgets there, which Qt does
not survive; and what one vault after another left behind is then gone through at once, in the middle of typing. Here
nothing waits that long: a little every half second, and all of it when a vault has been locked.
"""

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

_EVERY_MS: Final = 500
_THRESHOLDS: Final = (700, 10, 10)
"""Python's own: new objects, and collections of the next younger generation, after which one of them is due."""


class Collecting(QObject):
    """Takes the place of Python's automatic collection until `end`."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._collect_due)
        self._timer.start(_EVERY_MS)

    def collect_all(self) -> None:
        """Let go of all that is not in use: nothing of a vault stays in memory for want of a collection.

        Not in this turn, where the vault's thread may still hold what it has just done. What is left is the program,
        which need not be gone through again: signing alone brings as much of it with it as all screens together.
        """
        QTimer.singleShot(0, self, self._collect_all)

    def end(self) -> None:
        """Leave it to Python again."""
        self._timer.stop()
        gc.enable()

    def _collect_all(self) -> None:
        gc.collect()
        gc.freeze()

    def _collect_due(self) -> None:
        due = [
            generation
            for generation, (count, most) in enumerate(zip(gc.get_count(), _THRESHOLDS, strict=True))
            if count > most
        ]
        if due:
            gc.collect(max(due))
