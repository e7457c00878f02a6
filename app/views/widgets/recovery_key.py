"""A recovery key on the screen, to be printed or saved: it is shown once and kept nowhere.

It is covered by itself after some minutes, for whoever has gone to the printer.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QImage, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QWidget

from app.views.context import voice
from app.views.context.context import Context
from app.views.context.timers import once
from app.views.widgets.buttons import button
from app.views.widgets.layouts import horizontal, vertical
from app.views.widgets.words import words
from app.whole_file import replace_file

if TYPE_CHECKING:
    from app.apart.page import Page

T = TypeVar("T")
SHOWN_MS = 180_000
_COLUMNS = 3
_COVERED = "••••••"
_PRINTED_WIDTH = 2480
"""Pixels of an A4 page at 300 dots an inch."""
_TO_PRINTER = "The recovery kit has gone to the printer."
_NOT_PRINTED = "The printer did not take it: save it as a PDF, or write the key down by hand."
_SAVED = "Saved. Move it off this machine: to paper, or to a disk that is locked away."


class RecoveryKeyView(QWidget):
    """The key in its groups, and the ways to keep it. `kit` makes the sheet of a key as a PDF, away from the window.

    `covered` says that it was left in sight too long, `told` what became of printing or saving and of which kind that
    is, `refused` has a failure.
    """

    covered = Signal()
    told = Signal(str, str)
    refused = Signal(object)

    def __init__(self, context: Context, kit: Callable[[str], bytes]) -> None:
        super().__init__()
        self._context, self._kit = context, kit
        self._key = ""
        self.is_kept = False
        """Whether it was printed or saved."""
        self.card = QFrame()
        self.card.setObjectName("card")
        grid = QGridLayout(self.card)
        gap = context.theme.pixels(1)
        grid.setContentsMargins(gap, gap, gap, gap)
        self.groups = [words("", "h2", wrap=False) for _ in range(6)]
        for at, group in enumerate(self.groups):
            grid.addWidget(group, at // _COLUMNS, at % _COLUMNS)
        self.prints = button("Print…", self._print)
        self.saves = button("Save as PDF…", self._save)
        self.shows = button("Cover the key", self._turn)
        row = horizontal(None, self.prints, self.saves, self.shows, 1)
        vertical(self, self.card, row, gap=context.theme.pixels(0.8))
        self._timer = once(self, SHOWN_MS, self.cover)

    def show_key(self, key: str) -> None:
        """Show a key that was just made."""
        self._key, self.is_kept = key, False
        self._uncover()

    def forget(self) -> None:
        """Keep no secret."""
        self._timer.stop()
        self._key = ""
        self._cover()

    def cover(self) -> None:
        """Cover the key; it can be shown again."""
        self._cover()
        self.covered.emit()

    # --- on the screen ----------------------------------------------------------------------------------

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

    # --- paper and file ---------------------------------------------------------------------------------

    def _print(self) -> None:
        self._run(lambda key: pictures(self._kit(key)), self._key, then=self._choose_printer)

    def _choose_printer(self, pages: "tuple[Page, ...]") -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        # The kit is drawn for it; who prints may choose another.
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        dialog = QPrintDialog(printer, self.window())
        dialog.accepted.connect(
            lambda: self._run(print_pages, pages, printer, then=self._printed, aside=True)
        )
        dialog.finished.connect(dialog.deleteLater)
        # Qt’s own open() for print dialogs wants a receiver for what is connected above.
        QDialog.open(dialog)

    def _printed(self, went: bool) -> None:  # noqa: FBT001 - what the printer said
        if went:
            self._is_safe(_TO_PRINTER)
        else:
            self.told.emit(_NOT_PRINTED, "error")

    def _save(self) -> None:
        title, name = "Save the recovery kit", "recovery-kit.pdf"
        self._context.asks.save_file(self, title, name, "PDF files (*.pdf)", self._save_to)

    def _save_to(self, to: Path) -> None:
        # For its owner alone, and in place of a file of that name: the question for it has asked.
        self._run(
            lambda key: replace_file(to, self._kit(key)), self._key, then=lambda _: self._is_safe(_SAVED)
        )

    def _is_safe(self, message: str) -> None:
        self.is_kept = True
        self.told.emit(message, "good")
        voice.say(self, message)

    def _run(
        self, work: Callable[..., T], *arguments: object, then: Callable[[T], None], aside: bool = False
    ) -> None:
        tasks, failed = self._context.tasks, self.refused.emit
        tasks.run(work, *arguments, owner=self, then=then, failed=failed, aside=aside)


def pictures(pdf: bytes) -> "tuple[Page, ...]":
    """The pages of a PDF as a printer takes them."""
    from app.services.sharing import previews  # noqa: PLC0415 - seldom wanted

    return tuple(previews.pages(pdf, _PRINTED_WIDTH))


def print_pages(pages: "Iterable[Page]", printer: QPrinter) -> bool:
    """Print pictures of pages, each as large as the paper lets it be; tells whether the printer took them."""
    printer.setFullPage(True)
    painter = QPainter()
    if not painter.begin(printer):
        return False
    try:
        for page in pages:
            if page.number > 1 and not printer.newPage():
                return False
            image = QImage(page.pixels, page.width, page.height, page.stride, QImage.Format.Format_RGB888)
            paper = QRectF(printer.paperRect(QPrinter.Unit.DevicePixel))
            paper.moveTo(0, 0)
            size = image.size().scaled(paper.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
            painter.drawImage(QRectF(0, 0, size.width(), size.height()), image)
    finally:
        painter.end()
    return True
