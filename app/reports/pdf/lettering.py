"""Sets any text that can be signed: each character in a face that has it, and what no face has by name.

A name stands in brackets and in italics, which nothing else does, and inside a Span whose ActualText is what was signed
(ISO 32000-1, 14.9.4): copying, searching and a screen reader give the characters themselves.
"""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from app.reports.pdf import fonts, naming

NOTE = (
    "[In italics and brackets]: signs and letters that cannot be printed here, by name. "
    "Text copied from this page holds them as they were signed."
)
# No face here has the light tick, which clinical notes are full of.
_DRAWN_AS = {"\N{CHECK MARK}": "\N{HEAVY CHECK MARK}"}
_END_OF_SPAN = "EMC"
_BEGIN, _BEGIN_NAME, _END = "asSigned", "named", "end"
_RUN = re.compile(
    "[m ]+|f+|(?P<plain>y+(?: y+)*)|(?P<letters>l[lkp]*(?: l[lkp]*)*)|(?P<digits>d+)|(?P<signs>[kps]+)"
)
_NAMES = {"letters": naming.of_letters, "digits": naming.of_digits, "signs": naming.of_signs}


@dataclass(frozen=True, slots=True)
class Piece:
    """What is printed in one face; without a face of its own in that of the text around it.

    `signed` are the characters that it stands for where it is not they themselves.
    """

    text: str
    face: str | None = None
    signed: str = ""

    @property
    def is_name(self) -> bool:
        """Whether it says what is there in place of showing it."""
        return bool(self.signed) and self.face == fonts.ITALIC


def pieces(text: str) -> Iterator[Piece]:
    """Take a text apart by what can print it; the pieces stand for all of it, in order."""
    if _is_plain(text):
        yield Piece(text)
        return
    at = 0
    for found in naming.SEQUENCE.finditer(text):
        yield from _runs(text[at : found.start()])
        yield _sequence(found["one"], found[0])
        at = found.end()
    yield from _runs(text[at:])


def has_names(texts: Iterable[str]) -> bool:
    """Whether anything in the texts is printed by name."""
    return any(piece.is_name for text in texts if not _is_plain(text) for piece in pieces(text))


def _is_plain(text: str) -> bool:
    """Whether Fira Sans prints all of it, as it nearly always does."""
    printed = fonts.register()
    return (text.isascii() and text.isprintable()) or not set(text) - printed


def _sequence(one: str, all_of_it: str) -> Piece:
    """One sign, as often as it stands there: as itself where only how it is drawn was chosen, otherwise by name."""
    number = len(all_of_it) // len(one)
    bare = naming.SELECTORS.sub("", one)
    bare = _DRAWN_AS.get(bare, bare)
    if len(bare) == 1 and _kind(bare) in "mf":
        return Piece(bare * number, None if bare in fonts.register() else fonts.other_face(bare), all_of_it)
    return _named(all_of_it, naming.times(naming.of_sequence(one), number))


def _runs(text: str) -> Iterator[Piece]:
    for found in _RUN.finditer("".join(map(_kind, text))):
        run = text[found.start() : found.end()]
        if found.lastgroup == "plain":
            yield _named(run, f"styled: {''.join(naming.plain(sign) or sign for sign in run)}")
        elif found.lastgroup:
            yield from (_named(signed, said) for signed, said in _NAMES[found.lastgroup](run))
        elif found[0][0] == "f":
            yield from (Piece("".join(group), face) for face, group in groupby(run, fonts.other_face))
        else:
            yield Piece(run)


def _kind(sign: str) -> str:
    """One letter for how a character is printed, as `_RUN` reads them."""
    if sign in fonts.register():
        return " " if sign == " " else "m"
    if fonts.other_face(sign):
        return "f"
    plain = naming.plain(sign)
    if plain and not set(plain) - fonts.register():
        return "y"
    return naming.kind(sign)


def _named(signed: str, said: str) -> Piece:
    return Piece(f"[{said}]", fonts.ITALIC, signed) if said else Piece(signed)


