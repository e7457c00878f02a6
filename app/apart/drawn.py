"""What can be drawn of a document, and the sentence where it cannot."""

import math
from abc import ABC, abstractmethod
from typing import Final

from app.apart.page import Page

MOST_PIXELS: Final = 12_000_000
"""In one picture that is given back: a larger one is given smaller."""
MOST_IN_SOURCE: Final = 100_000_000
"""Pixels of one picture of a document: one with more is not unpacked."""
MOST_TEXT: Final = 50_000
"""Characters of a page that a screen reader is given."""


class NotDrawn(Exception):
    """Why a document is not drawn, by a code that the parent has the words of."""


TOO_LARGE: Final = "too large"
DAMAGED: Final = "damaged"


class Drawn(ABC):
    """A document whose pages can be drawn."""

    @property
    @abstractmethod
    def shapes(self) -> tuple[float, ...]:
        """The height of each page for a width of 1."""

    @abstractmethod
    def page(self, number: int, width: int) -> Page:
        """One page, from 1, that many pixels wide unless it would have too many. Raises NotDrawn."""


def scaled(wide: float, high: float, width: int) -> float:
    """By how much something is drawn larger to be that wide, and no larger than a picture may be."""
    return min(width / wide, math.sqrt(MOST_PIXELS / (wide * high)))
