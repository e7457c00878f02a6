"""The line over a list that says how much of it is shown, and shows all of it again with one act."""

from PySide6.QtCore import Signal

from app.views.context import voice
from app.views.look.look import Look
from app.views.widgets.buttons import button
from app.views.widgets.flow import FlowRow
from app.views.widgets.words import style_as, words


class CountLine(FlowRow):
    """Says "Filtered: showing 4 of 137" with Clear beside it, or "137 cases". What else belongs there flows along."""

    cleared = Signal()

    def __init__(self, look: Look, one: str, many: str) -> None:
        super().__init__(look.pixels(0.6), line_gap=0)
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
        told = f"Filtered: showing {matching:,} of {total:,}" if narrowed else f"{total:,} {noun}"
        if told != self._words.text():
            voice.say(self, told)
        self._words.setText(told)
        style_as(self._words, "role", "strong" if narrowed else "hint")
        self._clear.setVisible(narrowed)
        self.refit()
