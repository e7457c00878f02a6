"""The editor of a list of rows: cards one under another; a row that was removed can be put back."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from app.domain.fields.declare import FieldSpec
from app.domain.fields.rows import Row
from app.domain.kinds.registry import kind
from app.domain.values.ids import new_id
from app.views.context import voice
from app.views.forms.editor import Editor, FieldContext, Make
from app.views.forms.plan import Part
from app.views.forms.row_card import RowCard, one_of
from app.views.widgets.buttons import button
from app.views.widgets.layouts import horizontal, vertical
from app.views.widgets.words import words


class RowsEditor(Editor):
    """Rows of one class, in an order that the person can change."""

    def __init__(
        self,
        spec: FieldSpec,
        context: FieldContext,
        parent: QWidget | None = None,
        special: Mapping[str, Make] | None = None,
        parts: tuple[Part, ...] = (),
    ) -> None:
        super().__init__(spec, context, parent)
        if spec.row is None:
            raise ValueError("a list of rows says of what")
        self._row, self._special, self._parts = spec.row, special, parts
        # A draft warns nobody: what is told at once need not wait for the note that it is written in.
        told_at_once = bool(spec.splits) and kind(spec.splits).told_at_once
        self._raises = told_at_once and context.raise_now is not None
        self.noun = one_of(spec.row)
        self.cards: list[RowCard] = []
        self._removed: tuple[int, Any] | None = None
        self.add = button("", self.add_row)
        self.stand_for(self.add)
        self._undo = self._undo_line()
        self._lay_out()
        self._number()

    def value(self) -> tuple[Any, ...]:
        """The rows."""
        return tuple(card.fields.content() for card in self.cards)

    def show_value(self, value: Any) -> None:
        """Show rows in the cards that are there, and as many more or fewer as it takes."""
        while len(self.cards) > len(value):
            self._drop(self.cards[-1])
        for card, content in zip(self.cards, value, strict=False):
            card.fill(content)
        for content in value[len(self.cards) :]:
            self._insert(len(self.cards), content)
        self._forget()
        self._number()

    def problems(self) -> Mapping[str, str]:
        """What is typed in the rows and cannot be read."""
        return {
            f"{n}.{path}": said
            for n, card in enumerate(self.cards)
            for path, said in card.fields.unreadable().items()
        }

    def focus_part(self, part: str) -> None:
        """Give the keyboard to a field of a row, such as "2.likelihood"."""
        number, _, path = part.partition(".")
        if number.isdigit() and int(number) < len(self.cards):
            self.cards[int(number)].focus_at(path)
        else:
            self.add.setFocus()

    def part_of(self, widget: QWidget) -> str:
        """The field of a row."""
        inside = (n for n, card in enumerate(self.cards) if card.isAncestorOf(widget))
        return next((f"{n}.{self.cards[n].fields.path_of(widget)}" for n in inside), "")

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Show the errors of each row at its fields."""
        self.mark(wrong="" in problems)
        for n, card in enumerate(self.cards):
            lead = f"{n}."
            card.fields.show_problems(
                {path.removeprefix(lead): said for path, said in problems.items() if path.startswith(lead)}
            )

    def add_row(self, content: Any = None) -> RowCard:
        """Add a row at the end and go there."""
        card = self._insert(len(self.cards), fresh(self._row) if content is None else content)
        self._changed(f"{self.noun} added")
        card.focus_at()
        return card

    def remove(self, card: RowCard) -> None:
        """Take a row out; it can be put back until another goes or the form is loaded anew."""
        at = self.cards.index(card)
        self._removed = (at, card.fields.content())
        self._drop(card)
        self._undo_words.setText(f"{self.noun} {at + 1} was removed.")
        self._undo.show()
        self._changed(f"{self.noun} {at + 1} removed")
        self._put_back_button.setFocus()

    def put_back(self) -> None:
        """Put the row removed last where it was."""
        if self._removed is None:
            return
        at, content = self._removed
        self._forget()
        card = self._insert(min(at, len(self.cards)), content)
        self._changed(f"{self.noun} put back")
        card.focus_at()

    def move_row(self, card: RowCard, by: int) -> None:
        """Move a row up or down among its fellows."""
        at = self.cards.index(card)
        to = self._neighbour(at, by)
        if to is None:
            return
        self.cards[at], self.cards[to] = self.cards[to], self.cards[at]
        self._arrange()
        self._changed(f"Moved to {to + 1} of {len(self.cards)}")
        (card.up if by < 0 else card.down).setFocus()
        if not (card.up if by < 0 else card.down).isVisibleTo(self):
            (card.down if by < 0 else card.up).setFocus()

    def _raise(self, card: RowCard) -> None:
        if self.context.raise_now is not None:
            self.context.raise_now(card.fields.content().row)

    def _row_left(self, card: RowCard, path: str) -> None:
        # A row that was just taken out loses the keyboard too.
        if card in self.cards:
            self.left.emit(f"{self.cards.index(card)}.{path}")

    def _neighbour(self, at: int, by: int) -> int | None:
        to = at + by
        return to if 0 <= to < len(self.cards) else None

    def _insert(self, at: int, content: Any) -> RowCard:
        context = self.context.within(self.spec.name)
        card = RowCard(self._row, context, self._special, self._parts, raises=self._raises)
        card.edited.connect(self.edited)
        card.left.connect(lambda path: self._row_left(card, path))
        card.asked_up.connect(lambda: self.move_row(card, -1))
        card.asked_down.connect(lambda: self.move_row(card, 1))
        card.asked_out.connect(lambda: self.remove(card))
        card.asked_now.connect(lambda: self._raise(card))
        self.cards.insert(at, card)
        self._arrange()
        card.fill(content)
        return card

    def _drop(self, card: RowCard) -> None:
        self.cards.remove(card)
        card.hide()
        card.setParent(None)
        card.deleteLater()

    def _lay_out(self) -> None:
        self._cards = vertical(None, gap=self.context.pixels(0.7))
        self.row.addLayout(self._cards)
        self.row.addWidget(self._undo)
        self.row.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    def _arrange(self) -> None:
        """Put the cards in their order."""
        for n, card in enumerate(self.cards):
            if self._cards.indexOf(card) != n:
                self._cards.removeWidget(card)
                self._cards.insertWidget(n, card)

    def _changed(self, said: str) -> None:
        self._number()
        rows = f"{len(self.cards)} {'row' if len(self.cards) == 1 else 'rows'}"
        voice.say(self, f"{said}. {self.spec.label}: {rows}")
        self.edited.emit()

    def _number(self) -> None:
        for n, card in enumerate(self.cards):
            card.number(self.noun, n + 1, len(self.cards))
            card.allow(up=self._neighbour(n, -1) is not None, down=self._neighbour(n, 1) is not None)
        act = f"Add {self.noun.lower()}"
        self.add.setText(act)
        self.add.setAccessibleName(f"{self.spec.label}, {len(self.cards)}: {act.lower()}")

    def _forget(self) -> None:
        self._removed = None
        self._undo.hide()

    def _undo_line(self) -> QFrame:
        line = QFrame(self)
        line.setObjectName("putback")
        self._undo_words = words("")
        self._put_back_button = button("Put it back", self.put_back)
        horizontal(line, (self._undo_words, 1), self._put_back_button, pad=None)
        line.hide()
        return line


def fresh(row: type, **said: Any) -> Any:
    """A new row, with the identity that it keeps over all versions."""
    identity = {"row": new_id(datetime.now(UTC))} if issubclass(row, Row) else {}
    return row(**identity, **said)
