"""The foot of the editor, always in sight: whether what is typed is kept, and the two ways to end a draft."""

from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame

from app.domain.values.dates import ClinicalDate
from app.errors import CannotWrite, DiskFull
from app.views.context import voice
from app.views.editor.autosave import Autosave, SaveState
from app.views.look.look import Look
from app.views.widgets.buttons import button
from app.views.widgets.layouts import horizontal
from app.views.widgets.words import style_as, words

_SLOT_EMS: Final = 18
_ALL: Final = 1_000
_NO_LIMIT: Final = 16_777_215
"""QWIDGETSIZE_MAX, which PySide does not name."""
_ROLES = {SaveState.SAVED: "hint", SaveState.CHANGED: "hint", SaveState.SAVING: "hint"}


class Foot(QFrame):
    """`sign_wanted` and `discard_wanted` ask; what is said of the saving is announced when it matters."""

    sign_wanted = Signal()
    discard_wanted = Signal()

    def __init__(self, look: Look, zone: ZoneInfo) -> None:
        super().__init__()
        self.setObjectName("foot")
        self._look, self._zone, self._last, self._told = look, zone, SaveState.CHANGED, False
        self.state = words("", "hint")
        self.state.setObjectName("saved_state")
        self.discard = button("Discard draft…", self.discard_wanted.emit, kind="danger")
        self.sign = button("Sign…", self.sign_wanted.emit, kind="primary", shortcut="Ctrl+Return")
        above = look.pixels(0.3)
        horizontal(self, (self.state, _ALL), 1, self.discard, self.sign, pad=(0, above, 0, 0))

    def show_opened(self, at: datetime, today: date) -> None:
        """The draft as it was last saved, before anything was typed."""
        day = at.astimezone(self._zone).date()
        when = self._clock(at) if day == today else f"{ClinicalDate.of(day).show()} {self._clock(at)}"
        self._say(f"Draft saved {when}", SaveState.SAVED)

    def show_state(self, autosave: Autosave) -> str:
        """Say how it stands; gives the words that the status line may show, empty when there is no news."""
        state, before = autosave.state, self._last
        self._say(self._words(state, autosave), state)
        if state is SaveState.SAVED and before is not SaveState.SAVED:
            return self.state.text()
        return ""

    def _words(self, state: SaveState, autosave: Autosave) -> str:
        match state:
            case SaveState.SAVING:
                return "Saving…"
            case SaveState.CHANGED:
                return (
                    f"Changed since {self._clock(autosave.at)}" if autosave.at else "Changed, not saved yet"
                )
            case SaveState.SAVED:
                return f"Draft saved {self._clock(autosave.at)}" if autosave.at else "Draft saved"
            case SaveState.ELSEWHERE:
                return "Not saved: the draft was changed in another window"
            case SaveState.REFUSED:
                return f"Not saved: {_reason(autosave.failure)}"

    def _say(self, text: str, state: SaveState) -> None:
        role = _ROLES.get(state, "error")
        if self.state.property("role") != role:
            style_as(self.state, "role", role)
            self._give_room()
        self.state.setText(text)
        trouble = {SaveState.REFUSED, SaveState.ELSEWHERE}
        # The first save of a page and a change for the better are said; every other would interrupt the writer.
        if state is SaveState.SAVED and (self._last in trouble or not self._told):
            self._told = True
            voice.say(self, text)
        if state is not SaveState.SAVING:
            self._last = state

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room the words go over several lines."""
        super().resizeEvent(event)
        self._give_room()

    def _give_room(self) -> None:
        """A slot of fixed size while all is well: what is said there, every second or so, lays nothing out anew."""
        slot = QSize(self._look.pixels(_SLOT_EMS), self.sign.height())
        room = self.width() - self.discard.width() - self.sign.width() - self._look.pixels(2)
        if self.state.property("role") == "hint" and slot.width() <= room:
            self.state.setFixedSize(slot)
        else:
            self.state.setMinimumSize(0, 0)
            self.state.setMaximumSize(_NO_LIMIT, _NO_LIMIT)

    def _clock(self, at: datetime | None) -> str:
        there = at.astimezone(self._zone) if at else None
        return f"{there.hour:02}:{there.minute:02}" if there else ""


def _reason(failure: BaseException | None) -> str:
    if isinstance(failure, DiskFull):
        return "the disk is full"
    if isinstance(failure, CannotWrite):
        return "the folder cannot be written"
    return "the reason stands above"
