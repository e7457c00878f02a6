"""Steps one after another: which one is in front, the line that counts them, and the way on and back."""

from collections.abc import Callable
from typing import Protocol, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.views.context import voice
from app.views.widgets.words import words


class Step(Protocol):
    """A widget that asks or shows what belongs to one step."""

    @property
    def title(self) -> str:
        """What the step is about."""

    def focus_first(self) -> None:
        """Give the keyboard to what the step is for."""


class Wizard(QStackedWidget):
    """The steps, the first in front; the last `outcomes` of them only say how it ended, and are not counted.

    A step given as what makes it is made when somebody comes so far. `line` says which step is in front: whoever
    shows the steps puts it to their title. What a step asks for before one may go on is theirs as well.
    """

    turned = Signal(int)
    """Another step is in front, by its number from 0; it has not got the keyboard yet."""
    went_back = Signal()
    """Back was asked for in the first step."""

    def __init__(self, *steps: Step | Callable[[], Step], outcomes: int = 0) -> None:
        super().__init__()
        self.at = 0
        self.line = words("", "muted", wrap=False)
        self._steps = list(steps)
        self._counted = len(steps) - outcomes
        for each in steps:
            if not callable(each):
                self._hold(each)
        self._bring(0)

    def step(self, at: int) -> Step:
        """The step of that number, made now if nobody has been there."""
        step = self._steps[at]
        if callable(step):
            step = self._steps[at] = step()
            self._hold(step)
        return step

    def turn_to(self, at: int) -> None:
        """Bring a step to the front, say so aloud and give it the keyboard."""
        self._bring(at)
        self.turned.emit(at)
        if self.isVisible():
            voice.say(self, self.line.text())
            self.focus_first()

    def forward(self) -> None:
        """To the next step."""
        self.turn_to(self.at + 1)

    def back(self) -> None:
        """To the step before, as it was left."""
        if self.at:
            self.turn_to(self.at - 1)
        else:
            self.went_back.emit()

    def focus_first(self) -> None:
        """Give the keyboard to what the step in front is for."""
        self.step(self.at).focus_first()

    def _hold(self, step: Step) -> None:
        self.addWidget(cast("QWidget", step))

    def _bring(self, at: int) -> None:
        step, self.at = self.step(at), at
        counted = f"Step {at + 1} of {self._counted}: {step.title[:1].lower()}{step.title[1:]}"
        self.line.setText(counted if at < self._counted else step.title)
        self.setCurrentWidget(cast("QWidget", step))
