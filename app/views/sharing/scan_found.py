"""What came of checking documents: the verdict first, what could not be read, and each place with its sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from app.errors import Exit
from app.services.sharing.file_words import Checked, Found, worst
from app.services.sharing.scanning import BAR
from app.views.context.context import Context
from app.views.widgets.buttons import button
from app.views.widgets.layouts import LEFT, vertical
from app.views.widgets.lazy_table import Column, LazyTable
from app.views.widgets.outcome import Outcome
from app.views.widgets.scrolled import Scrolled
from app.views.widgets.table_view import TableView
from app.views.widgets.words import selectable, words

_MOST_UNREAD: Final = 20
"""Lines of what could not be read that are shown; the others are counted."""
_LEAST_ROWS: Final = 4
_ROW: Final = 2.4
_BARRED: Final = "(covered)"
"""What is read aloud in the place of a bar."""


@dataclass(frozen=True)
class Place:
    """One place of one file; `number` counts the files."""

    number: int
    file: str
    found: Found


@dataclass(frozen=True)
class _Page:
    rows: Sequence[Place]
    matching: int
    total: int


class FoundPart(QWidget):
    """`show_wanted` asks for what is under the bars of a place, which is noted before it is shown."""

    show_wanted = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("page")
        self.may_show = False
        self._checked: tuple[Checked, ...] = ()
        self._places: tuple[Place, ...] = ()
        self._names_hidden = False
        self._theme, px = context.theme, context.theme.px
        self.outcome = Outcome(context.theme)
        self.unread = selectable(words("", "care"))
        self.table = LazyTable(self._columns(), context.tasks, self)
        self.view = TableView("scan", self.table, context)
        self.view.setAccessibleName("Places where a detail stands")
        self.view.chosen.connect(self._chosen)
        self.view.opened.connect(lambda _: self._ask())
        self.about = QFrame()
        self._sentence = selectable(words(""))
        self.show_it = button("Show", self._ask, hint="What is under the bars; that you looked is noted")
        vertical(self.about, self._sentence, (self.show_it, LEFT), gap=px(4), pad=(px(8), px(4), px(8), 0))
        # In a low window the list keeps a height in which it can be read, and the whole scrolls.
        area = Scrolled()
        area.hold(self.outcome, self.unread, (self.view, 1), self.about, 0, gap=px(8))
        vertical(self, area)
        context.theme.follow(self._measure)
        self.clear()

    def clear(self) -> None:
        """Show nothing."""
        self._checked, self._places = (), ()
        for each in (self.outcome, self.unread, self.view, self.about):
            each.hide()

    def show_checked(self, checked: tuple[Checked, ...]) -> None:
        """Show what came of each file."""
        self.clear()
        if not checked:
            return
        self._checked = checked
        self._places = tuple(
            Place(number, self._name(number), found)
            for number, each in enumerate(checked, 1)
            for found in each.found
        )
        self._tell(checked)
        self._tell_unread(checked)
        self.view.setVisible(bool(self._places))
        self.view.hide_columns(self._hidden())
        self._measure()
        if self._places:
            self.view.ask(self._fetch)

    def uncover(self, place: Place, clear: str) -> None:
        """Show a place without its bars, as long as it is the chosen one."""
        if self.view.current == place and not self._names_hidden:
            self._sentence.setText(clear)
            self._sentence.setAccessibleName(clear)
            self.show_it.hide()

    def cover(self) -> None:
        """Cover what was uncovered."""
        self._chosen(self.view.current)

    def hide_names(self, hidden: bool) -> None:  # noqa: FBT001 - a switch
        """Hide names of files and what stands in them."""
        if hidden != self._names_hidden:
            self._names_hidden = hidden
            self.show_checked(self._checked)

    def _measure(self) -> None:
        rows = min(len(self._places), _LEAST_ROWS) + 1
        self.view.setMinimumHeight(self._theme.pixels(rows * _ROW))

    # --- what is told -----------------------------------------------------------------------------------

    def _tell(self, checked: tuple[Checked, ...]) -> None:
        code = worst(checked)
        whole = all(each.looked.is_whole for each in checked)
        kind = {Exit.NO: "error", Exit.CANNOT_TELL: "care"}.get(code, "good" if whole else "note")
        if len(checked) == 1:
            self.outcome.tell(kind, checked[0].headline, checked[0].words)
            return
        lines = "\n".join(f"{self._name(n)}: {each.headline}" for n, each in enumerate(checked, 1))
        read = (each.words for each in checked if code is not Exit.NO and each.is_read)
        self.outcome.tell(kind, _of_several(checked, code), "\n".join((lines, *islice(read, 1))))

    def _tell_unread(self, checked: tuple[Checked, ...]) -> None:
        several = len(checked) > 1
        lines = [
            f"{self._name(number)}: {line}" if several else line
            for number, each in enumerate(checked, 1)
            for line in each.unread
        ]
        more = len(lines) - _MOST_UNREAD
        if more > 0:
            lines = [*lines[:_MOST_UNREAD], f"And {more:,} more."]
        self.unread.setText("\n".join(f"•  {each}" for each in lines))
        self.unread.setVisible(bool(lines))

    def _chosen(self, place: Place | None) -> None:
        self.about.setVisible(place is not None and not self._names_hidden)
        if place is not None:
            self._sentence.setText(place.found.sentence)
            self._sentence.setAccessibleName(_aloud(place))
            self.show_it.setVisible(self.may_show and bool(place.found.clear))
            self.show_it.setAccessibleName(f"Show what is covered: {place.found.place}")

    def _ask(self) -> None:
        place = self.view.current
        if place is not None and self.may_show and place.found.clear and not self._names_hidden:
            self.show_wanted.emit(place)

    # --- the table ------------------------------------------------------------------------------------

    def _fetch(self, offset: int, limit: int) -> _Page:
        count = len(self._places)
        return _Page(self._places[offset : offset + limit], count, count)

    def _hidden(self) -> frozenset[str]:
        hidden = {"file"} if len(self._checked) == 1 else set()
        return frozenset(hidden | ({"sentence"} if self._names_hidden else set()))

    def _name(self, number: int) -> str:
        """What a file is called: by its number where names are hidden, or where a detail stands in its own."""
        return ("" if self._names_hidden else self._checked[number - 1].name) or f"File {number}"

    @staticmethod
    def _columns() -> tuple[Column, ...]:
        return (
            Column("file", "File", lambda row: row.file, 12, rank=2),
            Column("place", "Where", lambda row: _capital(row.found.place), 16),
            Column("what", "What", lambda row: row.found.what, 12, ink=lambda _: "danger"),
            Column(
                "sentence",
                "Sentence",
                lambda row: row.found.sentence,
                20,
                stretches=True,
                rank=1,
                said=_aloud,
            ),
        )


def _of_several(checked: tuple[Checked, ...], code: Exit) -> str:
    number = sum(each.exit_code is code for each in checked)
    of = f"{number} of {len(checked)} files"
    if code is Exit.NO:
        return f"{of} {'holds' if number == 1 else 'hold'} a detail that must not leave."
    if code is Exit.CANNOT_TELL:
        return f"{of} could not be read, or not all of it."
    return checked[0].looked.headline


def _capital(place: str) -> str:
    return place[:1].upper() + place[1:]


def _aloud(place: Place) -> str:
    return place.found.sentence.replace(BAR, _BARRED)