def text_width(text: str, size: float, bold: bool) -> float:  # noqa: FBT001 - the shape charts ask for
    """Return the width of a text in points."""
    face = fonts.SEMIBOLD if bold else fonts.REGULAR
    if _is_plain(text):
        return float(pdfmetrics.stringWidth(text, face, size))
    return sum(float(pdfmetrics.stringWidth(one.text, one.face or face, size)) for one in pieces(text))


def markup(text: str) -> str:
    """Return ReportLab's markup that prints a text literally, drawn on a `LetteredCanvas`."""
    return "".join(_marked_up(piece) for piece in pieces(text))


def _marked_up(piece: Piece) -> str:
    text = html.escape(piece.text, quote=False)
    if piece.face:
        text = f'<font face="{piece.face}">{text}</font>'
    if piece.signed:
        begin = _BEGIN_NAME if piece.is_name else _BEGIN
        text = f'<onDraw name="{begin}" label="{_utf16(piece.signed)}"/>{text}<onDraw name="{_END}"/>'
    return text


def write(canvas: Any, x: float, y: float, text: str, face: str, size: float) -> None:
    """Write one line on any canvas, from `x` on."""
    line = canvas.beginText(x, y)
    for piece in pieces(text):
        line.setFont(piece.face or face, size)
        if piece.signed:
            _code_of(line).append(_span(_utf16(piece.signed)))
        line.textOut(piece.text)
        if piece.signed:
            _code_of(line).append(_END_OF_SPAN)
        canvas.has_names = getattr(canvas, "has_names", False) or piece.is_name
    canvas.drawText(line)


class LetteredCanvas(Canvas):  # type: ignore[misc]  # ReportLab has no types
    """A canvas for paragraphs of `markup`.

    `has_names` says whether something on the page stands there by name. A name that is broken off, where a paragraph
    goes on on another page, leaves `is_within` true: set before the next part is drawn, that part begins within it.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        fonts.register()
        # ReportLab's own choice is Helvetica, which would be named in every file and embedded in none.
        options.update(initialFontName=fonts.REGULAR, initialFontSize=10)
        super().__init__(*args, **options)
        self.has_names = self.is_within = self._is_open = False
        self.setNamedCB(_BEGIN, LetteredCanvas._begin)
        self.setNamedCB(_BEGIN_NAME, LetteredCanvas._begin_name)
        self.setNamedCB(_END, LetteredCanvas._end)

    def beginText(self, x: float = 0, y: float = 0, direction: str | None = None) -> Any:  # noqa: N802 - ReportLab's name
        """Begin text; the rest of a name stands for nothing more, since its beginning stands for all of it."""
        line = super().beginText(x, y, direction)
        if self.is_within:
            self.has_names = self._is_open = True
            self.is_within = False
            _code_of(line).append(_span(""))
        return line

    def drawText(self, aTextObject: Any) -> None:  # noqa: N802, N803 - ReportLab's names
        """Draw text, with every Span in it closed: one may not reach out of its text object (ISO 32000-1, 14.6.1)."""
        self.is_within, self._is_open = self._is_open, False
        if self.is_within:
            _code_of(aTextObject).append(_END_OF_SPAN)
        super().drawText(aTextObject)

    def _begin(self, _kind: str, signed: str) -> None:
        self._is_open = True
        _code_of(self._curr_tx_info["tx"]).append(_span(signed))

    def _begin_name(self, _kind: str, signed: str) -> None:
        self.has_names = True
        self._begin(_kind, signed)

    def _end(self, _kind: str, _label: object) -> None:
        if self._is_open:
            self._is_open = False
            _code_of(self._curr_tx_info["tx"]).append(_END_OF_SPAN)


def _code_of(line: Any) -> list[str]:
    """The operators of a text object, which has no method for marked content."""
    code: list[str] = line._code  # noqa: SLF001
    return code


def _span(utf16: str) -> str:
    return f"/Span <</ActualText <FEFF{utf16}>>> BDC"


def _utf16(text: str) -> str:
    return text.encode("utf-16-be", "surrogatepass").hex().upper()
