"""What stands at the foot of the rail and tells the truth: who is here, when it was backed up, when it locks."""

from datetime import datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QWidget

from app.domain.values.dates import show_instant
from app.views.context.timers import once
from app.views.theme.theme import Theme
from app.views.widgets.layouts import vertical
from app.views.widgets.words import style_as, words

_SHOW_BUSY_AFTER = 300
_STALE = timedelta(days=7)


class StatusLine(QWidget):
    """Facts, each in its own place, so that one never hides another."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName("Status")
        self._lasting = words("", "care")
        self._who = words("", "small")
        self._backed_up = words("", "small")
        self._locks = words("", "small")
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.setAccessibleName("Working")
        self._busy.setFixedHeight(theme.px(8))
        kept = self._busy.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self._busy.setSizePolicy(kept)
        self._busy.hide()
        self._lasting.hide()
        parts = self._busy, self._lasting, self._who, self._backed_up, self._locks
        vertical(self, *parts, gap=0, pad=(theme.px(8), 0, 0, 0))
        for each in (self._who, self._backed_up, self._locks):
            each.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self._late = once(self, _SHOW_BUSY_AFTER, self._busy.show)

    def lasting(self, message: str) -> None:
        """Say what holds as long as the vault is open, such as that nothing can be written."""
        self._lasting.setText(message)
        self._lasting.setVisible(bool(message))

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
        message = f"Backed up {show_instant(at, offset_minutes)}" if at else "Never backed up"
        self._backed_up.setText(message)
        stale = at is None or now - at > _STALE
        style_as(self._backed_up, "role", "care" if stale else "small")

    def locks_in(self, seconds: int) -> None:
        """Say how long until the vault locks itself."""
        minutes = -(-seconds // 60)
        self._locks.setText(f"Locks in {minutes} min" if seconds > 60 else f"Locks in {seconds} s")  # noqa: PLR2004
