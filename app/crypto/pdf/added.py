"""Says what was added to a signed PDF after it was signed, in words for whoever received it.

Only the part that was signed is parsed, by whoever has found it genuine. Of what follows it the numbers of its objects
are read, and a few plain words: no PDF parser sees a stranger's bytes.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from itertools import islice
from typing import Any, Final

from app.crypto.pdf.structure import entry

_OBJECT: Final = re.compile(rb"(?<!\d)(\d{1,9})[\s\0]{1,9}\d{1,5}[\s\0]{1,9}obj\b")
_MOST: Final = 1000
_SETTINGS: Final = "what the file says of itself"
_ATTACHED: Final = "the attached file"
_SIGNATURE: Final = "the signature"
_MARKS: Final = (
    (re.compile(rb"/ByteRange\b"), "another signature"),
    (re.compile(rb"/Annot\b|/FreeText\b|/Highlight\b|/StrikeOut\b"), "a note or mark on a page"),
    (re.compile(rb"/EmbeddedFile\b|/Filespec\b"), _ATTACHED),
    (re.compile(rb"/JavaScript\b|/JS\b|/Launch\b"), "a program"),
    (re.compile(rb"/ObjStm\b"), "packed parts, which were not looked into"),
)
_NO_PART: Final = "bytes that are no part of a PDF"
_SOMETHING: Final = "parts that the signature does not cover"


def added(signed: bytes, after: bytes) -> str:
    """What `after` adds to or puts in the place of in the PDF before it, as a list in words; `signed` is parsed."""
    numbers = [int(found[1]) for found in islice(_OBJECT.finditer(after), _MOST)]
    if not numbers:
        return _NO_PART
    stood = _parts(signed)
    named = dict.fromkeys(stood[number] for number in numbers if number in stood)
    named |= dict.fromkeys(words for mark, words in _MARKS if mark.search(after))
    return ", ".join(named) or _SOMETHING


def _parts(signed: bytes) -> dict[int, str]:
    """The parts of a PDF that a reader would know, by the number of their object; empty where it cannot be read."""
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415 - seldom needed, and slow to load

    try:
        return dict(_named(PdfFileReader(BytesIO(signed), strict=False)))
    except Exception:  # noqa: BLE001 - what cannot be read has no names, and is refused all the same
        return {}


def _named(reader: Any) -> Iterator[tuple[int, str]]:
    """What stands later is the better name."""
    root = reader.root
    for held, key in (
        (reader.trailer, "/Root"),
        (reader.trailer, "/Info"),
        (root, "/Metadata"),
        (root, "/AcroForm"),
    ):
        yield from _called(_raw(held, key), _SETTINGS)
    for number, page in enumerate(_pages(root["/Pages"]), 1):
        yield from _called(page, f"page {number}")
        held = page.get_object()
        for each in _both(held, "/Contents"):
            yield from _called(each, f"the words of page {number}")
        for each in _both(held, "/Annots"):
            yield from _called(each, f"notes and marks on page {number}")
    for each in _attached(root):
        yield from _called(each, _ATTACHED)
        yield from _called(_raw(each.get_object()["/EF"], "/F"), _ATTACHED)
    for signature in reader.embedded_signatures:
        for part in (signature.sig_field, signature.sig_object):
            yield from _called(part.container_ref, _SIGNATURE)


def _attached(root: Any) -> Iterator[Any]:
    names = entry(entry(entry(root, "/Names", {}), "/EmbeddedFiles", {}), "/Names", ())
    for at in range(1, len(names), 2):
        yield names.raw_get(at)


def _pages(node: Any) -> Iterator[Any]:
    kids = node["/Kids"]
    for at in range(len(kids)):
        kid = kids.raw_get(at)
        if "/Kids" in kid.get_object():
            yield from _pages(kid.get_object())
        else:
            yield kid


def _both(held: Any, key: str) -> Iterator[Any]:
    """An entry, and what is listed in it."""
    from pyhanko.pdf_utils.generic import ArrayObject  # noqa: PLC0415 - seldom needed, and slow to load

    yield _raw(held, key)
    listed = entry(held, key, ())
    if isinstance(listed, ArrayObject):
        yield from (listed.raw_get(at) for at in range(len(listed)))


def _raw(held: Any, key: str) -> Any:
    try:
        return held.raw_get(key)
    except KeyError:
        return None


def _called(reference: Any, words: str) -> Iterator[tuple[int, str]]:
    number = getattr(reference, "idnum", None)
    if isinstance(number, int) and number:
        yield number, words
