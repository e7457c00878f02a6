"""A section of a case that is a list of its records, newest first, and the ways to new ones."""

from functools import partial
from typing import ClassVar, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QStackedWidget, QWidget

from app.domain.kinds.registry import KINDS
from app.services.desk import Desk
from app.views.case.record_list import RecordList
from app.views.case.tab import Tab
from app.views.context.context import Context
from app.views.context.places import NewRecord, RecordAt
from app.views.widgets.buttons import button
from app.views.widgets.count_line import CountLine
from app.views.widgets.empty import EmptyPart
from app.views.widgets.layouts import vertical
from app.views.widgets.words import words

_ROWS: Final = 8
"""How many rows of a list below something else are seen at once."""
_ROW_EMS: Final = 2.6


class ListedTab(Tab):
    """The records of some kinds. The first of `begins` is what is mostly begun here; `more` are in a menu."""

    name: ClassVar[str]
    """By which the columns of its list are remembered."""
    called: ClassVar[str]
    """What a screen reader calls the list."""
    codes: ClassVar[tuple[str, ...]]
    """The kinds that it lists: where there is none, one of the first is offered."""
    begins: ClassVar[tuple[str, ...]]
    more: ClassVar[tuple[str, ...]] = ()
    none: ClassVar[str]
    """What is said where there is none; `to_come` is what would stand here."""
    to_come: ClassVar[str]
    always: ClassVar[bool] = False
    """Whether the ways to a new one stand there where there is none, beside the one in the middle."""

    def __init__(self, desk: Desk, context: Context, case_id: str) -> None:
        super().__init__(desk, context, case_id)
        self._counted = CountLine(context.theme, "record", "records")
        self._counted.add(words("Newest first", "hint", wrap=False))
        self.acts = tuple(self._acts())
        self._counted.add(*self.acts)
        self.list = RecordList(self.name, context)
        self.list.setAccessibleName(self.called)
        self.first = self.list
        self._none = EmptyPart(
            context.theme,
            self.none,
            self.to_come,
            f"New {_noun(self.codes[0])}",
            partial(self.begin, self.codes[0]),
        )
        self._stack = QStackedWidget()
        for front in (self.list, self._none):
            self._stack.addWidget(front)
        self.body.addWidget(self._counted)
        self.body.addWidget(self._stack, 1)
        self.list.opened.connect(lambda entry: self.go(RecordAt(case_id, entry.id)))
        self.list.table.counted.connect(self._show_counts)
        self.list.table.refused.connect(self.refused)

    def begin(self, code: str) -> None:
        """Begin a record of that kind."""
        self.go(NewRecord(self.case_id, code))

    def offers(self) -> QMenu:
        """The other kinds of the section."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for code in self.more:
            menu.addAction(f"New {_noun(code)}").triggered.connect(partial(self.begin, code))
        return menu

    def arrive(self) -> None:
        """Load the newest."""
        self.load(again=False)

    def renew(self, done: frozenset[str]) -> None:  # noqa: ARG002 - whatever it was
        """Load them anew, and stay where one was in the list."""
        self.load(again=True)

    def load(self, *, again: bool) -> None:
        """Ask for the list."""
        self.list.show_kinds(self.desk, self.case_id, self.codes, again=again)

    def hide_names(self, hidden: bool) -> None:  # noqa: FBT001 - a switch
        """Leave out what was told at length."""
        self.list.hide_names(hidden)

    def _acts(self) -> list[QPushButton]:
        """The others first: what is mostly begun stands at the end, where a primary act does."""
        made: list[QPushButton] = []
        if self.more:
            other = button("New of another kind", self._offer, hint="Every other kind of this section")
            made.append(other)
        made += self.further()
        first, *others = self.begins
        made += [button(f"New {_noun(code)}", partial(self.begin, code)) for code in others]
        made.append(button(f"New {_noun(first)}", partial(self.begin, first), kind="primary"))
        return made

    def further(self) -> list[QPushButton]:
        """Acts of this section alone; most have none."""
        return []

    def _offer(self) -> None:
        self.offers().popup(self.acts[0].mapToGlobal(self.acts[0].rect().bottomLeft()))

    def _show_counts(self, matching: int, _total: int) -> None:
        self._counted.show_counts(matching, matching, narrowed=False)
        self._stack.setCurrentWidget(self.list if matching else self._none)
        for each in self.acts:
            each.setVisible(bool(matching) or self.always)
        self._counted.refit()


class RecordsBelow(QWidget):
    """The records of some kinds below what else a section shows; out of sight where there is none."""

    opened = Signal(object)
    """Somebody wants to read the record of that line."""
    refused = Signal(object)

    def __init__(self, context: Context, name: str, title: str, codes: tuple[str, ...]) -> None:
        super().__init__()
        self._codes = codes
        self.list = RecordList(name, context)
        self.list.setAccessibleName(title)
        self.list.setFixedHeight(context.theme.pixels(_ROW_EMS * _ROWS))
        self.list.opened.connect(self.opened)
        self.list.table.counted.connect(lambda matching, _: self.setVisible(bool(matching)))
        self.list.table.refused.connect(self.refused)
        vertical(self, words(title, "h2"), self.list, gap=context.theme.pixels(0.4))
        self.hide()

    def load(self, desk: Desk, case_id: str, *, again: bool = False) -> None:
        """Ask for them."""
        self.list.show_kinds(desk, case_id, self._codes, again=again)

    def hide_names(self, hidden: bool) -> None:  # noqa: FBT001 - a switch
        """Leave out what was told at length."""
        self.list.hide_names(hidden)


def say_closed(act: QPushButton, words: str, what: str, why: str) -> None:
    """Say on a button what a gate of the case closes, and by which rule; as ever where none does."""
    act.setText(f"{words}: {what}" if why else words)
    act.setAccessibleName(f"{words}: {what}, {why}" if why else words)
    act.setToolTip(f"{what[:1].upper()}{what[1:]}: {why}" if why else "")


def _noun(code: str) -> str:
    return KINDS[code].title.lower()
