"""Draws every scene in every theme at 100 % and 200 % text into `build/screens`, and a contact sheet of them all."""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from app.views.look.theme import NAMES
from tests.screens import scenes
from tests.screens.stage import build, stage

OUT = Path("build/screens")
GOLDEN = Path(__file__).with_name("golden")
TEXT = {100: 11, 200: 22}
_THUMB = (340, 230)
_COLUMNS = 6


def main() -> int:
    """Draw what was asked for; without a word, everything."""
    parser = argparse.ArgumentParser(prog="python -m tests.screens", description=__doc__)
    parser.add_argument("--only", default="", help="scenes, separated by commas")
    parser.add_argument("--themes", default=",".join(NAMES))
    parser.add_argument("--sizes", default=",".join(map(str, TEXT)), help="text sizes in per cent")
    parser.add_argument("--golden", action="store_true", help="draw the pictures that are kept anew")
    asked = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    wanted = set(filter(None, asked.only.split(",")))
    OUT.mkdir(parents=True, exist_ok=True)
    drawn: list[Path] = []
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CASEWORK_HOME"] = f"{folder}/home"
        vault = build(Path(folder) / "demo")
        app = QApplication(sys.argv[:1])
        if asked.golden:
            print(f"{len(golden(app, vault))} golden pictures drawn anew: look at each before it is kept")
            return 0
        for theme in asked.themes.split(","):
            for size in map(int, asked.sizes.split(",")):
                drawn += draw_all(app, vault, theme, size, wanted)
    contact_sheet(drawn).save(str(OUT / "contact-sheet.png"))
    print(f"{len(drawn)} pictures in {OUT}")
    return 0


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
        at.window.settings.change(theme=theme, text_size=TEXT[size])
        if name in scenes.BEFORE:
            scenes.BEFORE[name](at)
        else:
            at.unlock(scenes.LOGIN, scenes.PASSPHRASE)
            scenes.AT_DESK[name](at)
        return at.picture()


def draw_all(app: QApplication, vault: Path, theme: str, size: int, wanted: set[str]) -> list[Path]:
    """Draw the scenes of one theme and text size."""
    drawn = []
    with stage(app, vault) as at:
        at.window.settings.change(theme=theme, text_size=TEXT[size])
        for name, scene in scenes.BEFORE.items():
            if not wanted or name in wanted:
                scene(at)
                drawn.append(_keep(at.picture(), name, theme, size))
        at.unlock(scenes.LOGIN, scenes.PASSPHRASE)
        for name, scene in scenes.AT_DESK.items():
            if not wanted or name in wanted:
                scene(at)
                drawn.append(_keep(at.picture(), name, theme, size))
    return drawn


def _keep(picture: QImage, name: str, theme: str, size: int) -> Path:
    path = OUT / f"{name}-{theme}-{size}.png"
    picture.save(str(path))
    return path


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
