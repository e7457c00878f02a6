"""Shows for a minute who a victim's code stands for, to somebody admitted who says why."""

from typing import ClassVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout

from app.domain.cases.victim import VictimIdentity
from app.domain.fields.content import said, specs
from app.views.context import voice
from app.views.theme.theme import Theme
from app.views.widgets.buttons import button
from app.views.widgets.emptying import empty_out
from app.views.widgets.flow import FlowRow
from app.views.widgets.layouts import vertical
from app.views.widgets.words import selectable, words

_MOST_CHARACTERS = 500


class Reveal(QFrame):
    """Asks why, then shows the identity until the time is over or somebody leaves."""

    seconds: ClassVar[int] = 60
    """How long an identity stays on the screen."""

    asked = Signal(str, str)
    """The code to be revealed, and why."""
    change_wanted = Signal(str, object)
    """The code, and the identity as it is."""
    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._code, self._left = "", 0
        self._identity: VictimIdentity | None = None
        self.setProperty("bar", "care")
        pad = theme.pixels(0.8)
        column = vertical(self, gap=theme.pixels(0.4), pad=pad)
        self._title = words("", "h2")
        self.reason = QLineEdit()
        self.reason.setMaxLength(_MOST_CHARACTERS)
        self._label = words("Why you need to know it now", "label", buddy=self.reason)
        self._hint = words("That you looked, and when, is noted in the ledger before it is shown.", "hint")
        self._facts = QVBoxLayout()
        self._time = words("", "hint")
        self._show = button(f"Show for {self.seconds} seconds", self._ask, kind="primary")
        self._change = button("Change", self._change_it)
        self._close = button("Cancel", self.conceal)
        acts = FlowRow(theme.pixels(0.5), self._show, self._change, self._close)
        for widget in (self._title, self._label, self._hint, self.reason):
            column.addWidget(widget)
        column.addLayout(self._facts)
        column.addWidget(self._time)
        column.addWidget(acts)
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self._second_gone)
        self.reason.returnPressed.connect(self._ask)
        self.hide()

    @property
    def is_revealed(self) -> bool:
        """Whether an identity is on the screen."""
        return self._identity is not None

    def ask_for(self, code: str) -> None:
        """Ask why the identity of a code is needed."""
        self.conceal()
        self._code = code
        self._title.setText(f"Who {code} is")
        self.setAccessibleName(f"Who {code} is")
        self._arrange(revealed=False)
        self.show()
        self.reason.setFocus()

    def reveal(self, identity: VictimIdentity) -> None:
        """Show an identity, for as long as it may be seen."""
        self._identity, self._left = identity, self.seconds
        for spec in specs(VictimIdentity):
            if value := said(identity, spec.name):
                shown = selectable(words(value))
                shown.setAccessibleName(f"{spec.label}: {value}")
                self._facts.addWidget(words(spec.label, "muted", buddy=shown))
                self._facts.addWidget(shown)
        if not self._facts.count():
            self._facts.addWidget(words("No identity is kept for this code.", "hint"))
        self._arrange(revealed=True)
        self._say_time()
        self._tick.start()
        self._close.setFocus()
        voice.say(self, f"The identity is shown for {self.seconds} seconds.")

    def conceal(self) -> None:
        """Take everything off the screen."""
        was_shown = not self.isHidden()
        self._tick.stop()
        self._identity, self._code = None, ""
        self.reason.clear()
        empty_out(self._facts)
        self.hide()
        if was_shown:
            self.closed.emit()

    def _arrange(self, *, revealed: bool) -> None:
        for each in (self._label, self._hint, self.reason, self._show):
            each.setVisible(not revealed)
        for each in (self._time, self._change):
            each.setVisible(revealed)
        self._close.setText("Hide now" if revealed else "Cancel")
        self._close.setAccessibleName(self._close.text())

    def _ask(self) -> None:
        self.asked.emit(self._code, self.reason.text())

    def _change_it(self) -> None:
        code, identity = self._code, self._identity
        self.conceal()
        self.change_wanted.emit(code, identity)

    def _second_gone(self) -> None:
        self._left -= 1
        if self._left <= 0:
            self.conceal()
        else:
            self._say_time()

    def _say_time(self) -> None:
        self._time.setText(f"Hidden again in {self._left} seconds.")
