"""Editors of choices: radio buttons for a few, a list that drops down for more, check boxes for any number."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from app.domain.fields.declare import Choice, FieldSpec
from app.views.forms.editor import Around, Editor
from app.views.forms.group import Checks, Radios
from app.views.widgets.words import words

FEW: Final = 6
"""Up to so many choices are seen at once; more drop down."""
FIRST: Final = "Choose one"
_SHORTEST = 14
_MOST_SEEN = 16


class Combo(QComboBox):
    """A list that drops down, with "Choose one" first. The wheel scrolls the form and never changes an answer."""

    chosen = Signal()

    def __init__(self, choices: Sequence[Choice], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.addItem(FIRST, "")
        for choice in choices:
            self.addItem(choice.label, choice.code)
            if choice.hint:
                self.setItemData(self.count() - 1, choice.hint, Qt.ItemDataRole.ToolTipRole)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_SHORTEST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaxVisibleItems(_MOST_SEEN)
        self.activated.connect(self.chosen)

    def code(self) -> str:
        """The code of what is chosen; empty when nothing is."""
        return str(self.currentData())

    def show_code(self, code: str) -> None:
        """Choose by code."""
        self.setCurrentIndex(max(0, self.findData(code)))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave it to the form."""
        event.ignore()

    def showPopup(self) -> None:
        """Drop down as wide as the longest answer."""
        view = self.view()
        view.setMinimumWidth(view.sizeHintForColumn(0) + 4 * self.fontMetrics().averageCharWidth())
        super().showPopup()


class RadioEditor(Editor):
    """One of a few answers, each with its hint, none chosen beforehand."""

    def __init__(self, spec: FieldSpec, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(spec, around, parent)
        self.radios = Radios(spec.offered, around.surroundings.look, self)
        self.radios.setAccessibleName(spec.label)
        self.radios.chosen.connect(self._picked)
        self.row.addWidget(self.radios)

    def value(self) -> str:
        """The code chosen."""
        return self.radios.code()

    def show_value(self, value: Any) -> None:
        """Choose by code."""
        self.radios.show_code(value)
        self.say_no_longer_offered(value)

    def target(self) -> QWidget:
        """The group."""
        return self.radios

    def _picked(self) -> None:
        self.say_no_longer_offered(self.value())
        self.edited.emit()


class ComboEditor(Editor):
    """One of many answers; the hint of the one chosen stands below."""

    def __init__(self, spec: FieldSpec, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(spec, around, parent)
        self.combo = Combo(spec.offered, self)
        self.combo.setAccessibleName(spec.label)
        self.combo.setMaximumWidth(around.pixels(28))
        self.combo.chosen.connect(self._picked)
        self.row.addWidget(self.combo)
        self._hints = {choice.code: choice.hint for choice in spec.choices if choice.hint}
        self._hint = words("", "hint") if self._hints else None
        if self._hint is not None:
            self._hint.hide()
            self.row.addWidget(self._hint)

    def value(self) -> str:
        """The code chosen."""
        return self.combo.code()

    def show_value(self, value: Any) -> None:
        """Choose by code."""
        self.combo.show_code(value)
        self._tell()
        self.say_no_longer_offered(value)

    def target(self) -> QWidget:
        """The list."""
        return self.combo

    def _picked(self) -> None:
        self._tell()
        self.say_no_longer_offered(self.value())
        self.edited.emit()

    def _tell(self) -> None:
        if self._hint is not None:
            self._hint.setText(self._hints.get(self.value(), ""))
            self._hint.setVisible(bool(self._hint.text()))


def choice_editor(spec: FieldSpec, around: Around) -> Editor:
    """Radio buttons for a few choices, a list for more."""
    return (RadioEditor if len(spec.offered) <= FEW else ComboEditor)(spec, around)


class ChecksEditor(Editor):
    """Any number of several answers."""

    def __init__(self, spec: FieldSpec, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(spec, around, parent)
        self.checks = Checks(spec.offered, around.surroundings.look, self)
        self.checks.setAccessibleName(spec.label)
        self.checks.chosen.connect(self._picked)
        self.row.addWidget(self.checks)

    def value(self) -> tuple[str, ...]:
        """The codes that hold, in the order they are offered."""
        return self.checks.codes()

    def show_value(self, value: Any) -> None:
        """Tick those."""
        self.checks.show_codes(value)
        self.say_no_longer_offered(value)

    def target(self) -> QWidget:
        """The group."""
        return self.checks

    def _picked(self) -> None:
        self.say_no_longer_offered(self.value())
        self.edited.emit()
