"""Everything in what was sent that can be read as text, by where it stands: in a finished PDF, or in a text alone."""

import io
import re
from collections.abc import Iterator
from typing import Any, Final

import pikepdf
import pypdfium2

_DEEPEST = 40
_BEGINS = b"%PDF-"
_MADE: Final = re.compile(
    r"(?<![0-9a-f])(?:[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}|[0-9a-f]{64})(?![0-9a-f])"
)
"""An identifier or a digest. Nobody wrote them, and four of their signs can spell a short name by chance."""


def texts(pdf: bytes) -> dict[str, str]:
    """The text of its pages, then its properties, alternatives, links, names, form values and attached files."""
    if not is_pdf(pdf):
        return {"the text": pdf.decode("utf-8", "replace")}
    found = {f"page {n} of the PDF": text for n, text in enumerate(_pages(pdf), 1)}
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        strings: list[str] = []
        streams: list[str] = []
        for each in opened.objects:
            strings += _strings(each, _DEEPEST)
            if isinstance(each, pikepdf.Stream) and _is_text(each):
                streams.append(_MADE.sub("", each.read_bytes().decode("utf-8", "replace")))
    return found | {
        "the PDF's properties, links and alternatives": "\n".join(strings),
        "the PDF's attachment and metadata": "\n".join(streams),
    }


def is_pdf(content: bytes) -> bool:
    """Whether what was sent is a file of pages, and not the text that left by itself."""
    return content.startswith(_BEGINS)


def _pages(pdf: bytes) -> Iterator[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        for number in range(len(document)):
            page = document[number]
            text = page.get_textpage()
            try:
                yield text.get_text_range().replace("\r\n", "\n")
            finally:
                text.close()
                page.close()
    finally:
        document.close()


def _is_text(stream: Any) -> bool:
    """Whether a stream is metadata or an attached file: pages are read as they are shown, faces and pictures not."""
    return str(stream.get("/Type", "")) in {"/Metadata", "/EmbeddedFile"}


def _strings(value: Any, deeper: int) -> Iterator[str]:
    """Every string in an object. References are followed by the file's own list of objects, and not here."""
    if isinstance(value, pikepdf.String):
        yield str(value)
    elif deeper and isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        for name, inner in value.items():
            if not (inner.is_indirect if isinstance(inner, pikepdf.Object) else False) and not (
                name == "/Contents" and str(value.get("/Type", "")) == "/Sig"
            ):
                yield from _strings(inner, deeper - 1)
    elif deeper and isinstance(value, pikepdf.Array):
        for inner in value:
            if not (isinstance(inner, pikepdf.Object) and inner.is_indirect):
                yield from _strings(inner, deeper - 1)
