"""Some screens, compared with the pictures that are kept, pixel by pixel: fonts and Qt are pinned by the lock."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from app.services.entry.unlocking import unlock
from app.services.vault.machine import Machine
from tests.screens import scenes
from tests.screens.__main__ import GOLDEN, OUT, scene_picture
from tests.screens.stage import NOON


@pytest.mark.parametrize(("name", "theme", "size"), scenes.GOLDEN)
def test_a_screen_looks_as_it_did(
    name: str, theme: str, size: int, qapp: QApplication, demonstration: Path, tmp_path: Path
) -> None:
    kept = QImage(str(GOLDEN / f"{name}-{theme}-{size}.png")).convertToFormat(QImage.Format.Format_RGB32)
    own = shutil.copytree(demonstration.parent, tmp_path / "own") / demonstration.name
    drawn = scene_picture(qapp, own, name, theme, size)
    if drawn != kept:
        OUT.mkdir(parents=True, exist_ok=True)
        drawn.save(str(OUT / f"changed-{name}-{theme}-{size}.png"))
    assert drawn == kept, (
        "look at build/screens/changed-*.png; if it is right: python -m tests.screens --golden"
    )


def test_no_picture_depends_on_the_hour(demonstration: Path, tmp_path: Path) -> None:
    own = shutil.copytree(demonstration.parent, tmp_path / "own") / demonstration.name
    vault = unlock(own, scenes.LOGIN, scenes.PASSPHRASE, machine=Machine(clock=lambda: NOON))
    try:
        assert (
            vault.floor <= NOON
        )  # after a signed act of a later moment every screen would speak of the clock
    finally:
        vault.lock()


def test_another_pixel_is_another_picture(qapp: QApplication) -> None:
    kept = QImage(str(GOLDEN / "today-light-100.png")).convertToFormat(QImage.Format.Format_RGB32)
    other = QImage(kept)
    other.setPixel(700, 400, kept.pixel(700, 400) ^ 1)
    assert other != kept


def test_every_kept_picture_is_compared() -> None:
    assert {path.stem for path in GOLDEN.iterdir()} == {f"{n}-{t}-{s}" for n, t, s in scenes.GOLDEN}
