"""Reads a PDF: the text of its pages, whether or not it can be seen there, and every other string and file in it."""

import io
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any, Final

import pikepdf
import pypdfium2
from pypdfium2 import raw as pdfium

from app.apart.drawn import TOO_LARGE as NOT_DRAWN_TOO_LARGE
from app.apart.drawn import NotDrawn
from app.apart.pdf import insist_on_bounds
from app.apart.reading.sink import (
    DAMAGED,
    ENCRYPTED,
    PICTURE,
    TOO_LARGE,
    UNMAPPED,
    Enough,
    NotRead,
    Sink,
)

MOST_PAGES: Final = 2_000
_MOST_STATES: Final = 10
_DEEPEST: Final = 40
_FEW: Final = 20
"""Characters: a page that has fewer and is more than half a picture is a picture of a page."""
_MANY_LINES: Final = 500
"""Lines and curves: a page of so many, with few characters, may have its letters drawn."""
_MOST_UNMAPPED: Final = 0.05
_SOFT: Final = ("\x02\n", "\ufffe\n", "\x02", "\ufffe")
"""How PDFium tells a word that goes on in the next line."""
_INSTEAD: Final = "/ActualText"
_NOT_TYPED: Final = frozenset(
    (
        "/FontFamily",
        "/BaseFont",
        "/FontName",
        "/ID",
        "/O",
        "/U",
        "/OE",
        "/UE",
        "/Perms",
        "/ByteRange",
        "/Panose",
    )
)


def read_pdf(document: bytes, sink: Sink) -> None:
    """Read one. Raises NotRead."""
    _insist_on_bounds(document)
    _read_state(document, sink)
    earlier = list(_earlier(document))
    for number, state in enumerate(earlier[:_MOST_STATES], 1):
        _read_state(state, sink.beside(f"as it was before change {number}", again=True))
    if len(earlier) > _MOST_STATES:
        sink.miss("its earlier states", TOO_LARGE)


def _read_state(document: bytes, sink: Sink) -> None:
    _read_pages(document, sink)
    try:
        with pikepdf.open(io.BytesIO(document), suppress_warnings=True) as opened:
            _read_objects(opened, sink)
            shown = _as_shown(opened)
    except (pikepdf.PdfError, ValueError, TypeError):
        raise NotRead(DAMAGED) from None
    if shown:
        _read_pages(shown, sink.beside("as it is drawn", again=True), is_again=True)


def _earlier(document: bytes) -> Iterator[bytes]:
    """What the file was before each change that was only added to its end: what was taken out is still there.

    A file that is made for the web has an end near its beginning, before which there is no whole file.
    """
    for end in [found.end() for found in re.finditer(rb"%%EOF\s", document)]:
        state = document[:end]
        if document[end:].strip():
            with suppress(pikepdf.PdfError), pikepdf.open(io.BytesIO(state), attempt_recovery=False):
                yield state


def _insist_on_bounds(document: bytes) -> None:
    try:
        with pikepdf.open(io.BytesIO(document), suppress_warnings=True) as opened:
            if len(opened.pages) > MOST_PAGES:
                raise NotRead(TOO_LARGE)
        insist_on_bounds(document)
    except pikepdf.PasswordError:
        raise NotRead(ENCRYPTED) from None
    except NotDrawn as why:
        raise NotRead(TOO_LARGE if str(why) == NOT_DRAWN_TOO_LARGE else DAMAGED) from None
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError):
        raise NotRead(DAMAGED) from None


# --- pages --------------------------------------------------------------------------------------------


def _as_shown(opened: pikepdf.Pdf) -> bytes:
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


def _read_pages(document: bytes, sink: Sink, *, is_again: bool = False) -> None:
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


# --- everything else ----------------------------------------------------------------------------------


