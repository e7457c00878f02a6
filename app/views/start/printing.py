"""Puts pages drawn as pictures on paper; away from the window, for a page takes longer than a frame."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrinter

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.services.sharing.previews import Page


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
