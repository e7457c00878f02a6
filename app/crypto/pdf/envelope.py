"""The outer form of a signed PDF, judged on its bytes alone, before any PDF parser sees a file from outside.

A file has this form if one signature covers every byte of it but the signature itself, and the signature
stands there in the one encoding `pdf_signing` writes. Whatever is appended, cut off, turned over or added
breaks the form; and since only a file that some key signed whole gets any further, nobody can feed the PDF
parser who cannot sign.
"""

import enum
import hashlib
import re
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice

from app.crypto.pdf import cades
from app.errors import NotGenuine

_RANGES = re.compile(
    rb"/ByteRange\s{0,9}\[\s{0,9}0\s{1,9}(\d{1,10})\s{1,9}(\d{1,10})\s{1,9}(\d{1,10})\s{0,99}\]"
)
# A damaged signature shows at least one of these: one altered byte cannot spoil both.
_REMAINS = (b"/ByteRange", b"/ETSI.CAdES.detached", b"/adbe.pkcs7.detached", b"/ETSI.RFC3161")
_LONGEST_CONTENTS = 64 * 1024
_MOST_SIGNATURES = 16
_END = b"%%EOF"
_BEGUN = re.compile(rb"\d|x(?:r|$)")  # the number of an object, or a table of them
_BLANK = b"\0\t\n\f\r "
_MOST_RANGES = 1000  # beyond these a file is made to waste time, and whatever follows is not looked at


class Fault(enum.Enum):
    """Why a file has not the form of a signed PDF."""

    CUT_SHORT = "cut short"
    UNSIGNED = "unsigned"
    REMAINS = "remains"
    SEVERAL = "several"
    NOT_WHOLE = "not whole"
    ALTERED = "altered"


@dataclass(frozen=True)
class Envelope:
    """A file whose last signature holds for all of it. Says nothing about trust.

    `below` is that of the file as its author signed it, where this signature is a second one over it and more.
    """

    signed: tuple[int, int, int, int]
    container: cades.Container
    below: "Envelope | None" = None


def open_envelope(data: bytes) -> Envelope | Fault:
    """Check the outer form in time proportional to the size of the file."""
    found = signatures(data)
    if (
        is_pdf(data)
        and not _has_end(data)
        and len(data) not in {start + length for _, start, length in found}
    ):
        return Fault.CUT_SHORT
    if not found:
        return Fault.REMAINS if any(mark in data for mark in _REMAINS) else Fault.UNSIGNED
    *earlier, (end, start, length) = found
    below = None
    if earlier:
        below = _alone(data, earlier[0])
        if len(earlier) > 1 or below is None or start + length != len(data):
            return Fault.SEVERAL
    if start + length != len(data):
        return Fault.NOT_WHOLE
    digest = hashlib.sha256(memoryview(data)[:end])
    digest.update(memoryview(data)[start:])
    try:
        container = cades.check(_contents(data[end:start]), digest.digest())
    except NotGenuine:
        return Fault.SEVERAL if earlier else Fault.ALTERED
    return Envelope((0, end, start, length), container, below)


def _alone(data: bytes, span: tuple[int, int, int]) -> Envelope | None:
    """The file as it was with its first signature alone, if that held for all of it then."""
    _, start, length = span
    opened = open_envelope(data[: start + length]) if start + length < len(data) else None
    return opened if isinstance(opened, Envelope) else None


def is_pdf(data: bytes) -> bool:
    """Whether a file begins as a PDF does."""
    return b"%PDF-" in data[:1024]


def claims_to_be_ours(data: bytes) -> bool:
    """Whether any signature in the file is written in the one encoding used here, whatever it signs."""
    for end, start, _ in signatures(data):
        with suppress(NotGenuine):
            if cades.is_of_this_form(_contents(data[end:start])):
                return True
    return False


def _has_end(data: bytes) -> bool:
    """Whether the file ends where a PDF does: nothing that belongs to one has begun after the last end mark."""
    at = data.rfind(_END)
    return at >= 0 and not _BEGUN.match(data[at + len(_END) :].lstrip(_BLANK))


def signatures(data: bytes) -> list[tuple[int, int, int]]:
    """Find the byte ranges that enclose something like a signature, which mere text does not."""
    found = []
    for match in islice(_RANGES.finditer(data), _MOST_RANGES):
        end, start, length = (int(number) for number in match.groups())
        if end < start <= len(data) and data[end : end + 1] == b"<" and data[start - 1 : start] == b">":
            found.append((end, start, length))
        if len(found) == _MOST_SIGNATURES:
            break
    return found


def _contents(gap: bytes) -> bytes:
    """Read the container between the signed ranges: capital hexadecimal, then noughts.

    Raises `NotGenuine`.
    """
    if len(gap) > _LONGEST_CONTENTS:
        raise NotGenuine
    try:
        octets = bytes.fromhex(gap[1:-1].decode("ascii"))
    except ValueError as broken:
        raise NotGenuine from broken
    container = octets[: cades.length(octets)]
    if b"<%s>" % container.hex().upper().encode().ljust(len(gap) - 2, b"0") != gap:
        raise NotGenuine
    return container
