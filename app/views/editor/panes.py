"""Three panes side by side, or one at a time where the window is narrow or the text large."""

import base64
from functools import partial
from typing import Final, Literal

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSplitter, QWidget

from app.views.context.context import Context
from app.views.widgets.buttons import button
from app.views.widgets.layouts import vertical

Side = Literal["left", "middle", "right"]
SIDES: Final[tuple[Side, ...]] = ("left", "middle", "right")

WIDE_EMS: Final = 68
"""From this width on the panes stand side by side."""

_SHARES: Final = (3, 9, 5)


class Panes(QWidget):
    """`left` and `right` serve `middle`. `turned` tells which pane came to the front while only one is shown."""

    turned = Signal(str)
    stacked = Signal(bool)
    """Whether one pane is shown at a time has changed."""

    def __init__(
        self, context: Context, name: str, panes: dict[Side, QWidget], titles: dict[Side, str]
    ) -> None:
        super().__init__()
        self._context, self._name, self._panes = context, name, panes
        self._front: Side = "middle"
        self._right_wanted, self._is_alone = True, False
        self._was_stacked = False
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        for n, side in enumerate(SIDES):
            self._splitter.addWidget(panes[side])
            self._splitter.setStretchFactor(n, _SHARES[n])
        self._turns = self._row_of_turns(titles)
        vertical(self, self._turns, (self._splitter, 1))
        self._restore()
        context.theme.follow(self._arrange)

    @property
    def is_stacked(self) -> bool:
        """Whether one pane is shown at a time."""
        return self.width() < self._context.theme.pixels(WIDE_EMS)

    def shows(self, side: Side) -> bool:
        """Whether a pane can be seen."""
        if self._is_alone:
            return side == "middle"
        return self._front == side if self.is_stacked else side != "right" or self._right_wanted

    def turn_to(self, side: Side) -> None:
        """Bring a pane into sight."""
        self._front, self._is_alone = side, self._is_alone and side == "middle"
        self._right_wanted = self._right_wanted or side == "right"
        self._arrange()
        self.turned.emit(side)

    def be_alone(self, *, alone: bool) -> None:
        """Show what is written and nothing beside it, until it is said otherwise or somebody turns to another pane."""
        self._is_alone = alone
        self._arrange()

    def close_right(self) -> None:
        """Give the right pane's room to the middle."""
        self._right_wanted = False
        self._front = "middle"
        self._arrange()

    def remember(self) -> None:
        """Keep how wide the panes are, for the next time."""
        if not self.is_stacked and self._right_wanted:
            state = base64.b64encode(self._splitter.saveState().data()).decode()
            layout = {**self._context.settings.now.layout, self._name: state}
            self._context.settings.change(layout=layout)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the panes side by side or one behind the other."""
        super().resizeEvent(event)
        self._arrange()

    def _restore(self) -> None:
        kept = self._context.settings.now.layout.get(self._name, "")
        if not kept or not self._splitter.restoreState(QByteArray(base64.b64decode(kept))):
            self._splitter.setSizes([share * 100 for share in _SHARES])

    def _row_of_turns(self, titles: dict[Side, str]) -> QWidget:
        row = QWidget()
        across = QHBoxLayout(row)
        px = self._context.theme.px
        across.setContentsMargins(px(24), px(6), px(24), px(6))
        group = QButtonGroup(row)
        self._buttons = {}
        for side in SIDES:
            turn = button(titles[side], partial(self.turn_to, side), kind="chip")
            turn.setCheckable(True)
            group.addButton(turn)
            across.addWidget(turn)
            self._buttons[side] = turn
        across.addStretch(1)
        return row

    def _arrange(self) -> None:
        if self.is_stacked != self._was_stacked:
            self._was_stacked = self.is_stacked
            self.stacked.emit(self.is_stacked)
        for side in SIDES:
            self._panes[side].setVisible(self.shows(side))
        self._turns.setVisible(self.is_stacked and not self._is_alone)
        self._buttons[self._front].setChecked(True)
