"""The last page of making a vault: the recovery key, to be printed or saved before one can go on.

The key is shown once and kept nowhere. It is covered by itself after some minutes, for whoever has gone to the printer.
"""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QCheckBox, QDialog, QFrame, QGridLayout

from app.views.context import voice
from app.views.context.context import Context
from app.views.context.timers import once
from app.views.start import before_vault
from app.views.start.printing import print_pages
from app.views.start.steps import STEPS, Step
from app.views.widgets.buttons import button
from app.views.widgets.fields import Field
from app.views.widgets.layouts import horizontal
from app.views.widgets.problems import Problem
from app.views.widgets.words import words

SHOWN_MS = 180_000
_COLUMNS = 3
_COVERED = "••••••"
_WHY = (
    "If the passphrase is ever lost, this key and nothing else opens the vault. Print it and lock it away where no "
    "colleague and no visitor can read it, apart from this machine: whoever has it and the vault reads everything."
)
_TICK = "Tick that the recovery key is put somewhere safe: it is never shown again"


class KitStep(Step):
    """Shows the recovery key; `covered` says that it was left in sight too long."""

    title = "The recovery kit"
    covered = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context, STEPS, "Open the vault")
        self._folder, self._site, self._key = Path(), "", ""
        self.add(words(_WHY))
        self.card = QFrame()
        self.card.setObjectName("card")
        self._grid = QGridLayout(self.card)
        gap = self.context.look.pixels(1)
        self._grid.setContentsMargins(gap, gap, gap, gap)
        self.groups = [words("", "h2", wrap=False) for _ in range(6)]
        for at, group in enumerate(self.groups):
            self._grid.addWidget(group, at // _COLUMNS, at % _COLUMNS)
        self.add(self.card)
        self.shows = button("Cover the key", self._turn)
        self.prints = button("Print…", self._print)
        self.saves = button("Save as PDF…", self._save)
        self.body.addLayout(horizontal(None, self.prints, self.saves, self.shows, 1))
        self.safe = QCheckBox("I have put it somewhere safe")
        self.add_field("safe", Field("Before you go on", self.safe))
        self.add_foot()
        self.back.hide()
        self._timer = once(self, SHOWN_MS, self.cover)

    def show_key(self, folder: Path, site: str, key: str) -> None:
        """Show the recovery key of the vault just made."""
        self._folder, self._site, self._key = folder, site, key
        self._uncover()

    def arrive(self) -> None:
        """Put the keyboard on printing: the first thing to do."""
        self.prints.setFocus()

    def leave(self) -> None:
        """Keep no secret."""
        self._timer.stop()
        self._key = ""
        self._cover()

    def cover(self) -> None:
        """Cover the key; it can be shown again."""
        self._cover()
        self.covered.emit()

    def check(self) -> None:
        """The box has to be ticked."""
        self.checked(() if self.safe.isChecked() else (Problem("safe", _TICK),))

    # --- the key on the screen ------------------------------------------------------------------------

    @property
    def is_covered(self) -> bool:
        """Whether the key cannot be read now."""
        return self.groups[0].text() in {"", _COVERED}

    def _turn(self) -> None:
        if self.is_covered:
            self._uncover()
        else:
            self._cover()

    def _uncover(self) -> None:
        for label, group in zip(self.groups, self._key.split("-"), strict=True):
            label.setText(group)
        spelt = "; ".join(" ".join(group) for group in self._key.split("-"))
        self.card.setAccessibleName(f"Recovery key: {spelt}")
        self._name_turn("Cover the key")
        self._timer.start()

    def _cover(self) -> None:
        for label in self.groups:
            label.setText(_COVERED)
        self.card.setAccessibleName("Recovery key, covered")
        self._name_turn("Show the key")

    def _name_turn(self, name: str) -> None:
        self.shows.setText(name)
        self.shows.setAccessibleName(name)

    # --- paper and file -------------------------------------------------------------------------------

    def _print(self) -> None:
        self.run(self._pages, then=self._choose_printer)

    def _pages(self) -> tuple[object, ...]:
        return before_vault.pictures(before_vault.kit(self._folder, self._site, self._key))

    def _choose_printer(self, pages: tuple[object, ...]) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        # The kit is drawn for it; who prints may choose another.
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        dialog = QPrintDialog(printer, self.window())
        dialog.accepted.connect(lambda: self.run(print_pages, pages, printer, then=self._printed, aside=True))
        dialog.finished.connect(dialog.deleteLater)
        # Qt’s own open() for print dialogs wants a receiver for what is connected above.
        QDialog.open(dialog)

    def _printed(self, went: object) -> None:
        if went:
            self._told("The recovery kit has gone to the printer.")
        else:
            self.bar.tell("The printer did not take it: save it as a PDF, or write the key down by hand.")

    def _save(self) -> None:
        self.context.asks.save_file(
            self, "Save the recovery kit", "recovery-kit.pdf", "PDF files (*.pdf)", self._save_to
        )

    def _save_to(self, to: Path) -> None:
        self.run(
            before_vault.save_kit,
            self._folder,
            self._site,
            self._key,
            to,
            then=lambda _: self._told(
                "Saved. Move it off this machine: to paper, or to a disk that is locked away."
            ),
        )

    def _told(self, words_: str) -> None:
        self.bar.tell(words_, "good")
        voice.say(self, words_)
