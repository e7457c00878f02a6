"""Makes every class of Qt on the window's thread, before another thread loads what names one.

PySide makes its side of a class when the class is first named. Meanwhile it goes through a table that a second thread
which names a class of its own takes entries out of, and the program ends without a word (SIGSEGV in shiboken's
`incarnateType`): once in some hundred starts on a busy machine, while screens were loaded behind the first page.
"""

from collections.abc import Iterator
from importlib import import_module
from time import perf_counter
from typing import Final

MODULES: Final = (
    "PySide6.QtCore",
    "PySide6.QtGui",
    "PySide6.QtWidgets",
    "PySide6.QtSvg",
    "PySide6.QtPrintSupport",
)
"""Those that screens are made of. What else is used of Qt is loaded on the window's thread."""
_SLICE: Final = 0.004
"""Seconds: the whole takes a tenth of one, and somebody is typing."""


def make() -> Iterator[None]:
    """Make them all, stopping after each slice; to be called on the window's thread."""
    began = perf_counter()
    for each in MODULES:
        module = import_module(each)
        for name in dir(module):
            getattr(module, name)
            if perf_counter() - began > _SLICE:
                yield
                began = perf_counter()
