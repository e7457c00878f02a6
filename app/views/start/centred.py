"""A column in the middle of the whole screen, as wide as a line may be to be read with ease; it scrolls."""

from typing import Final

from PySide6.QtWidgets import QWidget

from app.views.theme.theme import Theme
from app.views.widgets.layouts import Part, horizontal, vertical
from app.views.widgets.scrolled import Scrolled

_WIDE: Final = 640
_MOST: Final = 1000
_PAD: Final = 40


class Centred(Scrolled):
    """Parts one under another."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme

    def fill(self, *parts: Part, gap: int) -> None:
        """Put the parts in, so many pixels from one another."""
        px = self.theme.px
        inside, column = QWidget(), QWidget()
        inside.setObjectName("page")
        column.setMaximumWidth(px(_WIDE))
        vertical(column, *parts, gap=gap)
        # No alignment: what is aligned is given no more height than its words need in a line of their own choice.
        row = horizontal(None, 1, (column, _MOST), 1)
        vertical(inside, 2, row, 3, pad=(px(_PAD), px(24), px(_PAD), px(16)))
        self.setWidget(inside)
