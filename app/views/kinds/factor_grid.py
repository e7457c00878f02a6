"""The five-Ps grid: the factors of a formulation at their places, and quietly what the grid leaves open."""

from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from app.domain.fields.declare import Choice, FieldSpec
from app.domain.kinds.formulation.content import Formulation, gaps
from app.domain.kinds.parts.factor import PLACES, Factor
from app.views.context import voice
from app.views.context.timers import SETTLE_MS, after, once
from app.views.forms.choice_editors import ComboEditor
from app.views.forms.columns import Columns
from app.views.forms.editor import FieldContext
from app.views.forms.plan import Part
from app.views.forms.row_card import RowCard
from app.views.forms.rows_editor import RowsEditor, fresh
from app.views.theme.theme import Theme
from app.views.widgets.buttons import button
from app.views.widgets.layouts import vertical
from app.views.widgets.words import words

_ACROSS: Final = "presenting"
_NO_PLACE: Final = Choice("", "No place yet", "Choose a place, and the factor goes there")
_PARTS: Final = (
    Part(("statement",)),
    Part(("area", "confidence"), 2, least=13),
    Part(("evidence", "against", "place")),
)


class Cell(QFrame):
    """One place of the grid: what belongs there, its factors, and a button for another."""

    wanted = Signal()

    def __init__(self, place: Choice, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("cell")
        self.setAccessibleName(place.label)
        pad = theme.pixels(0.7)
        box = vertical(
            self, words(place.label, "strong"), words(place.hint, "hint"), gap=theme.pixels(0.5), pad=pad
        )
        self.cards = vertical(None, gap=theme.pixels(0.7))
        box.addLayout(self.cards)
        self.add = button(f"Add {place.label.lower()} factor", self.wanted.emit)
        box.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        if not place.code:
            self.add.hide()


class FactorGrid(RowsEditor):
    """The rows of factors as a grid; their order is that of the rows, their cell that of their place."""

    def __init__(self, spec: FieldSpec, context: FieldContext, parent: QWidget | None = None) -> None:
        self._cells: dict[str, Cell] = {}
        self._gaps = words("", "hint")
        super().__init__(
            spec, context, parent, {"place": self._place_editor, "confidence": ComboEditor}, _PARTS
        )
        self._look_again = once(self, SETTLE_MS, self._show_gaps)
        self.edited.connect(self._look_again.start)
        self._show_gaps()

    def show_value(self, value: Any) -> None:
        """Show factors, each at its place."""
        super().show_value(value)
        self._arrange()
        self._number()
        self._show_gaps()

    def target(self) -> QWidget:
        """The button of the first place."""
        return self._cells[_ACROSS].add if self._cells else self.add

    @property
    def open_points(self) -> str:
        """What the grid leaves open, as it is shown."""
        return self._gaps.text()

    def _lay_out(self) -> None:
        theme = self.context.screen.theme
        columns = Columns(theme, least=26, most=2)
        for place in (*PLACES, _NO_PLACE):
            cell = Cell(place, theme)
            cell.wanted.connect(partial(self._add_at, place.code))
            self._cells[place.code] = cell
            columns.add(cell, across=place.code in {_ACROSS, _NO_PLACE.code})
        self.row.addWidget(columns)
        self.row.addWidget(self._undo)
        self.row.addWidget(self._gaps)
        self._cells[_NO_PLACE.code].hide()
        self.add.setParent(self)
        self.add.hide()

    def _place_editor(self, spec: FieldSpec, context: FieldContext) -> ComboEditor:
        """The editor of a factor's place, which takes it there."""
        made = ComboEditor(spec, context)
        # The row knows of it when all have been told.
        made.edited.connect(partial(after, self, 0, self._resettle))
        return made

    def _changed(self, said: str) -> None:
        super()._changed(said)
        self._resettle()

    def _add_at(self, place: str) -> None:
        self.add_row(fresh(self._row, place=place))

    def _arrange(self) -> None:
        """Put each card into the cell of its place, in the order of the rows."""
        for place, cell in self._cells.items():
            there = [card for card in self.cards if self._place(card) == place]
            for n, card in enumerate(there):
                if cell.cards.indexOf(card) != n:
                    cell.cards.insertWidget(n, card)
            if place == _NO_PLACE.code:
                cell.setVisible(bool(there))

    def _neighbour(self, at: int, by: int) -> int | None:
        """The next card of the same place."""
        place = self._place(self.cards[at])
        others = range(at + by, len(self.cards) if by > 0 else -1, by)
        return next((n for n in others if self._place(self.cards[n]) == place), None)

    def _place(self, card: RowCard) -> str:
        return str(card.fields.content().place)

    def _resettle(self) -> None:
        """A factor whose place was changed goes there, and the keyboard with it."""
        for card in self.cards:
            cell = self._cells[self._place(card)]
            if cell.cards.indexOf(card) < 0:
                held = QApplication.focusWidget()
                self._arrange()
                self._number()
                if held is not None and card.isAncestorOf(held):
                    held.setFocus()
                voice.say(self, f"{card.heading.text()} moved to {cell.accessibleName()}")

    def _show_gaps(self) -> None:
        factors = tuple(row for row in self.value() if isinstance(row, Factor))
        found = gaps(Formulation(factors=factors))
        message = "Every place has a factor, and every factor its evidence."
        self._gaps.setText("\n".join(("What the grid leaves open", *found)) if found else message)
