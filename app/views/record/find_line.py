"""What was looked for when a record was opened: how often it stands there, and the way from place to place."""

from PySide6.QtCore import Signal

from app.views.theme.theme import Theme
from app.views.widgets.buttons import button
from app.views.widgets.flow import FlowRow
from app.views.widgets.words import words
from app.views.writing.text_view import TextView


class FindLine(FlowRow):
    """Hidden while nothing is looked for. It leads through several texts, one after the other."""

    turned = Signal(object)
    """The next place is in that text."""

    def __init__(self, theme: Theme, *texts: TextView) -> None:
        super().__init__(theme.pixels(0.5))
        self._texts, self._at, self._gone = texts, 0, 0
        self.words = words("", "hint", wrap=False)
        self.next = button("Next place", self._go_to_next, shortcut="F3")
        self.add(self.words)
        self.add(self.next)
        self.add(button("Clear the marks", self._clear, kind="link"))
        self.hide()

    def show_found(self, looked_for: str) -> None:
        """Say how often it stands there, and show the first place."""
        found = sum(len(each.hits()) for each in self._texts)
        self.setVisible(bool(looked_for))
        self.next.setVisible(found > 1)
        places = {0: "does not stand in the text of this record", 1: "is marked in one place"}
        self.words.setText(f"“{looked_for}” {places.get(found, f'is marked in {found} places')}")
        # Each text shows its first place already.
        self._at, self._gone = next((n for n, each in enumerate(self._texts) if each.hits()), 0), 1
        if found:
            self.turned.emit(self._texts[self._at])

    def _go_to_next(self) -> None:
        here = self._texts[self._at]
        if self._gone < len(here.hits()):
            self._gone += 1
            here.go_to_next()
            return
        following = [(self._at + n) % len(self._texts) for n in range(1, len(self._texts) + 1)]
        self._at, self._gone = next(n for n in following if self._texts[n].hits()), 1
        self._texts[self._at].go_to_first()
        self.turned.emit(self._texts[self._at])

    def _clear(self) -> None:
        for each in self._texts:
            each.mark("")
        self.hide()
