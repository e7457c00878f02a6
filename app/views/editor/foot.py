"""The foot of the editor, always in sight: whether what is typed is kept, and the two ways to end a draft."""

from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame

from app.domain.values.dates import ClinicalDate
from app.errors import CannotWrite, DiskFull
from app.views.context import voice
from app.views.editor.autosave import Autosave, SaveState
from app.views.theme.theme import Theme
from app.views.widgets.buttons import button
from app.views.widgets.flow import FlowRow
from app.views.widgets.layouts import horizontal
from app.views.widgets.words import style_as, words

_SLOT_EMS: Final = 18
_ALL: Final = 1_000
_MIDDLE: Final = Qt.AlignmentFlag.AlignVCenter
_NO_LIMIT: Final = 16_777_215
"""QWIDGETSIZE_MAX, which PySide does not name."""
_ROLES = {SaveState.SAVED: "hint", SaveState.CHANGED: "hint", SaveState.SAVING: "hint"}


class Foot(QFrame):
    """The `_wanted` signals ask; what is said of the saving is announced when it matters."""

    sign_wanted = Signal()
    discard_wanted = Signal()
    earlier_wanted = Signal()
    person_wanted = Signal()

    def __init__(self, theme: Theme, zone: ZoneInfo) -> None:
        super().__init__()
        self.setObjectName("foot")
        self._theme, self._zone, self._last, self._message = theme, zone, SaveState.CHANGED, False
        self.state = words("", "hint")
        self.state.setObjectName("saved_state")
        self.discard = button("Discard draft…", self.discard_wanted.emit, kind="danger")
        hint = "Compare with what was saved before, and bring it back"
        self.earlier = button("Earlier texts…", self.earlier_wanted.emit, kind="quiet", hint=hint)
        hint = "Their name and what you fill in together, and nothing else of the case"
        self.person = button("With the person…", self.person_wanted.emit, kind="quiet", hint=hint)
        self.person.hide()
        self.sign = button("Sign…", self.sign_wanted.emit, kind="primary", shortcut="Ctrl+Return")
        px = theme.px
        self.setMinimumHeight(px(52))
        # In as many lines as there is room for.
        self._acts = FlowRow(px(8), self.person, self.earlier, self.discard, self.sign, at_end=True)
        pad = (px(24), px(8), px(24), px(8))
        line = horizontal(self, (self.state, _ALL), 1, self._acts, gap=px(8), pad=pad)
        line.setAlignment(self._acts, _MIDDLE)
        self._besides = 2 * px(24) + 2 * px(8)

    def show_opened(self, at: datetime, today: date) -> None:
        """The draft as it was last saved, before anything was typed."""
        day = at.astimezone(self._zone).date()
        when = self._clock(at) if day == today else f"{ClinicalDate.of(day).show()} {self._clock(at)}"
        self._say(f"Draft saved {when}", SaveState.SAVED)

    def show_state(self, autosave: Autosave) -> SaveState:
        """Say how it stands, and give that."""
        state = autosave.state
        self._say(self._words(state, autosave), state)
        return state

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
        if state is SaveState.SAVED and (self._last in trouble or not self._message):
            self._message = True
            voice.say(self, text)
        if state is not SaveState.SAVING:
            self._last = state

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room the words go over several lines."""
        super().resizeEvent(event)
        self._give_room()

    def _give_room(self) -> None:
        """A slot of fixed size while all is well: what is said there, every second or so, lays nothing out anew."""
        slot = QSize(self._theme.pixels(_SLOT_EMS), self.sign.height())
        # Where the slot left the buttons less than one line, they would take two.
        room = self.width() - self._acts.sizeHint().width() - self._besides
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
