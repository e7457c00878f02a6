"""The warning that a person who is typed may be in the vault already."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from app.services.cases.people import Likeness
from app.views.context import voice
from app.views.theme.theme import Theme
from app.views.widgets.buttons import PressedByEnter, button
from app.views.widgets.case_words import born
from app.views.widgets.emptying import empty_out
from app.views.widgets.flow import FlowRow
from app.views.widgets.layouts import vertical
from app.views.widgets.words import selectable, words

_MOST, _MOST_CASES = 5, 3
_TITLE = "Somebody like this is already in the vault"


class Alike(QFrame):
    """The warning; hidden while nobody is like them. It asks, and never stands in the way."""

    chosen = Signal(object)
    """It is that person: a `Likeness`."""
    opened = Signal(str)
    """Somebody wants to be in that case instead, by its id."""

    def __init__(self, theme: Theme, *, can_use: bool = True) -> None:
        super().__init__()
        self._can_use = can_use
        self._theme = theme
        self._dismissed: frozenset[str] = frozenset()
        self._found: tuple[Likeness, ...] = ()
        self.setProperty("bar", "care")
        self.setAccessibleName(_TITLE)
        pad = theme.pixels(0.8)
        self._column = vertical(self, gap=theme.pixels(0.35), pad=pad)
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
            acts = [
                button(f"Open case {reference} instead", partial(self.opened.emit, case_id))
                for case_id, reference in one.cases[:_MOST_CASES]
            ]
            if self._can_use:
                use = partial(self.chosen.emit, one)
                acts.append(button("Use this person", use, hint="Another case about them"))
            acts.append(button("It is somebody else", partial(self._dismiss, one)))
            self._column.addWidget(FlowRow(self._theme.pixels(0.4), *acts))
        if len(found) > _MOST:
            self._column.addWidget(
                words(f"and {len(found) - _MOST} more: give a number or a birthday.", "hint")
            )
        voice.say(self, _TITLE)

    @property
    def certain(self) -> tuple[Likeness, ...]:
        """Who of them is hardly somebody else."""
        return tuple(one for one in self._found if one.is_certain)

    def focus_first(self) -> None:
        """Give the keyboard to the first thing to be done about it."""
        for each in self.findChildren(PressedByEnter)[:1]:
            each.setFocus()

    def _dismiss(self, one: Likeness) -> None:
        self._dismissed |= {one.id}
        self.show_found([other for other in self._found if other.id != one.id])
