"""Fira Sans for every PDF: registered with ReportLab once, always embedded, and asked what it can print.

ReportLab drops a character that the face lacks without a word, so a text is checked before anything is
drawn.
"""

import unicodedata
from collections.abc import Iterable
from functools import cache

import fontpkg_fira_sans
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from app.errors import CannotPrint

REGULAR = "Casework-Regular"
SEMIBOLD = "Casework-SemiBold"
ITALIC = "Casework-Italic"
_FACES = {REGULAR: "FiraSans-Regular", SEMIBOLD: "FiraSans-SemiBold", ITALIC: "FiraSans-Italic"}
_SPACING = frozenset("\n\t")


@cache
def register() -> frozenset[int]:
    """Register the faces with ReportLab and return the code points all of them have."""
    covered: set[int] | None = None
    for name, file in _FACES.items():
        font = TTFont(name, str(fontpkg_fira_sans.ROOT / "files" / f"{file}.ttf"))
        pdfmetrics.registerFont(font)
        has = set(font.face.charToGlyph)
        covered = has if covered is None else covered & has
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=SEMIBOLD, italic=ITALIC, boldItalic=SEMIBOLD)
    return frozenset(covered or ())


def text_width(text: str, size: float, bold: bool) -> float:  # noqa: FBT001 - the shape charts ask for
    """Return the width of a text in points."""
    register()
    return float(pdfmetrics.stringWidth(text, SEMIBOLD if bold else REGULAR, size))


def uncovered(text: str) -> tuple[str, ...]:
    """Name what the typeface cannot print: letters by script, anything else by its Unicode name."""
    covered = register()
    missing = {sign for sign in set(text) - _SPACING if ord(sign) not in covered}
    return tuple(sorted({_describe(sign) for sign in missing}))


def check(texts: Iterable[str]) -> None:
    """Raise `CannotPrint` naming the scripts and signs that would be lost from any of the texts."""
    missing = uncovered("".join(texts))
    if missing:
        raise CannotPrint(
            f"The PDF typeface cannot print: {', '.join(missing)}. "
            "Write these parts in Latin, Greek or Cyrillic letters, then try again."
        )


def _describe(sign: str) -> str:
    """Name a script and not the letter, so that the sentence does not spell the name it is about."""
    name = unicodedata.name(sign, "")
    category = unicodedata.category(sign)
    if category[0] in "LMN" and name:
        first = name.split()[0].split("-")[0]
        kind = {"L": "letters", "M": "marks", "N": "numerals"}[category[0]]
        return f"{first} {kind}" if first == "CJK" else f"{first.capitalize()} {kind}"
    return name.lower() or f"control character U+{ord(sign):04X}"
