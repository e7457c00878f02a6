"""Editors of choices: radio buttons for a few, a list that drops down for more, check boxes for any number."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from app.domain.fields.declare import Choice, FieldSpec
from app.views.forms.editor import Editor, FieldContext
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

    def answer(self) -> str:
        """The code of what is chosen; empty when nothing is."""
        return str(self.currentData())

    def show_answer(self, code: str) -> None:
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


Choosing = Combo | Radios | Checks


class ChoiceEditor(Editor):
    """What all editors of choices do with the part that a person chooses in."""

    def __init__(self, spec: FieldSpec, context: FieldContext, part: Choosing) -> None:
        super().__init__(spec, context)
        self._part = part
        part.setAccessibleName(spec.label)
        part.chosen.connect(self._picked)
        self.row.addWidget(part)

    def show_value(self, value: Any) -> None:
        """Choose by code."""
        self._part.show_answer(value)
        self.say_no_longer_offered(value)

    def value(self) -> Any:
        """The code chosen, or the codes that hold."""
        return self._part.answer()

    def target(self) -> QWidget:
        """The group, or the list."""
        return self._part

    def _picked(self) -> None:
        self.say_no_longer_offered(self.value())
        self.edited.emit()


class RadioEditor(ChoiceEditor):
    """One of a few answers, each with its hint, none chosen beforehand."""

    def __init__(self, spec: FieldSpec, context: FieldContext) -> None:
        self.radios = Radios(spec.offered, context.screen.look)
        super().__init__(spec, context, self.radios)


class ComboEditor(ChoiceEditor):
    """One of many answers; the hint of the one chosen stands below."""

    def __init__(self, spec: FieldSpec, context: FieldContext) -> None:
        self.combo = Combo(spec.offered)
        super().__init__(spec, context, self.combo)
        self.combo.setMaximumWidth(context.pixels(28))
        self._hints = {choice.code: choice.hint for choice in spec.choices if choice.hint}
        self._hint = words("", "hint") if self._hints else None
        if self._hint is not None:
            self._hint.hide()
            self.row.addWidget(self._hint)

    def say_no_longer_offered(self, value: Any) -> None:
        """Say the hint of what is chosen, too."""
        super().say_no_longer_offered(value)
        if self._hint is not None:
            self._hint.setText(self._hints.get(value, ""))
            self._hint.setVisible(bool(self._hint.text()))


def choice_editor(spec: FieldSpec, context: FieldContext) -> Editor:
    """Radio buttons for a few choices, a list for more."""
    return (RadioEditor if len(spec.offered) <= FEW else ComboEditor)(spec, context)


class ChecksEditor(ChoiceEditor):
    """Any number of several answers."""

    def __init__(self, spec: FieldSpec, context: FieldContext) -> None:
        self.checks = Checks(spec.offered, context.screen.look)
        super().__init__(spec, context, self.checks)
