"""What watches as long as the window is there: the hand, the session, what was copied, the wheel, the keyboard's place.

It is made behind the first page, or at once where it is wanted sooner.
"""

from PySide6.QtWidgets import QApplication, QWidget

from app.views.locking.clipboard import CopyGuard
from app.views.locking.idle import Idle
from app.views.locking.lock_key import LockKey
from app.views.locking.session_watch import SessionWatch
from app.views.theme.focus_frame import FocusFrame
from app.views.theme.theme import Theme
from app.views.window.dialogs import keep_no_lists
from app.views.window.wheel import Wheel


class Watches:
    """Each a child of the window."""

    def __init__(self, window: QWidget, theme: Theme, *, minutes: int) -> None:
        self.keys = LockKey(window)
        self.idle = Idle(window, minutes=minutes, takes_key=self.keys.takes)
        self.session = SessionWatch(window)
        self.copies = CopyGuard(window)
        Wheel(window)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            FocusFrame(window, app, theme)
        keep_no_lists()
