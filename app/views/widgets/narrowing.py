"""What narrows a list: a row of chips, beside them what they hide, and a line of words."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.views.context import voice
from app.views.context.timers import once
from app.views.theme.theme import Theme
from app.views.widgets.buttons import button
from app.views.widgets.fields import finding
from app.views.widgets.flow import FlowRow, Wide

_PAUSE: Final = 150
"""Milliseconds after the last letter until the list is asked for anew."""
_LEAST: Final = 56
"""The narrowest that the line is, in pixels at 100 % text."""
GIVES_WAY: Final = 100
"""How the line stretches beside a stretch of one: as wide as it may be, and narrower before anything else is cut."""


class Narrowing(FlowRow):
    """`box` is the line of words; `changed` tells to ask the list anew."""

    changed = Signal()

    def __init__(self, theme: Theme, name: str, hint: str) -> None:
        super().__init__(theme.px(8))
        self._theme = theme
        self.box = finding(name)
        self.box.setToolTip(hint)
        self._pause = once(self, _PAUSE, self.changed)
        self.box.textChanged.connect(lambda _: self.ask_soon())
        self._words = Wide("", "hint")
        self._clear = button("Clear", self.clear, kind="link", hint="Show everything again")
        self._clear.hide()

    def hold(self, *chips: QWidget) -> None:
        """Put the chips into the row, before what they hide."""
        self.add(*chips, self._words, self._clear)

    def fit_line(self, at_100: float) -> None:
        """Let the line be that wide at most, at 100 % text."""
        self.box.setMinimumWidth(self._theme.px(_LEAST))
        self.box.setMaximumWidth(self._theme.px(at_100))

    @property
    def narrows(self) -> bool:
        """Whether anything is left out."""
        return bool(self.box.text().strip())

    @property
    def hidden_words(self) -> str:
        """What it says of what is hidden."""
        return self._words.text()

    def say_hidden(self, text: str) -> None:
        """Say what is not shown, aloud too when it is something else than before."""
        if text != self._words.text():
            voice.say(self, text)
        self._words.setText(text)
        self._clear.setVisible(self.narrows)
        self.refit()

    def ask_soon(self) -> None:
        """Ask the list anew once nobody types any more."""
        self._pause.start()

    def look_for(self, text: str) -> None:
        """Put words into the line; nothing is asked by it."""
        self.box.setText(text)
        self._pause.stop()

    def clear(self) -> None:
        """Let everything through."""
        self.look_for("")
        self.changed.emit()

    def type_on(self, letters: str) -> None:
        """Go on typing in the line what was begun in the list."""
        self.box.setFocus()
        self.box.insert(letters)
