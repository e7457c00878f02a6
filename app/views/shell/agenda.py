"""The cases that are gone through, at the left of their page: in their order, and how far each has come."""

from collections.abc import Callable
from functools import partial
from typing import Final, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from app.services.cases.in_turn import AgendaItem
from app.views.context.context import Context
from app.views.widgets.buttons import button
from app.views.widgets.layouts import vertical
from app.views.widgets.nav_list import NavList
from app.views.widgets.words import selectable, words

_ROW: Final = 34
_WIDE_EMS: Final = 21
_MOST_BY_KEY: Final = 9
_HOW: Final = "1 to 9 go to a case; with Alt while typing"


class Day(Protocol):
    """What is gone through: what it is called, and its cases in order."""

    @property
    def words(self) -> str:
        """What it is called."""

    @property
    def agenda(self) -> tuple[AgendaItem, ...]:
        """The cases."""


class Cases(NavList):
    """The cases; a digit goes to one of them."""

    wanted = Signal(int)
    """Somebody wants the case of that row."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit by itself goes to a case; all else is as in any list."""
        if event.text() in set("123456789") and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.wanted.emit(int(event.text()) - 1)
        else:
            super().keyPressEvent(event)


class Agenda(QWidget):
    """`chosen` is the row of a case that somebody goes to; `sign_wanted` that what is ready is to be signed."""

    chosen = Signal(int)
    sign_wanted = Signal()

    def __init__(self, context: Context, name: str) -> None:
        super().__init__()
        self.setObjectName("aside")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        theme = context.theme
        self._theme = theme
        self._size()
        # A method and no lambda: the connection ends with the column, which a lambda would outlive.
        theme.changed.connect(self._size)
        self._is_hidden = False
        self._view: Day | None = None
        self._said = ""
        self.title, self._counted = words("", "h2"), words("", "hint")
        self.cases = Cases(theme, name, _ROW)
        self.cases.wanted.connect(self._want)
        self.cases.currentRowChanged.connect(self._want)
        self.cases.itemActivated.connect(lambda item: self._want(self.cases.row(item)))
        self._who = selectable(words("", "small"))
        self.sign = button("", self.sign_wanted.emit, hint="All of it by one passphrase")
        px = theme.px
        self._acts: list[tuple[str, Callable[[], object]]] = []
        self._above = vertical(None, gap=0)
        vertical(
            self,
            self.title,
            self._counted,
            self._above,
            (self.cases, 1),
            words(_HOW, "hint"),
            self._who,
            1,
            self.sign,
            gap=px(8),
            pad=(px(12), px(12), px(12), px(12)),
        )

    def add_act(self, text: str, do: Callable[[], object], hint: str) -> None:
        """Put a button between the title and the list, and its act above the cases of the menu."""
        self._above.addWidget(button(text, do, hint=hint))
        self._acts.append((text, do))

    def show_day(self, view: Day, who: str) -> None:
        """Show the cases as they stand, and who is there; where somebody is stays chosen."""
        row = self.cases.currentRow()
        self._view, self._said = view, who
        blocked = self.cases.blockSignals(True)
        self.cases.empty()
        for n, each in enumerate(view.agenda, 1):
            self.cases.add(
                f"{n}  {self._name(each)}", tip=f"{self._name(each)}: {how_far(each)}", role="text"
            )
            self.cases.count_at(n - 1, in_short(each))
        self.cases.blockSignals(blocked)
        self.cases.mark(row)
        ready = sum(each.is_ready for each in view.agenda)
        done = sum(bool(each.record_id) for each in view.agenda)
        counted = "1 case" if len(view.agenda) == 1 else f"{len(view.agenda)} cases"
        self.title.setText(view.words)
        self._counted.setText(f"{counted}, {ready} ready, {done} signed")
        self.sign.setText(f"Sign {ready} ready…" if ready else "Nothing ready to sign")
        self.sign.setAccessibleName(self.sign.text())
        self.sign.setEnabled(bool(ready))
        self._who.setText(who)

    def hide_names(self, hidden: bool) -> None:  # noqa: FBT001 - a switch
        """Show the cases by their references alone."""
        self._is_hidden = hidden
        self._who.setVisible(not hidden)
        if self._view is not None:
            self.show_day(self._view, self._said)

    def offers(self, parent: QWidget) -> QMenu:
        """The cases as a menu, for a window that has no room for the list."""
        menu = QMenu(parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for text, do in self._acts:
            # What a menu hands on with the act is nothing that it takes.
            menu.addAction(text).triggered.connect(lambda *_, do=do: do())
        for n, each in enumerate(self._view.agenda if self._view is not None else ()):
            action = menu.addAction(f"{n + 1}  {self._name(each)}: {in_short(each) or 'not begun'}")
            action.triggered.connect(partial(self._want, n))
        return menu

    @property
    def place(self) -> str:
        """Where one is: "Case 3 of 6"."""
        count, row = self.cases.count(), self.cases.currentRow()
        return f"Case {row + 1} of {count}" if row >= 0 else f"{count} cases"

    def _size(self) -> None:
        self.setFixedWidth(self._theme.pixels(_WIDE_EMS))

    def _name(self, item: AgendaItem) -> str:
        return item.reference if self._is_hidden else item.name

    def _want(self, row: int) -> None:
        if 0 <= row < self.cases.count():
            self.cases.mark(row)
            self.chosen.emit(row)


def how_far(item: AgendaItem) -> str:
    """How far a case has come, in words."""
    if item.record_id:
        return f"signed, {item.decision}" if item.decision else "signed"
    if item.is_ready:
        return "ready to sign"
    if item.draft_id:
        return f"still to answer: {', '.join(item.to_go)}"
    return "not begun; does not know of the case" if item.is_unaware else "not begun"


def in_short(item: AgendaItem) -> str:
    """The same at the end of its row."""
    if item.record_id:
        return "signed"
    if item.is_ready:
        return "ready"
    return f"{len(item.to_go)} to go" if item.draft_id else "unaware" if item.is_unaware else ""
