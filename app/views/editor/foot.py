"""The foot of the editor, always in sight: whether what is typed is kept, and the two ways to end a draft."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy

from app.domain.values.dates import ClinicalDate
from app.errors import CannotWrite, DiskFull
from app.views.context import voice
from app.views.editor.autosave import Autosave, SaveState
from app.views.look.look import Look
from app.views.widgets.buttons import button
from app.views.widgets.words import restyle, words

_ROLES = {SaveState.SAVED: "hint", SaveState.CHANGED: "hint", SaveState.SAVING: "hint"}


class Foot(QFrame):
    """`sign_wanted` and `discard_wanted` ask; what is said of the saving is announced when it matters."""

    sign_wanted = Signal()
    discard_wanted = Signal()

    def __init__(self, look: Look, zone: ZoneInfo) -> None:
        super().__init__()
        self.setObjectName("foot")
        self._zone, self._last, self._told = zone, SaveState.CHANGED, False
        self.state = words("", "hint")
        self.state.setObjectName("saved_state")
        self.state.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.discard = button("Discard draft…", self.discard_wanted.emit, kind="danger")
        self.sign = button("Sign…", self.sign_wanted.emit, kind="primary", shortcut="Ctrl+Return")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, look.pixels(0.3), 0, 0)
        row.addWidget(self.state, 1)
        row.addWidget(self.discard)
        row.addWidget(self.sign)

    def show_opened(self, at: datetime, today: date) -> None:
        """The draft as it was last saved, before anything was typed."""
        day = at.astimezone(self._zone).date()
        when = self._clock(at) if day == today else f"{ClinicalDate.of(day).show()} {self._clock(at)}"
        self._say(f"Draft saved {when}", SaveState.SAVED)

    def show_state(self, autosave: Autosave) -> str:
        """Say how it stands; gives the words that the status line may show, empty when there is no news."""
        state, before = autosave.state, self._last
        self._say(self._words(autosave), state)
        if state is SaveState.SAVED and before is not SaveState.SAVED:
            return self.state.text()
        return ""

    def _words(self, autosave: Autosave) -> str:
        match autosave.state:
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
        self.state.setText(text)
        self.state.setProperty("role", _ROLES.get(state, "error"))
        restyle(self.state)
        trouble = {SaveState.REFUSED, SaveState.ELSEWHERE}
        # The first save of a page and a change for the better are said; every other would interrupt the writer.
        if state is SaveState.SAVED and (self._last in trouble or not self._told):
            self._told = True
            voice.say(self, text)
        if state is not SaveState.SAVING:
            self._last = state

    def _clock(self, at: datetime | None) -> str:
        return f"{at.astimezone(self._zone):%H:%M}" if at else ""


def _reason(failure: BaseException | None) -> str:
    if isinstance(failure, DiskFull):
        return "the disk is full"
    if isinstance(failure, CannotWrite):
        return "the folder cannot be written"
    return "the reason stands above"
