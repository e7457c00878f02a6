"""How long the window's thread works at a stretch, in its own time: a busy machine makes nothing of it longer."""

import time
from collections.abc import Callable

from PySide6.QtWidgets import QApplication


def longest_turn(
    act: Callable[[], object], done: Callable[[], bool] = lambda: True, *, further: int = 5
) -> float:
    """Milliseconds of the longest of: the act, and each turn of the event loop until it is done and a few further."""
    longest = _worked(act)
    while not done():
        longest = max(longest, _worked(QApplication.processEvents))
    for _ in range(further):
        longest = max(longest, _worked(QApplication.processEvents))
    return longest


def _worked(act: Callable[[], object]) -> float:
    began = time.thread_time()
    act()
    return (time.thread_time() - began) * 1000
