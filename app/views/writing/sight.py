"""What of a part can be seen."""

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget


def in_sight(part: QWidget) -> QRect:
    """The part of it that can be seen: a box may be as high as its text, in a page that scrolls."""
    return part.visibleRegion().boundingRect()
