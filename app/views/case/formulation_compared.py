"""Two versions of a formulation, row by row: each factor and scenario by its code, then and now."""

from collections.abc import Iterable, Iterator
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from app.domain.records.row_differences import RowChange, RowDifference, row_differences
from app.services.desk import Desk
from app.services.records.reading import RecordView
from app.views.context import voice
from app.views.context.context import Context
from app.views.forms.columns import Columns
from app.views.widgets.cards import card
from app.views.widgets.emptying import empty_out
from app.views.widgets.flow import FlowRow
from app.views.widgets.layouts import Part, vertical
from app.views.widgets.unmoved import DropDown
from app.views.widgets.words import selectable, words

_ONE: Final = "There is one version of this formulation: a new version of it will be compared with this one."
_ALL_ELSE: Final = "What else differs stands word by word on the record itself, under Versions."
_SAID: Final = {
    RowChange.CHANGED: "changed",
    RowChange.ADDED: "added",
    RowChange.TAKEN_OUT: "taken out",
    RowChange.SAME: "the same",
}


class Compared(QWidget):
    """A choice of an earlier version, and under it what became of each row since. `wanted` asks for that version."""

    wanted = Signal(str)

    def __init__(self, desk: Desk, context: Context) -> None:
        super().__init__()
        self._desk, self._context = desk, context
        self.older = DropDown()
        self.older.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.older.activated.connect(lambda _: self.wanted.emit(self.older.currentData()))
        self.line = words("", "strong")
        self._choice = FlowRow(context.theme.pixels(0.5))
        self._choice.add(words("Compare with", "label", wrap=False, buddy=self.older), self.older)
        self._rows = vertical(None, gap=context.theme.pixels(0.8))
        vertical(self, self._choice, self.line, self._rows, gap=context.theme.pixels(0.6))

    def offer(self, newest: RecordView) -> None:
        """Offer the versions before it, the last one first; with none there is nothing to compare."""
        chosen = self.older.currentData()
        earlier = sorted(
            (each for each in newest.versions if each.version < newest.provenance.version),
            key=lambda each: -each.version,
        )
        self.older.clear()
        for each in earlier:
            error = ", marked in error" if each.is_error else ""
            self.older.addItem(
                f"Version {each.version}, {each.author}, {self._desk.shown(each.signed_at)}{error}", each.id
            )
        at = self.older.findData(chosen)
        self.older.setCurrentIndex(max(at, 0) if earlier else -1)
        self._choice.setVisible(bool(earlier))
        empty_out(self._rows)
        self.line.setText("" if earlier else _ONE)

    def show_two(self, versions: tuple[RecordView, RecordView]) -> None:
        """Show what became of each row from the one to the other."""
        older, newer = (each.sheet.content for each in versions)
        empty_out(self._rows)
        if type(older) is not type(newer):
            self.line.setText("One of the two was written in a form that cannot be read here.")
            return
        found = row_differences(older, newer)
        self.line.setText(_counted(found))
        for each in found:
            if each.change is not RowChange.SAME:
                self._rows.addWidget(self._row(each))
        same = ", ".join(each.code or each.list for each in found if each.change is RowChange.SAME)
        if same:
            self._rows.addWidget(words(f"The same: {same}", "small"))
        self._rows.addWidget(words(_ALL_ELSE, "hint"))
        voice.say(self, self.line.text())

    def _row(self, each: RowDifference) -> QWidget:
        title = f"{each.code or 'Without a code'}, {each.list.lower()}: {_SAID[each.change]}"
        both = Columns(self._context.theme, least=20, most=2)
        both.add(_side("Then", each.before, "Not there yet"))
        both.add(_side("Now", each.now, "Not there any more"))
        changed: Iterable[Part] = (
            (words(f"What changed: {', '.join(each.fields).lower()}", "small"),) if each.fields else ()
        )
        frame, _ = card(self._context.theme, title, both, *changed, pad=0.8, gap=0.4)
        frame.setAccessibleName(title)
        return frame


def _side(title: str, text: str, none: str) -> QWidget:
    side = QWidget()
    vertical(side, words(title, "small"), selectable(words(text)) if text else words(none, "hint"), gap=2)
    return side


def _counted(found: Iterable[RowDifference]) -> str:
    """How many of each: "1 changed, 1 added, 4 the same"."""
    return ", ".join(_counts(tuple(found))) or "No row in either of them"


def _counts(found: tuple[RowDifference, ...]) -> Iterator[str]:
    for change, named in _SAID.items():
        if many := sum(each.change is change for each in found):
            yield f"{many} {named}"
