"""Builds the demonstration where it is not there yet, and says how far it is."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar

from app.views.context import voice
from app.views.context.context import Context
from app.views.start import before_vault
from app.views.start.screen import StartScreen
from app.views.widgets.buttons import button
from app.views.widgets.words import words

if TYPE_CHECKING:
    from app.views.context.tasks import Task


class DemoPage(StartScreen):
    """`built` gives the folder of the demonstration."""

    title = "Demonstration vault"
    built = Signal(str)
    given_up = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._task: Task | None = None
        self.body.addWidget(
            words(
                "A year of a fictional team’s work is written now. Everybody in it is invented, numbers included."
            )
        )
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName("Building the demonstration")
        self.told = words("", "hint")
        self.cancel = button("Cancel", self._give_up)
        self.body.addWidget(self.progress)
        self.body.addWidget(self.told)
        self.body.addWidget(self.cancel, 0, Qt.AlignmentFlag.AlignLeft)

    def arrive(self) -> None:
        """Begin, or go on waiting."""
        self.cancel.setFocus()
        if self._task is not None:
            return
        self.bar.clear()
        self.told.setText("Beginning.")
        self.progress.show()
        self._task = self.context.tasks.run_steps(
            before_vault.prepare_demonstration,
            owner=self,
            step=self._stepped,
            then=lambda _: self._done(),
            failed=self.refused,
        )

    def refused(self, failure: BaseException) -> None:
        """Say why it was not built."""
        self._task = None
        self.progress.hide()
        self.told.setText("")
        super().refused(failure)

    def _stepped(self, told: str) -> None:
        self.told.setText(told)

    def _done(self) -> None:
        self.run(before_vault.demonstration_folder, then=self._found)

    def _found(self, folder: object) -> None:
        self._task = None
        voice.say(self, "The demonstration is ready.")
        self.built.emit(str(folder))

    def _give_up(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self.given_up.emit()
