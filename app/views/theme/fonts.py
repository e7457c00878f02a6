"""Fira Sans on the screen, the same family as in the PDFs, from the same package."""

from importlib.util import find_spec
from pathlib import Path
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase

from app.errors import MissingPart

FAMILY: Final = "Fira Sans"
_FACES: Final = ("Regular", "Medium", "SemiBold", "Italic")


def register() -> None:
    """Give Qt the faces; raises MissingPart when the package or a face is not there."""
    # The package is only asked where its files lie: its own module takes longer to load than they do.
    found = find_spec("fontpkg_fira_sans")
    if found is None or found.origin is None:
        raise MissingPart
    for face in _FACES:
        path = Path(found.origin).parent / "files" / f"FiraSans-{face}.ttf"
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise MissingPart


def font(pixels: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The face at a size in pixels. Unhinted, so that a screen looks the same on every machine; digits of one width."""
    made = QFont(FAMILY)
    made.setPixelSize(pixels)
    made.setWeight(weight)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made
