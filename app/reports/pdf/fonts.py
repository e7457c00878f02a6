"""The faces of every PDF, always embedded: Fira Sans, and for signs and letters it lacks the faces of Noto.

ReportLab drops a character that a face lacks without a word, so each face is asked before anything is drawn.
"""

import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import fontpkg_fira_sans
import manimgx_fonts
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

REGULAR = "Casework-Regular"
MEDIUM = "Casework-Medium"
SEMIBOLD = "Casework-SemiBold"
ITALIC = "Casework-Italic"
_FACES = {
    REGULAR: "FiraSans-Regular",
    MEDIUM: "FiraSans-Medium",
    SEMIBOLD: "FiraSans-SemiBold",
    ITALIC: "FiraSans-Italic",
}
_OTHER_FACES = {
    "Casework-Emoji": "NotoEmoji[wght]",
    "Casework-Symbols": "NotoSansSymbols[wght]",
    "Casework-Sans": "NotoSans[wght]",
    "Casework-Armenian": "NotoSansArmenian[wght]",
    "Casework-Georgian": "NotoSansGeorgian[wght]",
    "Casework-Ethiopic": "NotoSansEthiopic[wght]",
}
# Scripts whose letters stand one after another as they are. Others join, stack or run from the right, which ReportLab
# does not do: their letters would be there, and would not be the words.
_SET_LETTER_BY_LETTER = frozenset(
    {"LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "GEORGIAN", "ETHIOPIC", "MODIFIER"}
)
_WIDE = re.compile(r"<([0-9A-F]{5,6})>")


class _Face(TTFont):  # type: ignore[misc]  # ReportLab has no types
    """A face whose signs beyond U+FFFF are copied and read out as what they are."""

    def addObjects(self, doc: Any) -> None:  # noqa: N802 - ReportLab's name
        """Write such code points as UTF-16 into the map from glyph to character (ISO 32000-1, 9.10.3)."""
        super().addObjects(doc)
        for name, made in doc.idToObject.items():
            if name.startswith("toUnicodeCMap:"):
                made.content = _WIDE.sub(lambda found: f"<{_utf16(int(found[1], 16))}>", made.content)


@cache
def register() -> frozenset[str]:
    """Register Fira Sans with ReportLab and return the characters that all its faces have."""
    covered: set[int] | None = None
    for name, file in _FACES.items():
        has = _registered(name, fontpkg_fira_sans.ROOT / "files" / f"{file}.ttf")
        covered = has if covered is None else covered & has
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=MEDIUM, italic=ITALIC, boldItalic=MEDIUM)
    return frozenset(map(chr, covered or ())) | {"\n", "\t"}


@lru_cache(maxsize=4096)
def other_face(sign: str) -> str | None:
    """Name the face, other than Fira Sans, that prints a character; None when no face does."""
    category = unicodedata.category(sign)
    script = unicodedata.name(sign, "").split(" ")[0]
    # Marks are put in place by shaping, which nobody does here, and a control character prints nothing.
    if category[0] == "M" or category in {"Cc", "Cf", "Co", "Cs"}:
        return None
    if category[0] == "L" and script not in _SET_LETTER_BY_LETTER:
        return None
    return next((name for name, has in _others().items() if ord(sign) in has), None)


@cache
def _others() -> dict[str, set[int]]:
    folder = Path(manimgx_fonts.__file__).parent
    found = {}
    for name, file in _OTHER_FACES.items():
        found[name] = _registered(name, folder / f"{file}.ttf")
        pdfmetrics.registerFontFamily(name, normal=name, bold=name, italic=name, boldItalic=name)
    return found


def _registered(name: str, file: Path) -> set[int]:
    font = _Face(name, str(file))
    pdfmetrics.registerFont(font)
    return set(font.face.charToGlyph)


def _utf16(point: int) -> str:
    return chr(point).encode("utf-16-be").hex().upper()