def _read_objects(opened: pikepdf.Pdf, sink: Sink) -> None:
    strings: dict[str, None] = {}
    attached: list[tuple[Any, str]] = []
    scripts = set(_streams_of_forms(opened))
    for each in opened.objects:
        strings.update(dict.fromkeys(_strings(each, _DEEPEST)))
        attached += _attached(each, _DEEPEST)
        if isinstance(each, pikepdf.Stream) and (_is_metadata(each) or each.objgen in scripts):
            with suppress(pikepdf.PdfError):
                sink.say("its properties", each.read_bytes().decode("utf-8", "replace"))
    strings.update(dict.fromkeys(_strings(opened.trailer, 2)))
    sink.say("its properties, links and alternatives", "\n".join(strings))
    _read_attached(_with_others(opened, attached), sink)


def _is_metadata(stream: Any) -> bool:
    return str(stream.get("/Type", "")) == "/Metadata"


def _streams_of_forms(opened: pikepdf.Pdf) -> Iterator[tuple[int, int]]:
    """Where the form of another kind (XFA) stands, and what the file does when it is opened."""
    for each in opened.objects:
        for name in ("/XFA", "/JS", "/RC"):
            held = each.get(name) if isinstance(each, pikepdf.Dictionary) else None
            for stream in held if isinstance(held, pikepdf.Array) else (held,):
                if isinstance(stream, pikepdf.Stream):
                    yield stream.objgen


def _attached(value: Any, deeper: int) -> Iterator[tuple[Any, str]]:
    """Every file that an object holds, with its name. References are followed by the file's own list of objects."""
    if not deeper:
        return
    if isinstance(value, pikepdf.Dictionary):
        held = value.get("/EF")
        if isinstance(held, pikepdf.Dictionary):
            name = str(value.get("/UF", value.get("/F", "")))
            yield from ((stream, name) for stream in held.values() if isinstance(stream, pikepdf.Stream))
        inside = list(value.values())
    else:
        inside = list(value) if isinstance(value, pikepdf.Array) else []
    for each in inside:
        if isinstance(each, pikepdf.Dictionary | pikepdf.Array) and not each.is_indirect:
            yield from _attached(each, deeper - 1)


def _with_others(opened: pikepdf.Pdf, attached: list[tuple[Any, str]]) -> Iterator[tuple[Any, str]]:
    """Each file once, and those that nothing names any more."""
    seen: set[tuple[int, int]] = set()
    others = (
        (each, "")
        for each in opened.objects
        if isinstance(each, pikepdf.Stream) and str(each.get("/Type", "")) == "/EmbeddedFile"
    )
    for stream, name in (*attached, *others):
        if stream.objgen not in seen:
            seen.add(stream.objgen)
            yield stream, name


def _read_attached(attached: Iterable[tuple[Any, str]], sink: Sink) -> None:
    for number, (stream, name) in enumerate(attached, 1):
        place = f"attachment {number}"
        try:
            content = stream.read_bytes()
            sink.count_unpacked(len(content))
            sink.inside(place).read(content, name[name.rfind(".") :].lower() if "." in name else "")
        except Enough:
            raise
        except NotRead as why:
            sink.miss(place, str(why))
        except pikepdf.PdfError:
            sink.miss(place, DAMAGED)


def _strings(value: Any, deeper: int) -> Iterator[str]:
    """Every string in an object. References are followed by the file's own list of objects, and not here."""
    if isinstance(value, pikepdf.String):
        text = str(value)
        if not _is_made(text):
            yield text
    elif deeper and isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        for name, inner in value.items():
            is_elsewhere = isinstance(inner, pikepdf.Object) and inner.is_indirect
            if not is_elsewhere and name not in _NOT_TYPED and not _is_signature(name, value):
                yield from _strings(inner, deeper - 1)
    elif deeper and isinstance(value, pikepdf.Array):
        for inner in value:
            if not (isinstance(inner, pikepdf.Object) and inner.is_indirect):
                yield from _strings(inner, deeper - 1)


def _is_made(text: str) -> bool:
    """Whether it is bytes that a program made, and nobody's words."""
    return 4 * sum(not (sign.isprintable() or sign in "\r\n\t") for sign in text) > len(text)


def _is_signature(name: str, value: Any) -> bool:
    return name == "/Contents" and str(value.get("/Type", "")) == "/Sig"
