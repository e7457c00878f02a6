"""Says how often what was looked for stands in the record, and goes from place to place."""

from app.views.look.look import Look
from app.views.reading.record_text import Reading
from app.views.widgets.buttons import button
from app.views.widgets.flow import FlowRow
from app.views.widgets.words import words


class FindLine(FlowRow):
    """Hidden while nothing is looked for."""

    def __init__(self, look: Look, reading: Reading) -> None:
        super().__init__(look.pixels(0.5))
        self._reading = reading
        self.words = words("", "hint", wrap=False)
        self.next = button("Next place", reading.go_to_next, shortcut="F3")
        self.add(self.words)
        self.add(self.next)
        self.add(button("Clear the marks", self._clear, kind="link"))
        self.hide()

    def show_found(self, looked_for: str) -> None:
        """Say how often it stands there."""
        found = len(self._reading.hits())
        self.setVisible(bool(looked_for))
        self.next.setVisible(found > 1)
        places = {0: "does not stand in the text of this record", 1: "is marked in one place"}
        self.words.setText(f"“{looked_for}” {places.get(found, f'is marked in {found} places')}")

    def _clear(self) -> None:
        self._reading.mark("")
        self.hide()
