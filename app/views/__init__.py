"""The window: draws what services give and asks them for what the person wants; the only home of Qt.

PySide takes the place of Python's `import`, for a spelling of Qt's names that this program does not use, and then reads
the source of whatever is loaded: a quarter of the time that loading takes, and at each `import` in a function again.
Python's own comes back here, before anything of the window is loaded.
"""

import builtins

import PySide6.QtCore  # noqa: F401 - takes that place when it is loaded

builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
