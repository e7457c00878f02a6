"""A PDF, drawn a page at a time once it is known how much there is in it."""

import io
import zlib
from collections.abc import Iterator
from typing import Any, Final

import pikepdf
import pypdfium2

from app.apart.drawn import DAMAGED, MOST_IN_SOURCE, MOST_TEXT, TOO_LARGE, Drawn, NotDrawn, scaled
from app.apart.page import Page

MOST_UNPACKED: Final = 200 * 1024 * 1024
"""Bytes that all streams of a PDF may be together when they are unpacked."""
MOST_PAGES: Final = 5_000
_PIECE: Final = 64 * 1024
_FLATE: Final = {"/FlateDecode", "/Fl"}
_PACKING: Final = {"/LZWDecode", "/LZW", "/RunLengthDecode", "/RL"}
"""Filters that can make much of little and that qpdf alone undoes."""


class PdfPages(Drawn):
    """The pages of a PDF that is not too large."""

    def __init__(self, pdf: bytes) -> None:
        insist_on_bounds(pdf)
        try:
            self._document = pypdfium2.PdfDocument(pdf)
            sizes = [self._document.get_page_size(number) for number in range(len(self._document))]
        except pypdfium2.PdfiumError:
            raise NotDrawn(DAMAGED) from None
        self._shapes = tuple(high / wide if wide > 0 and high > 0 else 1.0 for wide, high in sizes)

    @property
    def shapes(self) -> tuple[float, ...]:
        """Of each page."""
        return self._shapes

    def page(self, number: int, width: int) -> Page:
        """One page, with its words."""
        try:
            page = self._document[number - 1]
            wide, high = page.get_size()
            bitmap = page.render(scale=scaled(max(wide, 1.0), max(high, 1.0), width), rev_byteorder=True)
            shown = page.get_textpage()
            count = min(shown.count_chars(), MOST_TEXT)
            text = str(shown.get_text_range(0, count)) if count else ""
        except (pypdfium2.PdfiumError, IndexError):
            raise NotDrawn(DAMAGED) from None
        try:
            return Page(
                number,
                len(self._shapes),
                bitmap.width,
                bitmap.height,
                bitmap.stride,
                bytes(bitmap.buffer),
                text.replace("\r\n", "\n"),
            )
        finally:
            shown.close()
            bitmap.close()
            page.close()


def insist_on_bounds(pdf: bytes) -> None:
    """Raise NotDrawn for more pages or more bytes than are drawn, before anything is unpacked whole."""
    try:
        with pikepdf.open(io.BytesIO(pdf), suppress_warnings=True) as opened:
            if len(opened.pages) > MOST_PAGES:
                raise NotDrawn(TOO_LARGE)
            left = MOST_UNPACKED
            for each in opened.objects:
                if isinstance(each, pikepdf.Stream):
                    left -= _unpacked(each, left)
                    if left < 0:
                        raise NotDrawn(TOO_LARGE)
    except MemoryError:
        raise NotDrawn(TOO_LARGE) from None
    except (pikepdf.PdfError, pikepdf.PasswordError, ValueError, TypeError, RuntimeError, RecursionError):
        raise NotDrawn(DAMAGED) from None


def _unpacked(stream: Any, most: int) -> int:
    """How many bytes a stream is when it is unpacked, and while it is; no more than a little over `most`."""
    if (pixels := _pixels(stream)) > MOST_IN_SOURCE:
        raise NotDrawn(TOO_LARGE)
    filters = _filters(stream)
    packed = bytes(stream.read_raw_bytes())
    flate = 0
    while flate < len(filters) and filters[flate] in _FLATE:
        flate += 1
    if flate == 0 and _PACKING.isdisjoint(filters):
        return len(packed)
    if not _PACKING.isdisjoint(filters):
        # Bounded by the memory that this process may have.
        return len(stream.read_bytes())
    del pixels
    total = 0
    pieces = iter([packed])
    counted = [0] * flate
    for level in range(flate):
        pieces = _counted(_inflated(pieces), counted, level)
    for _ in pieces:
        total = sum(counted)
        if total > most:
            break
    return max(total, sum(counted))


def _inflated(packed: Iterator[bytes]) -> Iterator[bytes]:
    """Unpack, a small piece at a time; what is damaged ends it, as it ends a reader."""
    unpacking = zlib.decompressobj()
    for each in packed:
        rest = each
        while rest and not unpacking.eof:
            try:
                piece = unpacking.decompress(rest, _PIECE)
            except zlib.error:
                return
            rest = unpacking.unconsumed_tail
            if piece:
                yield piece


def _counted(pieces: Iterator[bytes], counted: list[int], level: int) -> Iterator[bytes]:
    for piece in pieces:
        counted[level] += len(piece)
        yield piece


def _filters(stream: Any) -> list[str]:
    said = stream.get("/Filter")
    if said is None:
        return []
    return [str(each) for each in said] if isinstance(said, pikepdf.Array) else [str(said)]


def _pixels(stream: Any) -> int:
    """Of a picture how many pixels it says that it has."""
    if stream.get("/Subtype") != "/Image":
        return 0
    try:
        return int(stream.get("/Width", 0)) * int(stream.get("/Height", 0))
    except (TypeError, ValueError):
        raise NotDrawn(DAMAGED) from None
