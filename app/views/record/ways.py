"""The ways from a record to the one before it and the one after it, in the order of what happened."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.records.kind import CHRONOLOGY, SECTIONS, Kind
from app.services.records.chronology import Neighbours
from app.views.theme.theme import Theme
from app.views.widgets.buttons import button
from app.views.widgets.layouts import horizontal
from app.views.widgets.words import CutWords


class Ways(QWidget):
    """Says "15 of 15 in Sessions"; hidden for a record that stands in no list. `wanted` is the id of another record."""

    wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._place: Neighbours | None = None
        self.before = button(
            "", self._go_before, kind="quiet", shortcut="Alt+Up", hint="The record before this"
        )
        self.after = button(
            "", self._go_after, kind="quiet", shortcut="Alt+Down", hint="The record after this"
        )
        for each, icon, name in (
            (self.before, "chevron-left", "The record before this"),
            (self.after, "chevron-right", "The record after this"),
        ):
            each.setAccessibleName(name)
            each.wear(theme, icon)
        self.words = CutWords("", "muted")
        horizontal(self, self.before, self.words, self.after, gap=theme.px(4))
        self.hide()

    def show_place(self, kind: Kind, place: Neighbours | None) -> None:
        """Say where a record of a kind stands, and offer those beside it."""
        self._place = place
        if place is not None:
            of = f"{place.number:,} of {place.total:,}"
            # A section of its own is called like the kinds in it; the chronology has all, and counts these alone.
            own = kind.section != CHRONOLOGY
            self.words.short = of
            self.words.setText(f"{of} in {called(kind.section)}" if own else f"{kind.title} {of}")
            self.before.setEnabled(place.before is not None)
            self.after.setEnabled(place.after is not None)
        self.setVisible(place is not None)

    def _go_before(self) -> None:
        if self._place is not None and self._place.before:
            self.wanted.emit(self._place.before)

    def _go_after(self) -> None:
        if self._place is not None and self._place.after:
            self.wanted.emit(self._place.after)


def called(section: str) -> str:
    """What the rail calls a section of a case."""
    return SECTIONS.get(section, section.capitalize())
