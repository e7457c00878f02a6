"""Editors of references: what is cited, each in its own line, and a list to pick from."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.domain.fields.declare import FieldSpec, Target
from app.domain.records.shown import own_rows
from app.services.records.citable import Citable
from app.views.context import voice
from app.views.forms.editor import Editor, FieldContext
from app.views.forms.picker import Picker, line_of
from app.views.widgets.buttons import button
from app.views.widgets.emptying import empty_out
from app.views.widgets.layouts import horizontal, vertical
from app.views.widgets.words import unbroken, words

_NOUNS = {
    Target.RECORD: "record",
    Target.VICTIM: "victim",
    Target.ORDER: "order",
    Target.STAFF: "member of staff",
    Target.CASE: "case",
    Target.MEETING: "meeting",
    Target.GROUP: "group",
    Target.GROUP_SESSION: "group session",
    Target.ROW: "row",
}


class ReferencesEditor(Editor):
    """Any number of references, in the order they were picked."""

    is_single = False

    def __init__(self, spec: FieldSpec, context: FieldContext, parent: QWidget | None = None) -> None:
        super().__init__(spec, context, parent)
        self._target = spec.target or Target.RECORD
        offered = context.citable.get(self._target, ())
        self._citable = {one.id: one for one in offered if self._takes(one)}
        self._ids: tuple[str, ...] = ()
        self._chosen = QWidget(self)
        self._lines = vertical(self._chosen, gap=context.pixels(0.1))
        self._chosen.hide()
        self.picker: Picker | None = None
        self.open = button("", self.toggle)
        self.stand_for(self.open)
        self.row.addWidget(self._chosen)
        self.row.addWidget(self.open, 0, Qt.AlignmentFlag.AlignLeft)
        self._show()

    def _takes(self, one: Citable) -> bool:
        """Whether it may be chosen here: of a reference with a letter the rows of that letter alone."""
        if self.spec.letter and self._target is Target.RECORD:
            return one.row is not None and one.row.code.startswith(self.spec.letter)
        # One reference is to a record as a whole, such as the incident that an order followed.
        return one.row is None or not self.is_single

    def value(self) -> Any:
        """The references."""
        return self._ids

    def show_value(self, value: Any) -> None:
        """Show references, those too that are not in the list any more."""
        self._ids = tuple(value)
        self._show()

    def worded(self, value: Any) -> str:
        """What is referred to, by its title."""
        ids = (value,) if isinstance(value, str) else value
        return ", ".join(self._line(one) for one in ids)

    def toggle(self) -> None:
        """Open or close the list."""
        if self.picker is None:
            self.picker = Picker(self.spec.label, self.context.screen.theme, self)
            self.picker.hide()
            self.picker.picked.connect(self._picked)
            self.picker.closed.connect(self.toggle)
            self.row.addWidget(self.picker)
        if self.picker.isHidden():
            self._offer()
            self.picker.entry.clear()
            self.picker.show()
            self.picker.entry.setFocus()
        else:
            self.picker.hide()
            self.open.setFocus()

    def _offer(self) -> None:
        if self._target is Target.ROW:
            self._citable = self._own()
        if self.picker is not None:
            self.picker.offer([one for one in self._citable.values() if one.id not in self._ids])

    def _own(self) -> dict[str, Citable]:
        """The rows of the form itself, as they stand now: one that was just added can be referred to."""
        return {row: Citable(row, said, "", "row") for row, said in self._words_of_own().items()}

    def _words_of_own(self) -> dict[str, str]:
        return own_rows(self.context.own(), self.spec.letter)

    def _picked(self, picked: str) -> None:
        self._change((picked,) if self.is_single else (*self._ids, picked))
        voice.say(self, f"Chosen: {self._line(picked)}")
        if self.is_single:
            self.toggle()
        else:
            self._offer()

    def _remove(self, dropped: str) -> None:
        self._change(tuple(one for one in self._ids if one != dropped))
        self._offer()
        voice.say(self, f"Removed: {self._line(dropped)}")
        self.open.setFocus()

    def _change(self, ids: tuple[str, ...]) -> None:
        self._ids = ids
        self._show()
        self.edited.emit()

    def _show(self) -> None:
        empty_out(self._lines)
        for one in self._ids:
            self._lines.addWidget(self._cited(one))
        self._chosen.setVisible(bool(self._ids))
        noun = _NOUNS[self._target]
        if self.is_single:
            act = f"Choose another {noun}" if self._ids else f"Choose {_article(noun)} {noun}"
        else:
            act = f"Add another {noun}" if self._ids else f"Add {_article(noun)} {noun}"
        self.open.setText(act)
        self.open.setAccessibleName(f"{self.spec.label}: {act.lower()}")

    def _cited(self, one: str) -> QWidget:
        row = QWidget(self._chosen)
        line = horizontal(row, (words(self._line(one)), 1))
        drop = button("Remove", lambda: self._remove(one), kind="link")
        drop.setAccessibleName(f"Remove {self._line(one)}")
        line.addWidget(drop, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _line(self, one: str) -> str:
        if self._target is Target.ROW:
            return unbroken(self._words_of_own().get(one, "A row that was removed"))
        if one in self._citable:
            return line_of(self._citable[one])
        if one in self.context.referred:
            return unbroken(self.context.referred[one])
        noun = _NOUNS[self._target].capitalize()
        return one if self._target is Target.VICTIM else f"{noun} that is not listed here"


def _article(noun: str) -> str:
    return "an" if noun[0] in "aeiou" else "a"


class ReferenceEditor(ReferencesEditor):
    """One reference or none."""

    is_single = True

    def value(self) -> str:
        """The reference; empty when there is none."""
        return self._ids[0] if self._ids else ""

    def show_value(self, value: Any) -> None:
        """Show a reference."""
        super().show_value((value,) if value else ())
