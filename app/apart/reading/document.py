"""Reads a document by what it is, which is seen in its bytes first and in the ending of its name only then."""

import re
from collections.abc import Callable
from importlib import import_module
from typing import Final

from app.apart.reading.pictures import is_picture
from app.apart.reading.sink import DAMAGED, PICTURE, TOO_LARGE, UNKNOWN, Enough, NotRead, Sink, Tell
from app.apart.reading.strings import strings

_READERS: Final = {
    "pdf": ("pdf_text", "read_pdf"),
    "packed": ("packed", "read_packed"),
    "compound": ("outlook", "read_compound"),
    "rtf": ("rtf", "read_rtf"),
    "mail": ("mail", "read_mail"),
    "html": ("html", "read_html"),
    "xml": ("xml_text", "read_xml"),
    "json": ("plain", "read_json"),
    "csv": ("plain", "read_csv"),
    "text": ("plain", "read_text"),
}
"""The module and function of each kind; they are loaded when they are needed."""
_BEGINS: Final = (
    (b"PK\x03\x04", "packed"),
    (b"PK\x05\x06", "packed"),
    (b"PK\x07\x08", "packed"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "compound"),
    (b"{\\rtf", "rtf"),
)
_PDF: Final = b"%PDF-"
_PDF_WITHIN: Final = 1024
_ENDINGS: Final = {
    ".eml": "mail",
    ".mht": "mail",
    ".mhtml": "mail",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".svg": "xml",
    ".fodt": "xml",
    ".fods": "xml",
    ".fodp": "xml",
    ".xml": "xml",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "csv",
}
_OTHERS: Final = (
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ",
    b"MSCF",
    b"\x28\xb5\x2f\xfd",
)
"""Other ways to pack; what is in them is not read."""
_MAIL: Final = re.compile(
    rb"(?:From |(?:Return-Path|Received|Delivered-To|From|To|Subject|Date|MIME-Version|Message-ID|X-[\w-]+):)"
    rb"[^\n]*\n(?:[ \t][^\n]*\n)*[A-Za-z-]+:",
    re.IGNORECASE,
)
_HTML: Final = re.compile(rb"\s*(?:<!doctype html|<html|<head|<body)", re.IGNORECASE)


def read_document(document: bytes, ending: str, tell: Tell) -> None:
    """Read a document and all that is in it. `ending` is how its name ends, such as ".eml"."""
    try:
        Sink(tell, _read).read(document, ending)
    except Enough as why:
        Sink(tell, _read).miss("", str(why))


def kind_of(document: bytes, ending: str) -> str:
    """What a document is; empty for what cannot be read."""
    for begins, kind in _BEGINS:
        if document.startswith(begins):
            return kind
    if _PDF in document[:_PDF_WITHIN]:
        return "pdf"
    if document.startswith(_OTHERS):
        return ""
    if ending in _ENDINGS:
        return _ENDINGS[ending]
    if _MAIL.match(document):
        return "mail"
    return "html" if _HTML.match(document) else "text"


def _reader(kind: str) -> Callable[[bytes, Sink], None]:
    """What reads that kind. Raises NotRead."""
    if not kind:
        raise NotRead(UNKNOWN)
    module, name = _READERS[kind]
    reader: Callable[[bytes, Sink], None] = getattr(import_module(f"app.apart.reading.{module}"), name)
    return reader


def _read(document: bytes, ending: str, sink: Sink) -> None:
    if not document:
        return
    if is_picture(document, ending):
        sink.miss("", PICTURE)
        return
    kind = kind_of(document, ending)
    try:
        _reader(kind)(document, sink)
    except Enough:
        raise
    except NotRead as why:
        if str(why) == UNKNOWN:
            sink.say("the words in it", "\n".join(strings(document)))
        sink.miss("", str(why))
    except MemoryError:
        sink.miss("", TOO_LARGE)
    except Exception:  # noqa: BLE001 - whatever a broken document does to its reader, it was not read
        sink.miss("", DAMAGED)
