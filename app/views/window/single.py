"""One window for one person on a machine: a second start hands over what it was given, and the first comes forward.

Where nobody can listen, every start has a window of its own. Whoever is first shows its page before it listens: until
then the others wait for their turn to look, and what meeting takes is not loaded before the page can be seen.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLockFile, QObject, Signal

from app.paths import meeting_dir

if TYPE_CHECKING:
    from app.views.window.meeting import Meeting

_TURN_MS: Final = 5_000
"""How long whoever was first may take to show its page."""


class FirstWindow(QObject):
    """The window that later starts hand over to; `asked` bears the folder they were given, or an empty text."""

    asked = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._place: Path | None = None
        self._turn: QLockFile | None = None
        self._meeting: Meeting | None = None

    def hands_over(self, folder: Path | None) -> bool:
        """Give the folder to a window that is already there; False where this is to be it, and has to `listen`."""
        place = self._place = meeting_dir()
        if place is None:
            return False
        # Of two that start in the same moment one looks when the other listens.
        self._turn = QLockFile(str(place / "lock"))
        self._turn.tryLock(_TURN_MS)
        if not _may_be_met(place):
            return False
        from app.views.window import meeting  # most starts find nobody

        there = meeting.window_at(place)
        if there is None:
            return False
        self._turn.unlock()
        # Who listens there may have ended meanwhile, or stand still.
        return meeting.is_told(there, place, folder)

    def listen(self) -> None:
        """Listen for later starts. Where it cannot, this is a window all the same."""
        if self._place is not None and self._meeting is None:
            from app.views.window.meeting import Meeting

            self._meeting = Meeting(self)
            self._meeting.asked.connect(self.asked)
            self._meeting.listen(self._place)
        self._end_turn()

    def close(self) -> None:
        """Listen no longer."""
        if self._meeting is not None:
            self._meeting.close()
        self._end_turn()

    def _end_turn(self) -> None:
        if self._turn is not None:
            self._turn.unlock()


def _may_be_met(place: Path) -> bool:
    """Whether somebody may listen there; a name that is not there says that nobody does. Windows has no such names."""
    return os.name != "posix" or os.path.lexists(place / "s")
