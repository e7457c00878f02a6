"""A group of options: one name for all of them, one stop of the tab key, none chosen until a person chooses."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QGroupBox, QWidget

from app.domain.fields.declare import Choice
from app.views.context import voice
from app.views.forms.columns import Columns
from app.views.forms.option import ARROWS, CheckOption, RadioOption, RowOption
from app.views.theme.theme import Theme
from app.views.widgets.buttons import button
from app.views.widgets.flow import FlowRow
from app.views.widgets.layouts import horizontal, vertical

_KEYS = frozenset("0123456789w")
_ONE_COLUMN = 6
_CHECK_EMS = 17
_IN_ROW, _ROW_LETTERS = 5, 48


def fits_a_row(choices: Sequence[Choice]) -> bool:
    """Whether all answers are so few and so short that they stand in one row."""
    letters = sum(len(choice.label) for choice in choices)
    return len(choices) <= _IN_ROW and letters <= _ROW_LETTERS and not any(c.hint for c in choices)


class Group(QGroupBox):
    """Holds options under one accessible name; drawn as nothing."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setObjectName("group")
        self.box = vertical(self, gap=theme.pixels(0.1))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Nothing: the label above it is its title."""


class Radios(Group):
    """Exactly one of several answers, or none yet; arrow keys go through them, "Clear" takes the answer back.

    An option whose code is a digit, or the letter W, is also chosen by that key, or by its own where `keys` are given,
    code by key: then all stand in one row.
    """

    chosen = Signal()
    """The person chose, or cleared."""

    by_key = Signal()
    """The person chose by a key of an option."""

    def __init__(
        self,
        choices: Sequence[Choice],
        theme: Theme,
        parent: QWidget | None = None,
        keys: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(theme, parent)
        own = {choice.code: choice.code for choice in choices if choice.code in _KEYS}
        self._keys = own if keys is None else keys
        self._group = QButtonGroup(self)
        self._options: dict[str, RadioOption] = {}
        stands_in_row = fits_a_row(choices) or keys is not None
        sort = RowOption if stands_in_row else RadioOption
        for choice in choices:
            option = sort(choice.label, choice.hint, theme, self)
            self._options[choice.code] = option
            self._group.addButton(option)
        self._clear = button("Clear", self._cleared, kind="link", hint="Take the answer back")
        # Its place is kept: nothing may move under the hand that has just chosen.
        keeps = self._clear.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)
        self._clear.setSizePolicy(keeps)
        self._clear.hide()
        self._place(theme, stands_in_row=stands_in_row)
        self._group.buttonClicked.connect(self._picked)
        self._one_stop()

    def _place(self, theme: Theme, *, stands_in_row: bool) -> None:
        if stands_in_row:
            self.box.addWidget(FlowRow(theme.px(4), *self._options.values(), self._clear))
            return
        *others, last = self._options.values()
        for option in others:
            self.box.addWidget(option)
        self.box.addLayout(horizontal(None, (last, 1), (self._clear, Qt.AlignmentFlag.AlignBottom)))

    def answer(self) -> str:
        """The code of what is chosen; empty when nothing is."""
        return next((code for code, option in self._options.items() if option.isChecked()), "")

    def show_answer(self, code: str) -> None:
        """Choose by code; empty chooses nothing."""
        if code == self.answer():
            return
        self._group.setExclusive(False)
        for each, option in self._options.items():
            option.setChecked(each == code)
        self._group.setExclusive(True)
        self._clear.setVisible(bool(code))
        self._one_stop()

    def note(self, code: str, text: str) -> None:
        """Put a note at one option and take it from the others; an empty code takes it from all."""
        for each, option in self._options.items():
            option.note(text if each == code else "")

    def stop(self) -> RadioOption:
        """The option that the tab key comes to: the chosen one, or the first."""
        return self._options.get(self.answer()) or next(iter(self._options.values()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A key of an option chooses it, an arrow key goes to the next; Delete clears."""
        code = self._keys.get(event.text().lower()) if event.text() else None
        option = self._options.get(code) if code is not None else None
        if event.key() in ARROWS:
            option = self._next(ARROWS[Qt.Key(event.key())])
        if option is not None:
            option.setFocus()
            option.click()
            if code is not None:
                self.by_key.emit()
        elif event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace} and self.answer():
            self._cleared()
        else:
            super().keyPressEvent(event)

    def _next(self, by: int) -> RadioOption:
        options = list(self._options.values())
        held = next((n for n, option in enumerate(options) if option.hasFocus()), options.index(self.stop()))
        return options[(held + by) % len(options)]

    def _picked(self) -> None:
        self._clear.show()
        self._one_stop()
        self.chosen.emit()

    def _cleared(self) -> None:
        self.stop().setFocus()
        self.show_answer("")
        voice.say(self, "Cleared")
        self.chosen.emit()

    def _one_stop(self) -> None:
        stop = self.stop()
        for option in self._options.values():
            tab = Qt.FocusPolicy.StrongFocus if option is stop else Qt.FocusPolicy.ClickFocus
            option.setFocusPolicy(tab)
        self.setFocusProxy(stop)


class Checks(Group):
    """Any number of several answers."""

    chosen = Signal()

    def __init__(self, choices: Sequence[Choice], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._options: dict[str, CheckOption] = {}
        columns = Columns(theme, least=_CHECK_EMS, most=2 if len(choices) > _ONE_COLUMN else 1, parent=self)
        columns.set_gap(theme.pixels(0.1))
        self.box.addWidget(columns)
        for choice in choices:
            option = CheckOption(choice.label, choice.hint, theme)
            option.clicked.connect(self.chosen)
            self._options[choice.code] = option
            columns.add(option)
        if self._options:
            self.setFocusProxy(next(iter(self._options.values())))

    def answer(self) -> tuple[str, ...]:
        """The codes that hold, in the order they are offered."""
        return tuple(code for code, option in self._options.items() if option.isChecked())

    def show_answer(self, codes: tuple[str, ...]) -> None:
        """Tick those."""
        for code, option in self._options.items():
            option.setChecked(code in codes)
