"""Which dimensions of fixation the axis shows: at first those that it always shows, then those that somebody chose."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QWidget

from app.charts.marks import Series
from app.services.cases.casefile import Axis
from app.views.context import voice
from app.views.theme.theme import Theme
from app.views.widgets.buttons import PressedByEnter

ICON = 1.2
"""Icons of the tools, as a multiple of the text size."""
_PRESSES = {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}


def narrowed(axis: Axis, names: Collection[str]) -> Axis:
    """The axis with the series of those names alone, its marks numbered accordingly."""
    at = len(axis.events) + len(axis.spans)
    marks, series = list(axis.marks[:at]), []
    for one in axis.series:
        if one.name in names:
            series.append(one)
            marks += axis.marks[at : at + len(one.points)]
        at += len(one.points)
    return replace(axis, series=tuple(series), marks=tuple(marks))


class Dimensions(PressedByEnter):
    """Says how many of the dimensions are shown, and lets them be chosen from a list. `changed` says they were."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None, noun: str = "Ratings") -> None:
        super().__init__(parent)
        self._noun = noun
        self.setProperty("kind", "quiet")
        self._series: Sequence[Series] = ()
        self._chosen: frozenset[str] | None = None
        self.setAutoDefault(False)
        self.clicked.connect(self._open)
        self._draw()
        self.wear(theme, "list-checks", ems=ICON)

    @property
    def names(self) -> frozenset[str]:
        """The dimensions shown, of every target alike."""
        return self._always if self._chosen is None else self._chosen

    @property
    def _always(self) -> frozenset[str]:
        """Those that are shown at first, whatever moved; all of them where none is marked so."""
        every = frozenset(one.name for one in self._series)
        return frozenset(one.name for one in self._series if one.always) or every

    def offer(self, series: Sequence[Series]) -> None:
        """Take what there is to choose from; what was chosen before stays chosen."""
        self._series = series
        self.setVisible(bool(series))
        self._draw()

    def show_only(self, names: Collection[str] | None) -> None:
        """Show those dimensions; None shows the usual ones again."""
        self._chosen = None if names is None else frozenset(names)
        self._draw()
        voice.say(self, self.text())
        self.changed.emit()

    def list_of(self) -> QMenu:
        """The list they are chosen from."""
        menu = _StayingMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        ticks = [self._tick(menu, name) for name in dict.fromkeys(one.name for one in self._series)]
        menu.addSeparator()
        every = frozenset(one.name for one in self._series)
        always = self._always
        for text, names in ((f"Only the usual {len(always)}", always), ("All of them", every)):
            menu.addAction(text).triggered.connect(partial(self._all, ticks, names))
        return menu

    def _tick(self, menu: QMenu, name: str) -> QAction:
        action = menu.addAction(name.replace("&", "&&"))
        action.setData(name)
        action.setCheckable(True)
        action.setChecked(name in self.names)
        action.triggered.connect(partial(self._switch, action))
        return action

    def _switch(self, action: QAction, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - the signal's shape
        name = action.data()
        self.show_only(self.names | {name} if action.isChecked() else self.names - {name})

    def _all(
        self,
        ticks: Sequence[QAction],
        names: frozenset[str],
        _checked: bool = False,  # noqa: FBT001, FBT002 - the shape of the signal
    ) -> None:
        self.show_only(names)
        for action in ticks:
            action.setChecked(action.data() in self.names)

    def _open(self) -> None:
        self.list_of().popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _draw(self) -> None:
        every = {one.name for one in self._series}
        shown = len(self.names & every)
        self.setText(f"{self._noun}: {shown} of {len(every)}")
        self.setAccessibleName(f"{self._noun} shown: {shown} of {len(every)}. Choose which")


class _StayingMenu(QMenu):
    """A menu that stays open while ticks are set: several are chosen in one go."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Switch a tick without closing."""
        if not self._switched(self.actionAt(event.position().toPoint())):
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The same by keyboard; Escape closes."""
        if event.key() not in _PRESSES or not self._switched(self.activeAction()):
            super().keyPressEvent(event)

    def _switched(self, action: QAction | None) -> bool:
        if action is None or not action.isCheckable():
            return False
        action.trigger()
        return True
