"""Editors of choices: radio buttons for a few, a list that drops down for more, check boxes for any number."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.fields.declare import Choice, FieldSpec
from app.views.forms.editor import Editor, FieldContext
from app.views.forms.group import Checks, Radios
from app.views.widgets.layouts import LEFT
from app.views.widgets.unmoved import DropDown
from app.views.widgets.words import words

FEW: Final = 6
"""Up to so many choices are seen at once; more drop down."""
FIRST: Final = "Choose one"
_SHORTEST = 14
_MOST_SEEN = 16


class Combo(DropDown):
    """A list that drops down, with "Choose one" first."""

    chosen = Signal()

    def __init__(self, choices: Sequence[Choice], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.addItem(FIRST, "")
        for choice in choices:
            self.addItem(choice.label, choice.code)
            if choice.hint:
                self.setItemData(self.count() - 1, choice.hint, Qt.ItemDataRole.ToolTipRole)
        self.setSizeAdjustPolicy(self.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_SHORTEST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaxVisibleItems(_MOST_SEEN)
        self.activated.connect(self.chosen)
        self._longest = ("", 0)

    def sizeHint(self) -> QSize:
        """As wide as its longest choice."""
        least, metrics, font = super().sizeHint(), self.fontMetrics(), self.font().key()
        if self._longest[0] != font:
            # Qt asks many times for what seldom changes.
            self._longest = (
                font,
                max(metrics.horizontalAdvance(self.itemText(n)) for n in range(self.count())),
            )
        edges = least.width() - _SHORTEST * metrics.horizontalAdvance("X")
        return QSize(self._longest[1] + edges + metrics.averageCharWidth(), least.height())

    def minimumSizeHint(self) -> QSize:
        """Its first letters: what is cut is whole in the list that drops down."""
        return super().minimumSizeHint().boundedTo(self.sizeHint())

    def answer(self) -> str:
        """The code of what is chosen; empty when nothing is."""
        return str(self.currentData())

    def show_answer(self, code: str) -> None:
        """Choose by code."""
        self.setCurrentIndex(max(0, self.findData(code)))

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
        self.chooser = part
        self.stand_for(part)
        part.chosen.connect(self._picked)
        # A list that drops down is as wide as its longest choice; what is seen at once has the whole width to wrap in.
        self.row.addWidget(part, 0, LEFT if isinstance(part, Combo) else Qt.AlignmentFlag(0))

    def show_value(self, value: Any) -> None:
        """Choose by code."""
        self.chooser.show_answer(value)
        self.say_no_longer_offered(value)

    def value(self) -> Any:
        """The code chosen, or the codes that hold."""
        return self.chooser.answer()

    def _picked(self) -> None:
        self.say_no_longer_offered(self.value())
        self.edited.emit()


class RadioEditor(ChoiceEditor):
    """One of a few answers, each with its hint, none chosen beforehand."""

    def __init__(self, spec: FieldSpec, context: FieldContext) -> None:
        self.radios = Radios(spec.offered, context.screen.theme)
        super().__init__(spec, context, self.radios)


class KeyedEditor(ChoiceEditor):
    """One of many short answers in a row, each with a key: it is answered by one press."""

    answered = Signal()
    """A key chose: who answers goes on."""

    def __init__(self, spec: FieldSpec, context: FieldContext, keys: Mapping[str, str]) -> None:
        self.radios = Radios(spec.offered, context.screen.theme, keys=keys)
        super().__init__(spec, context, self.radios)
        self.radios.by_key.connect(self.answered)


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
        self.checks = Checks(spec.offered, context.screen.theme)
        super().__init__(spec, context, self.checks)
