"""Locks when nobody has used the program for some minutes, or the machine has slept.

Time is counted by clocks that nobody can set, once a second. Between two counts hardly more than that second passes:
where more has, the machine slept, was halted, or had its clock moved, and nobody can say who was in front of it.
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QMouseEvent

from app.views.locking.at_input import AtInput
from app.views.locking.clocks import Clocks

TICK_MS: Final = 1000
GAP: Final = 30.0
"""Seconds between two counts, at most, that a busy machine can explain."""
WARNING: Final = 60
"""Seconds before locking at which it is said; half of the time where that is shorter."""
_SAID_AT: Final = (WARNING, 30, 10)

_USED: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.ShortcutOverride,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
        QEvent.Type.InputMethod,
        QEvent.Type.NativeGesture,
    }
)


class Idle(AtInput):
    """Watches keys, mouse, wheel, touch, pen and input methods while `begin` holds."""

    locks_in = Signal(int)
    """Seconds until it locks, about once a second."""
    warned = Signal(int)
    """It is about to lock in so many seconds; 0 when somebody went on and the warning can go."""
    due = Signal()
    """Lock now."""

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        minutes: int,
        clocks: Clocks | None = None,
        takes_key: Callable[[QEvent], bool] = lambda _: False,
    ) -> None:
        super().__init__(parent)
        self._takes_key = takes_key
        self._clocks = clocks or Clocks()
        self._limit = minutes * 60
        self._used_at = 0.0
        self._counted: tuple[float, float] = (0.0, 0.0)
        self._pointer = QPoint()
        self._said: int | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.count)

    def begin(self) -> None:
        """Watch from now on."""
        self.end()
        self._used_at, self._said = self._clocks.awake(), None
        self._counted = (self._clocks.awake(), self._clocks.through_sleep())
        self.follow()
        self._timer.start()
        self.locks_in.emit(self._limit)

    def end(self) -> None:
        """Watch no longer."""
        self._timer.stop()
        self.let_go()

    def set_minutes(self, minutes: int) -> None:
        """Lock after that many minutes; the time already gone counts."""
        self._limit = minutes * 60

    def extend(self) -> None:
        """Somebody is there: count from now."""
        self._used_at = self._clocks.awake()
        if self._said is not None:
            self._said = None
            self.warned.emit(0)
            self.locks_in.emit(self._limit)

    def count(self) -> None:
        """Look at the clocks; called once a second."""
        now = (self._clocks.awake(), self._clocks.through_sleep())
        passed = max(after - before for after, before in zip(now, self._counted, strict=True))
        self._counted = now
        left = self._limit - (now[0] - self._used_at)
        if passed > GAP or left <= 0:
            self.end()
            self.due.emit()
            return
        seconds = round(left)
        self._warn(seconds)
        self.locks_in.emit(seconds)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """See what is done, and leave all of it alone but the keys that somebody else takes."""
        kind = event.type()
        if kind in _USED or (kind is QEvent.Type.MouseMove and self._moved(event)):
            self.extend()
        return kind is QEvent.Type.KeyPress and self._takes_key(event)

    def _moved(self, event: QEvent) -> bool:
        """Whether the pointer is elsewhere: windows that come up under a resting one are told of a move, too."""
        if not isinstance(event, QMouseEvent):
            return False
        at = event.globalPosition().toPoint()
        before, self._pointer = self._pointer, at
        return at != before

    def _warn(self, seconds: int) -> None:
        first = min(WARNING, self._limit // 2)
        reached = [at for at in (first, *_SAID_AT) if at <= first and seconds <= at]
        if reached and (self._said is None or min(reached) < self._said):
            self._said = min(reached)
            self.warned.emit(seconds)
