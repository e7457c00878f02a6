"""The line over a list that says how much of it is shown, and shows all of it again with one act."""

from PySide6.QtCore import Signal

from app.views.context import voice
from app.views.theme.theme import Theme
from app.views.widgets.buttons import button
from app.views.widgets.flow import FlowRow
from app.views.widgets.words import style_as, words


class CountLine(FlowRow):
    """Says "Filtered: 133 hidden, 4 of 137 shown" with Clear beside it, or "137 cases"; what is added flows along."""

    cleared = Signal()

    def __init__(self, theme: Theme, one: str, many: str) -> None:
        super().__init__(theme.pixels(0.6), line_gap=0)
        self._one, self._many = one, many
        self._words = words("", "hint", wrap=False)
        self._clear = button("Clear", self.cleared.emit, kind="link", hint="Show everything again")
        self._clear.hide()
        self.add(self._words, self._clear)

    @property
    def text(self) -> str:
        """What it says."""
        return self._words.text()

    def show_counts(self, matching: int, total: int, *, narrowed: bool) -> None:
        """Say how many there are, aloud too when it is another number than before."""
        noun = self._one if total == 1 else self._many
        hidden = f"Filtered: {total - matching:,} hidden, {matching:,} of {total:,} shown"
        message = hidden if narrowed else f"{total:,} {noun}"
        if message != self._words.text():
            voice.say(self, message)
        self._words.setText(message)
        style_as(self._words, "role", "strong" if narrowed else "hint")
        self._clear.setVisible(narrowed)
        self.refit()
