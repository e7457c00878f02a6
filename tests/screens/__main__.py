"""Draws every scene in every theme, text size and window into `build/screens`, and a contact sheet of them all.

With `--audit` each is looked over as well for what is cut off, too small, nameless or out of reach, and what was found
is printed. `--scale` is that of the screen, such as 1.25 where the system draws all a quarter larger.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from app.views.theme.tokens import NAMES
from tests.screens import scenes
from tests.screens.audit import clipped, faults
from tests.screens.stage import SIZE, Stage, build, stage

OUT = Path("build/screens")
GOLDEN = Path(__file__).with_name("golden")
TEXT = (100, 200)
WINDOWS = ("1280x800", "1024x640")
_THUMB = (340, 230)
_COLUMNS = 6


def main() -> int:
    """Draw what was asked for; without a word, everything."""
    parser = argparse.ArgumentParser(prog="python -m tests.screens", description=__doc__)
    parser.add_argument("--only", default="", help="scenes, separated by commas")
    parser.add_argument("--themes", default=",".join(NAMES))
    parser.add_argument("--sizes", default=",".join(map(str, TEXT)), help="text sizes in per cent")
    parser.add_argument("--windows", default=",".join(WINDOWS), help="sizes of the window")
    parser.add_argument("--scale", default="1", help="of the screen")
    parser.add_argument("--audit", action="store_true", help="print what is cut off or cannot be used")
    parser.add_argument("--golden", action="store_true", help="draw the pictures that are kept anew")
    asked = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["QT_SCALE_FACTOR"] = asked.scale
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CASEWORK_HOME"] = f"{folder}/home"
        vault = build(Path(folder) / "demo")
        app = QApplication(sys.argv[:1])
        if asked.golden:
            print(f"{len(golden(app, vault))} golden pictures drawn anew: look at each before it is kept")
            return 0
        drawing = Drawing(set(filter(None, asked.only.split(","))), asked.scale, audit=asked.audit)
        for theme in asked.themes.split(","):
            for size in map(int, asked.sizes.split(",")):
                for window in asked.windows.split(","):
                    drawing.draw(app, vault, theme, size, window)
    contact_sheet(drawing.drawn).save(str(OUT / "contact-sheet.png"))
    print(f"{len(drawing.drawn)} pictures in {OUT}")
    if asked.audit:
        print(*drawing.found, f"{len(drawing.found)} faults", sep="\n")
    return bool(drawing.found)


def golden(app: QApplication, vault: Path) -> list[Path]:
    """Draw what is kept."""
    GOLDEN.mkdir(exist_ok=True)
    drawn = []
    for name, theme, size in scenes.GOLDEN:
        path = GOLDEN / f"{name}-{theme}-{size}.png"
        scene_picture(app, vault, name, theme, size).save(str(path))
        drawn.append(path)
    return drawn


def scene_picture(app: QApplication, vault: Path, name: str, theme: str, size: int) -> QImage:
    """One scene in a window of its own."""
    with stage(app, vault) as at:
        at.window.settings.change(theme=theme, text_size=size)
        if name in scenes.BEFORE:
            scenes.BEFORE[name](at)
        else:
            at.unlock(scenes.LOGIN, scenes.PASSPHRASE)
            scenes.AT_DESK[name](at)
        return at.picture()


class Drawing:
    """The pictures that were drawn, and what was found wrong in them."""

    def __init__(self, wanted: set[str], scale: str, *, audit: bool) -> None:
        self._wanted, self._scale, self._audits = wanted, scale, audit
        self.drawn: list[Path] = []
        self.found: list[str] = []

    def draw(self, app: QApplication, vault: Path, theme: str, size: int, window: str) -> None:
        """Draw the scenes of one theme, text size and window."""
        width, height = map(int, window.split("x"))
        named = f"{theme}-{size}" + ("" if QSize(width, height) == SIZE else f"-{window}")
        named += "" if self._scale == "1" else f"-at-{self._scale}"
        with stage(app, vault) as at:
            at.window.settings.change(theme=theme, text_size=size)
            at.window.resize(width, height)
            self._play(at, scenes.BEFORE, named)
            at.unlock(scenes.LOGIN, scenes.PASSPHRASE)
            self._play(at, scenes.AT_DESK, named)

    def _play(self, at: Stage, all_of_them: Mapping[str, scenes.Scene], named: str) -> None:
        for name, scene in all_of_them.items():
            if self._wanted and name not in self._wanted:
                continue
            scene(at)
            path = OUT / f"{name}-{named}.png"
            at.picture().save(str(path))
            self.drawn.append(path)
            if self._audits:
                self.found += (f"{path.stem}: {each}" for each in (*clipped(at.window), *faults(at.window)))


def contact_sheet(pictures: list[Path]) -> QImage:
    """All of them on one sheet, each with its name."""
    width, height = _THUMB
    label = 22
    rows = -(-len(pictures) // _COLUMNS)
    sheet = QImage(_COLUMNS * width, max(1, rows) * (height + label), QImage.Format.Format_RGB32)
    sheet.fill(QColor("white"))
    painter = QPainter(sheet)
    # The text size of the last picture is none for a label.
    font = painter.font()
    font.setPixelSize(label - 6)
    painter.setFont(font)
    for number, path in enumerate(pictures):
        x, y = number % _COLUMNS * width, number // _COLUMNS * (height + label)
        small = QImage(str(path)).scaled(
            width - 8,
            height - 4,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        painter.drawImage(x + 4, y, small)
        painter.drawText(
            QRect(x + 4, y + height - 2, width - 8, label), Qt.AlignmentFlag.AlignLeft, path.stem
        )
    painter.end()
    return sheet


if __name__ == "__main__":
    sys.exit(main())
