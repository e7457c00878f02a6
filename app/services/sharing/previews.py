"""Pages of a PDF as pictures and as text, made in memory by PDFium; no Qt, no file."""

from collections.abc import Iterator
from threading import Lock
from typing import Final

import pypdfium2

from app.apart.page import Page
from app.errors import CannotTell

MOST_PIXELS: Final = 40_000_000
"""In one page: a page as long as a corridor is given smaller, not refused."""
# PDFium is not made for several threads (pypdfium2's README says so).
_ONE_AT_A_TIME: Final = Lock()


def pages(pdf: bytes, width: int) -> Iterator[Page]:
    """Give the pages one by one, from 1, each `width` pixels wide. Raises CannotTell for what is no readable PDF."""
    with _ONE_AT_A_TIME:
        document = _opened(pdf)
        count = len(document)
    try:
        for number in range(1, count + 1):
            with _ONE_AT_A_TIME:
                page = _drawn(document, number, width)
            yield page
    finally:
        with _ONE_AT_A_TIME:
            document.close()


def shapes(pdf: bytes) -> tuple[float, ...]:
    """The height of each page for a width of 1, so that room is kept before anything is drawn. Raises CannotTell."""
    with _ONE_AT_A_TIME:
        document = _opened(pdf)
        try:
            sizes = (document.get_page_size(number) for number in range(len(document)))
            return tuple(high / wide for wide, high in sizes)
        except pypdfium2.PdfiumError:
            raise CannotTell("A page of that file cannot be shown: it is damaged.") from None
        finally:
            document.close()


def page(pdf: bytes, number: int, width: int) -> Page:
    """One page, `width` pixels wide; opening the file for each takes about a millisecond. Raises CannotTell."""
    with _ONE_AT_A_TIME:
        document = _opened(pdf)
        try:
            return _drawn(document, number, width)
        finally:
            document.close()


def _opened(pdf: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError:
        raise CannotTell("That file cannot be shown: it is damaged, protected or no PDF.") from None


def _drawn(document: pypdfium2.PdfDocument, number: int, width: int) -> Page:
    try:
        page = document[number - 1]
        wide, high = page.get_size()
        scale = min(width / wide, (MOST_PIXELS / (wide * high)) ** 0.5)
        bitmap = page.render(scale=scale, rev_byteorder=True)
        shown = page.get_textpage()
    except pypdfium2.PdfiumError:
        raise CannotTell("A page of that file cannot be shown: it is damaged.") from None
    try:
        pixels = bytes(bitmap.buffer)
        text = str(shown.get_text_range()).replace("\r\n", "\n")
        return Page(number, len(document), bitmap.width, bitmap.height, bitmap.stride, pixels, text)
    finally:
        shown.close()
        bitmap.close()
        page.close()
