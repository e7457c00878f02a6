"""Where a sign stands, as Python counts (characters) and as Qt does (UTF-16 units); they differ after an emoji."""

import re
from bisect import bisect_left
from typing import Final

Span = tuple[int, int]
"""From one place to another."""

_WIDE: Final = re.compile("[\U00010000-\U0010ffff]")


class Positions:
    """The two ways to count in one text."""

    def __init__(self, text: str) -> None:
        wide = [] if text.isascii() else [found.start() for found in _WIDE.finditer(text)]
        self._wide = wide
        self._wide_in_qt = [at + before for before, at in enumerate(wide)]

    def in_qt(self, at: int) -> int:
        """A place in the string, as Qt counts."""
        return at + bisect_left(self._wide, at)

    def in_text(self, at: int) -> int:
        """A place in the document, as Python counts."""
        return at - bisect_left(self._wide_in_qt, at)
