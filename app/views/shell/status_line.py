"""The line at the foot, which tells the truth: what was saved, when it was backed up, when it locks."""

from datetime import datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QWidget

from app.domain.values.dates import show_instant
from app.views.context.timers import once
from app.views.look.look import Look
from app.views.widgets.layouts import horizontal
from app.views.widgets.words import style_as, words

_SHOW_BUSY_AFTER = 300
_STALE = timedelta(days=7)


class StatusLine(QWidget):
    """Four facts, each in its own place, so that one never hides another."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("status")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Status")
        self._saved = words("", wrap=False)
        self._who = words("", "hint", wrap=False)
        self._backed_up = words("", wrap=False)
        self._locks = words("", wrap=False)
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.setAccessibleName("Working")
        self._busy.setFixedSize(look.pixels(6), look.pixels(0.8))
        self._busy.hide()
        side, pad = look.pixels(0.8), look.pixels(0.25)
        parts = (self._saved, 1), self._busy, self._who, self._backed_up, self._locks
        horizontal(self, *parts, gap=look.pixels(1.4), pad=(side, pad, side, pad))
        self._late = once(self, _SHOW_BUSY_AFTER, self._busy.show)

    def saved(self, told: str) -> None:
        """Say what was last saved, or why it was not."""
        self._saved.setText(told)

    def working(self, busy: bool) -> None:  # noqa: FBT001 - the shape of the signal
        """Show that something is under way, once it takes long enough to wonder."""
        if busy:
            self._late.start()
        else:
            self._late.stop()
            self._busy.hide()

    def who(self, name: str) -> None:
        """Say who is at the desk."""
        self._who.setText(name)

    def backed_up(self, at: datetime | None, now: datetime, offset_minutes: int) -> None:
        """Say when the last backup was made; a week without one is said with more weight."""
        told = f"Backed up {show_instant(at, offset_minutes)}" if at else "Never backed up"
        self._backed_up.setText(told)
        stale = at is None or now - at > _STALE
        style_as(self._backed_up, "role", "care" if stale else "")

    def locks_in(self, seconds: int) -> None:
        """Say how long until the vault locks itself."""
        minutes = -(-seconds // 60)
        self._locks.setText(f"Locks in {minutes} min" if seconds > 60 else f"Locks in {seconds} s")  # noqa: PLR2004
