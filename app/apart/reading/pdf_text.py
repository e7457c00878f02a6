"""Reads a PDF: the text of its pages, whether or not it can be seen there, and every other string and file in it."""

import io
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice
from typing import Any, Final

import pikepdf

from app.apart.drawn import TOO_LARGE as NOT_DRAWN_TOO_LARGE
from app.apart.drawn import NotDrawn
from app.apart.pdf import insist_on_bounds
from app.apart.reading.pdf_pages import as_shown, read_pages
from app.apart.reading.sink import DAMAGED, ENCRYPTED, TOO_LARGE, Enough, NotRead, Sink

MOST_PAGES: Final = 2_000
_MOST_STATES: Final = 10
_DEEPEST: Final = 40
_FACES: Final = ("/FontFamily", "/BaseFont", "/FontName", "/Panose")
_SEALS: Final = ("/ID", "/O", "/U", "/OE", "/UE", "/Perms", "/ByteRange")
_NOT_TYPED: Final = frozenset((*_FACES, *_SEALS))
"""What names faces, and bytes that a program made."""


def read_pdf(document: bytes, sink: Sink) -> None:
    """Read one. Raises NotRead."""
    _insist_on_bounds(document)
    _read_state(document, sink)
    for number, end in enumerate(islice(_earlier(document), _MOST_STATES + 1), 1):
        if number > _MOST_STATES:
            sink.miss("its earlier states", TOO_LARGE)
        else:
            _read_earlier(document[:end], f"as it was before change {number}", sink)


def _read_earlier(state: bytes, place: str, sink: Sink) -> None:
    try:
        _insist_on_bounds(state)
        _read_state(state, sink.beside(place, again=True))
    except Enough:
        raise
    except NotRead as why:
        sink.miss(place, str(why))


def _read_state(document: bytes, sink: Sink) -> None:
    read_pages(document, sink)
    try:
        with pikepdf.open(io.BytesIO(document), suppress_warnings=True) as opened:
            _read_objects(opened, sink)
            shown = as_shown(opened)
    except (pikepdf.PdfError, ValueError, TypeError):
        raise NotRead(DAMAGED) from None
    if shown:
        read_pages(shown, sink.beside("as it is drawn", again=True), is_again=True)


def _earlier(document: bytes) -> Iterator[int]:
    """Where the file ended before each change that was only added: what was taken out is still there.

    A file that is made for the web has an end near its beginning, before which there is no whole file.
    """
    whole = len(document.rstrip())
    for found in re.finditer(rb"%%EOF\s", document):
        state = io.BytesIO(document[: found.end()])
        if found.end() < whole:
            with suppress(pikepdf.PdfError), pikepdf.open(state, attempt_recovery=False):
                yield found.end()


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
