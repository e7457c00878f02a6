"""Who may already be in the vault, shown beside the form while somebody new is typed in."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from app.services.cases.people import Likeness
from app.views.context import voice
from app.views.look.look import Look
from app.views.widgets.buttons import button
from app.views.widgets.case_words import born
from app.views.widgets.emptying import empty_out
from app.views.widgets.flow import FlowRow
from app.views.widgets.layouts import vertical
from app.views.widgets.words import selectable, words

_MOST = 5


class Alike(QFrame):
    """The warning; hidden while nobody is like them. It asks, and never stands in the way."""

    chosen = Signal(object)
    """It is that person: a `Likeness`."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._dismissed: frozenset[str] = frozenset()
        self._found: tuple[Likeness, ...] = ()
        self.setProperty("bar", "care")
        self.setAccessibleName(_TITLE)
        pad = look.pixels(0.8)
        self._column = vertical(self, gap=look.pixels(0.35), pad=pad)
        self.hide()

    @property
    def found(self) -> tuple[Likeness, ...]:
        """Who is shown."""
        return self._found

    def show_found(self, likenesses: Sequence[Likeness]) -> None:
        """Show who may be the same person, but for those of whom it was said that they are not."""
        found = tuple(one for one in likenesses if one.id not in self._dismissed)
        if found == self._found:
            return
        self._found = found
        empty_out(self._column)
        self.setVisible(bool(found))
        if not found:
            return
        self._column.addWidget(words(_TITLE, "strong"))
        for one in found[:_MOST]:
            self._column.addWidget(selectable(words(one.sort_name, "strong")))
            self._column.addWidget(words(f"Born {born(one.born)}; {one.reason}", "hint"))
            row = FlowRow(
                self._look.pixels(0.4),
                button("Use this person", partial(self.chosen.emit, one)),
                button("It is somebody else", partial(self._dismiss, one)),
            )
            self._column.addWidget(row)
        if len(found) > _MOST:
            self._column.addWidget(
                words(f"and {len(found) - _MOST} more: give a number or a birthday.", "hint")
            )
        voice.say(self, _TITLE)

    def _dismiss(self, one: Likeness) -> None:
        self._dismissed |= {one.id}
        self.show_found([other for other in self._found if other.id != one.id])


_TITLE = "Somebody like this is already in the vault"
