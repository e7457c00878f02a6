"""Reads RTF: all of its text, that of hidden groups too; and takes the form apart in which Outlook keeps it."""

import re
from collections.abc import Iterator
from struct import unpack_from
from typing import Final

from app.apart.reading.sink import DAMAGED, FIELD, MOST_UNPACKED, PICTURES, NotRead, Sink

_TOKEN: Final = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}]+)|\\"
)
_SIGNS: Final = {
    "par": "\n",
    "line": "\n",
    "sect": "\n",
    "page": "\n",
    "row": "\n",
    "tab": "\t",
    "cell": FIELD,
    "nestcell": FIELD,
    "lquote": "\N{LEFT SINGLE QUOTATION MARK}",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "endash": "–",
    "emdash": "—",
}
_NO_TEXT: Final = frozenset(("pict", "objdata", "themedata", "colorschememapping", "datastore", "blipuid"))
"""Groups that hold figures of a picture or an object."""
_HEAD: Final = 16
_COMPRESSED: Final = 0x75465A4C
_PLAIN: Final = 0x414C454D
_WINDOW: Final = 4096
_PRESET: Final = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript "
    b"\\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par "
    b"\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
"""With what the window of a compressed text begins ([MS-OXRTFCP] 2.1.3.1)."""


def read_rtf(document: bytes, sink: Sink) -> None:
    """Read a text."""
    reading = _Reading()
    sink.say("", "".join(reading.texts(document)), unit="line")
    if reading.pictures:
        sink.miss("", PICTURES, reading.pictures)


class _Reading:
    def __init__(self) -> None:
        self.pictures = 0

    def texts(self, document: bytes) -> Iterator[str]:
        """Its text, a piece at a time."""
        outer: list[tuple[int, bool]] = []
        fallback, is_silent, skip, at = 1, False, 0, 0
        while found := _TOKEN.match(document, at):
            at = found.end()
            word, number, code, sign, brace, text = found.groups()
            if brace == b"{":
                outer.append((fallback, is_silent))
            elif brace == b"}":
                fallback, is_silent = outer.pop() if outer else (1, False)
            elif word == b"bin":
                at += max(0, int(number or 0))
            elif word is not None:
                name = word.decode("ascii")
                self.pictures += name == "pict"
                is_silent |= name in _NO_TEXT
                if name == "u" and number:
                    yield chr(int(number) % 65536)
                    skip = fallback
                    continue
                if name == "uc":
                    fallback = int(number or 1)
                yield _SIGNS.get(name, "")
            elif not is_silent:
                said = self._said(code, sign, text)
                yield said[skip:]
                skip = max(0, skip - len(said))
                continue
            skip = 0

    @staticmethod
    def _said(code: bytes | None, sign: bytes | None, text: bytes | None) -> str:
        if code is not None:
            return bytes([int(code, 16)]).decode("cp1252", "replace")
        if sign is not None:
            return {b"~": " ", b"_": "-", b"-": "", b"*": "", b"\n": "\n", b"\r": "\n"}.get(
                sign, sign.decode("cp1252", "replace")
            )
        return (text or b"").replace(b"\r", b"").replace(b"\n", b"").decode("cp1252", "replace")


def uncompressed(packed: bytes) -> bytes:
    """The RTF of an Outlook message ([MS-OXRTFCP]). Raises NotRead."""
    if len(packed) < _HEAD:
        raise NotRead(DAMAGED)
    size, kind = unpack_from("<II", packed, 4)
    if kind == _PLAIN:
        return packed[_HEAD : _HEAD + size]
    if kind != _COMPRESSED or size > MOST_UNPACKED:
        raise NotRead(DAMAGED)
    out = bytearray()
    for letter in _unpacked(packed):
        if len(out) >= size:
            break
        out.append(letter)
    return bytes(out)


def _unpacked(packed: bytes) -> Iterator[int]:
    """Each letter: as it stands, or where in the last 4,096 it stood before; a reference to here is the end."""
    window = bytearray(_PRESET.ljust(_WINDOW, b"\0"))
    write = len(_PRESET)
    for is_reference, one, two in _tokens(packed):
        read, length = (one << 8 | two) >> 4, (two & 15) + 2
        if is_reference and read == write % _WINDOW:
            return
        for n in range(length if is_reference else 1):
            letter = window[(read + n) % _WINDOW] if is_reference else one
            window[write % _WINDOW] = letter
            write += 1
            yield letter


def _tokens(packed: bytes) -> Iterator[tuple[bool, int, int]]:
    """Letters and references, eight after each byte that says which is which."""
    at = _HEAD
    while at < len(packed):
        control, at = packed[at], at + 1
        for bit in range(8):
            is_reference = bool(control >> bit & 1)
            if at + is_reference >= len(packed):
                return
            yield is_reference, packed[at], packed[at + 1] if is_reference else 0
            at += 1 + is_reference
