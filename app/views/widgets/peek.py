"""The pane at the right of a list: what is chosen in it, in short. It gives way where the list needs the room."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from app.views.theme.theme import Theme
from app.views.widgets.emptying import empty_out
from app.views.widgets.layouts import TOP, horizontal, vertical
from app.views.widgets.scrolled import Scrolled
from app.views.widgets.words import unbroken, words

_LEAST, _MOST, _SHARE = 288, 340, 0.27
"""Pixels at 100 % text, and the share of a page between the two."""
_NARROW: Final = 1000
"""Pixels at 100 % text: a page that is narrower has no room for it."""
_LABEL, _DATE = 66, 88
_STYLES: Final = {"danger": "error", "care": "care"}


@dataclass(frozen=True)
class Peeked:
    """What stands in it: a title, what goes with it, signs in a colour, labels with values, and dated lines."""

    title: str
    below: str = ""
    marks: tuple[tuple[str, str, str], ...] = ()
    """The icon, the role of its colour, "danger" or "care", and the words."""
    facts: tuple[tuple[str, str], ...] = ()
    heading: str = ""
    lines: tuple[tuple[str, str], ...] = ()

    @property
    def text(self) -> str:
        """All of it, as it is read aloud."""
        pairs = (": ".join(filter(None, each)) for each in (*self.facts, *self.lines))
        said = (self.title, self.below, *(text for _, _, text in self.marks), *pairs)
        return ". ".join(each.rstrip(".") for each in said if each)


class Peek(QWidget):
    """One stop of Tab, in which the arrows scroll; `name` says what it shows."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._shown: Peeked | None = None
        self.setObjectName("aside")
        self.setProperty("side", "right")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._area, inside, px = Scrolled(), QWidget(), theme.px
        self._column = vertical(inside, gap=px(4), pad=(px(16), px(16), px(12), px(12)))
        self._area.setWidget(inside)
        for each in (self._area.viewport(), inside):
            each.setAutoFillBackground(False)
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._area.setAccessibleName(name)
        vertical(self, self._area)
        theme.changed.connect(self._draw)

    @property
    def text(self) -> str:
        """All that it says; empty while it shows nothing."""
        return self._shown.text if self._shown is not None else ""

    def show_parts(self, shown: Peeked | None) -> None:
        """Show something else, or nothing."""
        if shown != self._shown:
            self._shown = shown
            self._area.verticalScrollBar().setValue(0)
            self._draw()

    def fit(self, room: int) -> bool:
        """Take a share of a page that is so wide, or give way; says whether it stands there."""
        px = self._theme.px
        is_wide = room >= px(_NARROW)
        if is_wide:
            self.setFixedWidth(min(max(round(room * _SHARE), px(_LEAST)), px(_MOST)))
        self.setVisible(is_wide)
        return is_wide

    def _draw(self) -> None:
        empty_out(self._column)
        self._area.setAccessibleDescription(self.text)
        shown, add = self._shown, self._column.addWidget
        if shown is None:
            return
        add(words(shown.title, "h2"))
        if shown.below:
            add(words(unbroken(shown.below), "small"))
        for icon, role, text in shown.marks:
            add(self._mark(icon, role, text))
        if shown.facts:
            self._rule()
        for label, value in shown.facts:
            add(self._pair(label, value, _LABEL))
        if shown.heading:
            self._rule()
            add(words(shown.heading, "small"))
        for day, text in shown.lines:
            add(self._pair(day, text, _DATE))
        self._column.addStretch(1)

    def _rule(self) -> None:
        made, air = QFrame(), self._theme.px(4)
        made.setObjectName("rule")
        self._column.addSpacing(air)
        self._column.addWidget(made)
        self._column.addSpacing(air)

    def _mark(self, icon: str, role: str, text: str) -> QWidget:
        made, picture, side = QWidget(), QLabel(), self._theme.px(16)
        picture.setPixmap(self._theme.icon(icon, role).pixmap(side, side))
        picture.setContentsMargins(0, self._theme.px(2), 0, 0)
        said = words(unbroken(text), _STYLES[role])
        horizontal(made, (picture, TOP), (said, 1), gap=self._theme.px(8), pad=(0, self._theme.px(4), 0, 0))
        return made

    def _pair(self, label: str, value: str, wide: int) -> QWidget:
        made, said = QWidget(), words(unbroken(value))
        named = words(unbroken(label), "muted", wrap=False, buddy=said)
        named.setMinimumWidth(self._theme.px(wide))
        horizontal(made, (named, TOP), (said, 1), gap=self._theme.px(8))
        return made
