"""Reads the pages of a PDF: all text that is drawn there, whether or not it can be seen."""

import io
from contextlib import suppress
from typing import Any, Final

import pikepdf
import pypdfium2
from pypdfium2 import raw as pdfium

from app.apart.reading.sink import DAMAGED, PICTURE, UNMAPPED, NotRead, Sink

_DEEPEST: Final = 40
_FEW: Final = 20
"""Characters: a page that has fewer and is more than half a picture is a picture of a page."""
_MANY_LINES: Final = 500
"""Lines and curves: a page of so many, with few characters, may have its letters drawn."""
_MOST_UNMAPPED: Final = 0.05
_SOFT: Final = ("\x02\n", "\ufffe\n", "\x02", "\ufffe")
"""How PDFium tells a word that goes on in the next line."""
_INSTEAD: Final = "/ActualText"


def as_shown(opened: pikepdf.Pdf) -> bytes:
    """The file without the texts that pages give in place of what is drawn there: PDFium reads those alone.

    Empty where there are none.
    """
    has_some = False
    for each in opened.objects:
        has_some |= _is_without(each, _DEEPEST)
        if isinstance(each, pikepdf.Stream) and each.get("/Subtype") != "/Image":
            with suppress(pikepdf.PdfError):
                drawn = each.read_bytes()
                if _INSTEAD.encode() in drawn:
                    has_some = True
                    each.write(drawn.replace(_INSTEAD.encode(), b"/NoText"))
    if not has_some:
        return b""
    out = io.BytesIO()
    opened.save(out)
    return out.getvalue()


def _is_without(value: Any, deeper: int) -> bool:
    """Take such texts out of a page's own properties; gives whether there were some."""
    taken = False
    if deeper and isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        if _INSTEAD in value and value.get("/Type") != "/StructElem":
            del value[_INSTEAD]
            taken = True
        for inner in list(value.values()):
            if isinstance(inner, pikepdf.Dictionary) and not inner.is_indirect:
                taken |= _is_without(inner, deeper - 1)
    return taken


def read_pages(document: bytes, sink: Sink, *, is_again: bool = False) -> None:
    """Read all pages; `is_again` where what cannot be read was told already."""
    try:
        opened = pypdfium2.PdfDocument(document)
        opened.init_forms()
        count = len(opened)
    except pypdfium2.PdfiumError:
        raise NotRead(DAMAGED) from None
    try:
        for number in range(count):
            try:
                _read_page(opened, number, sink, is_again=is_again)
            except pypdfium2.PdfiumError:
                sink.miss(f"page {number + 1}", DAMAGED)
    finally:
        opened.close()


def _read_page(opened: pypdfium2.PdfDocument, number: int, sink: Sink, *, is_again: bool) -> None:
    place = f"page {number + 1}"
    page = opened[number]
    try:
        text = _text(page)
        sink.say(place, text, unit="line")
        if is_again:
            return
        if _is_unmapped(text):
            sink.miss(place, UNMAPPED)
        elif len("".join(text.split())) < _FEW and _is_drawn(page):
            sink.miss(place, PICTURE)
        if pdfium.FPDFPage_GetAnnotCount(page) and _is_flattened(page):
            page.close()
            page = opened[number]
            # With what notes and fields show on it.
            sink.say(f"{place} with its notes and fields", _text(page), unit="line", again=True)
    finally:
        page.close()


def _is_flattened(page: pypdfium2.PdfPage) -> bool:
    """Whether what notes and fields show is now a part of the page."""
    return bool(pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_SUCCESS)


def _text(page: pypdfium2.PdfPage) -> str:
    shown = page.get_textpage()
    try:
        text = str(shown.get_text_range()).replace("\r\n", "\n").replace("\r", "\n")
    finally:
        shown.close()
    for each in _SOFT:
        text = text.replace(each, "")
    return text


def _is_unmapped(text: str) -> bool:
    """Whether letters stand there of which the file does not say what they are."""
    strange = sum(
        sign == "\ufffd" or "\ue000" <= sign <= "\uf8ff" or (sign < " " and sign != "\n") for sign in text
    )
    return strange > _FEW // 2 and strange > _MOST_UNMAPPED * len(text)


def _is_drawn(page: pypdfium2.PdfPage) -> bool:
    """Whether a page is more than half picture, or may have its letters drawn line by line."""
    wide, high = page.get_size()
    covered, lines = 0.0, 0
    for each in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_PATH]):
        if each.type == pdfium.FPDF_PAGEOBJ_PATH:
            lines += max(1, pdfium.FPDFPath_CountSegments(each.raw))
        else:
            left, bottom, right, top = each.get_bounds()
            covered += max(0.0, min(right, wide) - max(left, 0.0)) * max(
                0.0, min(top, high) - max(bottom, 0.0)
            )
    return 2 * covered > wide * high or lines > _MANY_LINES
