"""What the columns of a list mean: the field that each fills in, what holds for all rows, what its words stand for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from app.domain.referral_list.columns import Columns
from app.domain.referral_list.fields import FIELDS, REFERENCE, Field
from app.domain.tables.table import Table
from app.domain.values.text import fold
from app.views.context.context import Context
from app.views.context.timers import SETTLE_MS, once
from app.views.widgets.emptying import empty_out
from app.views.widgets.fields import line
from app.views.widgets.layouts import horizontal, vertical
from app.views.widgets.scrolled import Scrolled, bring_into_view
from app.views.widgets.unmoved import DropDown
from app.views.widgets.words import words

_MOST_WORDS: Final = 30
"""Words of a list that are asked about; whoever has more mends the file."""
_WIDE: Final = 184
"""Pixels at 100 % text that a choice has at least."""
_LEFT_OUT: Final = "Left out"
_COUNTED: Final = "Case reference, counted on from"
_NO_WORD: Final = "Not said yet"


@dataclass(frozen=True)
class _Asked:
    """A box that asks for what holds for all rows, and how it is read and filled."""

    box: QWidget
    said: Callable[[], str]


class ColumnsPane(QWidget):
    """Stays in sight while the rows are looked at: whatever is said here is looked at anew."""

    changed = Signal(object)
    """The list is read in another way now: `Columns`."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._theme = context.theme
        self.setObjectName("aside")
        self.setProperty("side", "left")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.columns = Columns()
        self._headings: tuple[str, ...] = ()
        self._names_hidden = False
        self.boxes: dict[str, DropDown] = {}
        """By heading."""
        self.same: dict[str, _Asked] = {}
        """By field."""
        self.words: dict[tuple[str, str], DropDown] = {}
        """By field and word."""
        self._offered = self._fields()
        px = self._theme.px
        self._count = words("", "small")
        self._of_columns, self._of_all, self._of_words = (vertical(None, gap=px(6)) for _ in range(3))
        area = Scrolled()
        area.hold(
            words("Columns", "h2"), self._count, self._of_columns, self._of_all, self._of_words, 1,
            gap=px(8), pad=(px(16), px(12), px(12), px(12)),
        )  # fmt: skip
        area.viewport().setAutoFillBackground(False)
        vertical(self, area)
        self._pause = once(self, SETTLE_MS, self._tell)

    def show_table(self, table: Table, columns: Columns) -> None:
        """Show what the columns of another list are taken for."""
        self._headings, self.columns = table.headings, columns
        self.boxes = {}
        empty_out(self._of_columns)
        for heading in table.headings:
            box = self._drop_down(f"{heading} fills in")
            box.setModel(self._offered)
            box.activated.connect(partial(self._turned, heading))
            self.boxes[heading] = box
            self._of_columns.addWidget(self._pair(heading, box))
        self._show_taken()
        self._ask_for_all()
        self.show_unknown({})

    def show_unknown(self, unknown: Mapping[str, tuple[str, ...]]) -> None:
        """Ask what words stand for that are none of the answers; one that was told can be told otherwise."""
        wanted = [(name, word) for name, each in unknown.items() for word in each][:_MOST_WORDS]
        if wanted == list(self.words):
            return
        self.words = {}
        empty_out(self._of_words)
        if wanted:
            self._of_words.addWidget(words("Words that stand for an answer", "h2"))
        for name, word in wanted:
            field = FIELDS[name]
            box = self._answers(field, f"{word} stands for")
            told = self.columns.answers.get(name, {}).get(fold(word), "")
            box.setCurrentIndex(max(0, box.findData(told)))
            box.activated.connect(partial(self._meant, name, word))
            self.words[name, word] = box
            self._of_words.addWidget(self._pair(f"{field.label}: “{word}”", box))
        self.hide_names(self._names_hidden)

    def hide_names(self, hidden: bool) -> None:  # noqa: FBT001 - a switch
        """Leave out words of the list: a column of names may be taken for one of answers."""
        self._names_hidden = hidden
        for at in range(self._of_words.count()):
            item = self._of_words.itemAt(at)
            if item is not None and (part := item.widget()) is not None:
                part.setVisible(not hidden)

    def focus_first(self) -> None:
        """Give the keyboard to what still has to be said, or to the first column."""
        open_ = (asked.box for asked in self.same.values() if not asked.said())
        box = next(open_, next(iter(self.boxes.values()), None))
        if box is not None:
            box.setFocus()
            bring_into_view(box, self._theme.px(8))

    # --- columns ------------------------------------------------------------------------------------

    def _fields(self) -> QStandardItemModel:
        model = QStandardItemModel(self)
        for name, label in (("", _LEFT_OUT), *((name, each.label) for name, each in FIELDS.items())):
            item = QStandardItem(label)
            item.setData(name, Qt.ItemDataRole.UserRole)
            model.appendRow(item)
        return model

    def _turned(self, heading: str, at: int) -> None:
        """A column fills one field in, and a field is filled in by one column."""
        name = self.boxes[heading].itemData(at)
        taken = {
            field: taken_by
            for field, taken_by in self.columns.taken.items()
            if taken_by != heading and field != name
        }
        if name:
            taken[name] = heading
        self.columns = replace(self.columns, taken=taken)
        self._show_taken()
        self._ask_for_all()
        self._tell()

    def _show_taken(self) -> None:
        fields = {heading: name for name, heading in self.columns.taken.items()}
        for heading, box in self.boxes.items():
            box.setCurrentIndex(max(0, box.findData(fields.get(heading, ""))))
        self._count.setText(f"{len(self._headings)} in the file, {len(fields)} used")

    # --- what holds for all rows ----------------------------------------------------------------------

    def _ask_for_all(self) -> None:
        """Ask for what every case needs and no column holds."""
        wanted = [
            name for name, each in FIELDS.items() if each.is_always_needed and name not in self.columns.taken
        ]
        if wanted == list(self.same):
            return
        self.same = {}
        empty_out(self._of_all)
        if wanted:
            self._of_all.addWidget(words("The same for all rows", "h2"))
        for name in wanted:
            asked = self.same[name] = self._asked(FIELDS[name])
            label = _COUNTED if name == REFERENCE else FIELDS[name].label
            asked.box.setAccessibleName(label)
            self._of_all.addWidget(words(label, "label", buddy=asked.box))
            self._of_all.addWidget(asked.box)

    def _asked(self, field: Field) -> _Asked:
        said = self.columns.same.get(field.name, "")
        if field.offered:
            box = self._answers(field, field.label)
            box.setCurrentIndex(max(0, box.findData(said)))
            box.activated.connect(lambda _: self._said_of_all())
            return _Asked(box, lambda: str(box.currentData()))
        typed: QLineEdit = line(said)
        typed.textEdited.connect(lambda _: self._pause.start())
        return _Asked(typed, typed.text)

    def _said_of_all(self) -> None:
        self._tell()

    # --- words ----------------------------------------------------------------------------------------

    def _meant(self, name: str, word: str, at: int) -> None:
        code = self.words[name, word].itemData(at)
        of_field = {each: to for each, to in self.columns.answers.get(name, {}).items() if each != fold(word)}
        if code:
            of_field[fold(word)] = code
        self.columns = replace(self.columns, answers={**self.columns.answers, name: of_field})
        self._tell()

    # --- parts ----------------------------------------------------------------------------------------

    def _tell(self) -> None:
        self._pause.stop()
        same = {name: asked.said().strip() for name, asked in self.same.items()}
        self.columns = replace(self.columns, same={name: word for name, word in same.items() if word})
        self.changed.emit(self.columns)

    def _answers(self, field: Field, name: str) -> DropDown:
        box = self._drop_down(name)
        box.addItem(_NO_WORD, "")
        for choice in field.offered:
            box.addItem(choice.label, choice.code)
        return box

    def _drop_down(self, name: str) -> DropDown:
        box = DropDown()
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(12)
        return box

    def _pair(self, label: str, box: QWidget) -> QWidget:
        made = QWidget()
        said = words(label, buddy=box)
        said.setMinimumWidth(self._theme.px(72))
        box.setMinimumWidth(self._theme.px(_WIDE))
        horizontal(made, (said, 1), box, gap=self._theme.px(8))
        return made
