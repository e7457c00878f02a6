"""What is common to the rows of a series, given once above them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.fields.content import specs
from app.domain.fields.declare import FieldSpec
from app.domain.records.grid import Grid
from app.views.theme.theme import Theme
from app.views.widgets.flow import FlowRow
from app.views.widgets.layouts import vertical
from app.views.widgets.unmoved import DropDown
from app.views.widgets.words import words

_LINE_EMS: Final = 9
_LIST_EMS: Final = 15
"""The widest list: a longer answer is whole in its tip."""
_ARROW_EMS: Final = 3.4
_NONE: Final = ""


class CommonRow(FlowRow):
    """A box or a list for each answer; one that is asked under a condition is there when that holds."""

    changed = Signal()

    def __init__(self, grid: Grid, theme: Theme) -> None:
        super().__init__(theme.px(14), line_gap=theme.px(6))
        self._grid, self._theme = grid, theme
        self._common: Mapping[str, Any] = grid.common(grid.fresh())
        self._boxes: dict[tuple[str, str], QLineEdit | DropDown] = {}
        self._parts: dict[str, QWidget] = {}
        for name in grid.series.common:
            spec = grid.spec(name)
            for inner in specs(spec.row) if spec.row else (spec,):
                self._add(name, inner, inner.name if spec.row else _NONE)

    @property
    def first(self) -> QWidget:
        """The first of them."""
        return next(iter(self._boxes.values()))

    def show_common(self, common: Mapping[str, Any]) -> None:
        """Show what is common."""
        self._common = common
        for (name, inner), box in self._boxes.items():
            text = self._text(name, inner)
            with QSignalBlocker(box):
                if isinstance(box, DropDown):
                    box.setCurrentIndex(max(0, box.findData(text)))
                elif box.text() != text:
                    box.setText(text)
        self._ask()

    def common(self) -> Mapping[str, Any]:
        """What is common as it stands; of several references the further ones stay as they are."""
        given = dict(self._common)
        for name in self._grid.series.common:
            spec = self._grid.spec(name)
            given[name] = self._rows(name, spec) if spec.row else self._value(self._boxes[name, _NONE])
        return given

    def _rows(self, name: str, spec: FieldSpec) -> tuple[Any, ...]:
        said = {inner: self._value(box) for (of, inner), box in self._boxes.items() if of == name}
        others = self._common[name][1:]
        if spec.row is None or not any(said.values()):
            return tuple(others)
        first = next(iter(self._common[name]), None)
        return (spec.row(**said) if first is None else replace(first, **said), *others)

    def _value(self, box: QLineEdit | DropDown) -> str:
        return str(box.currentData() or "") if isinstance(box, DropDown) else box.text().strip()

    def _text(self, name: str, inner: str) -> str:
        value = self._common[name]
        if not inner:
            return str(value)
        return str(getattr(value[0], inner)) if value else ""

    def _add(self, name: str, spec: FieldSpec, inner: str) -> None:
        label = self._grid.series.called.get(f"{name}.{inner}" if inner else name, spec.label)
        box = self._list(spec) if spec.choices else self._line(spec)
        box.setAccessibleName(label)
        box.setToolTip(spec.hint)
        part = QWidget()
        vertical(part, words(label, "label", wrap=False, buddy=box), box, gap=self._theme.px(4))
        self._boxes[name, inner] = box
        self._parts[name] = part
        self.add(part)

    def _list(self, spec: FieldSpec) -> DropDown:
        box = DropDown()
        box.addItem("", "")
        for choice in spec.offered:
            box.addItem(choice.label, choice.code)
        longest = max(box.fontMetrics().horizontalAdvance(choice.label) for choice in spec.offered)
        px = self._theme.pixels
        box.setFixedWidth(min(px(_LIST_EMS), longest + px(_ARROW_EMS)))
        box.currentTextChanged.connect(box.setToolTip)
        box.currentIndexChanged.connect(self._change)
        return box

    def _line(self, spec: FieldSpec) -> QLineEdit:
        box = QLineEdit()
        box.setMaxLength(spec.most)
        box.setFixedWidth(self._theme.pixels(_LINE_EMS))
        box.textEdited.connect(self._change)
        return box

    def _change(self) -> None:
        self._ask()
        self.changed.emit()

    def _ask(self) -> None:
        """Ask for conditions of handling where there are any."""
        content = self._grid.with_common(self._grid.fresh(), self.common()).content
        for name, part in self._parts.items():
            needed = self._grid.spec(name).needed
            if callable(needed):
                part.setVisible(needed(content) or bool(getattr(content, name)))
        self.refit()
