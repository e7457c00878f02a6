"""Pages on paper; the printer is Qt's own that writes a PDF."""

from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from app.services.sharing.previews import pages
from app.services.team.recovery_kit import kit
from app.views.widgets.recovery_key import pictures, print_pages


def _kit() -> bytes:
    return kit(
        "Northmoor", "01a20000-0000-7000-8000-000000000001", "ABCDEF-" * 5 + "ABCDEF", date(2026, 11, 23)
    )


def test_a_page_fills_its_paper(qapp: QApplication, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    assert print_pages(pictures(_kit()), printer)
    printed = (tmp_path / "out.pdf").read_bytes()
    document = pypdfium2.PdfDocument(printed)
    assert len(document) == 1
    # Ink where the kit has ink, to the foot of the page.
    wanted = next(pages(_kit(), 600))
    got = next(pages(printed, 600))
    dark = [_ink(each.pixels, each.stride, each.height) for each in (wanted, got)]
    assert abs(dark[0][0] - dark[1][0]) < 6
    assert abs(dark[0][1] - dark[1][1]) < 6


def _ink(pixels: bytes, stride: int, height: int) -> tuple[int, int]:
    """The first and the last row with ink."""
    rows = [at for at in range(height) if min(pixels[at * stride : (at + 1) * stride]) < 190]
    return rows[0], rows[-1]


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_takes_nothing_is_told(qapp: QApplication, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "nowhere" / "out.pdf"))
    assert not print_pages(pictures(_kit()), printer)
