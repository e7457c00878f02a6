"""What a person has before them, in each size of window and text: seen whole, used by keyboard and by ear."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.screens import scenes
from tests.screens.audit import clipped, faults
from tests.screens.stage import Stage, stage
from tests.screens.test_tab_order import against_reading_order
from tests.screens.test_wheel import moved_by_the_wheel


@pytest.fixture
def at_start(
    qapp: QApplication, demonstration: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Stage]:
    """A window with no vault open."""
    monkeypatch.setenv("CASEWORK_HOME", str(tmp_path / "home"))
    own = shutil.copytree(demonstration.parent, tmp_path / "demonstration")
    with stage(qapp, own / demonstration.name) as made:
        yield made


@pytest.mark.parametrize("name", [name for name in scenes.BEFORE if name.startswith("handed")])
@pytest.mark.parametrize("theme", ["light", "high-contrast"])
def test_it_is_whole_and_can_be_used_without_seeing_it(name: str, theme: str, at_start: Stage) -> None:
    found: list[str] = []
    for width, height, size in ((1280, 800, 100), (1280, 800, 200), (1024, 640, 200), (800, 640, 100)):
        at_start.window.settings.change(theme=theme, text_size=size)
        at_start.window.resize(width, height)
        scenes.BEFORE[name](at_start)
        assert at_start.window.width() == width
        found += [
            f"{width}x{height}-{size}: {each}"
            for each in (*clipped(at_start.window), *faults(at_start.window))
        ]
    found += against_reading_order(at_start.window)
    found += moved_by_the_wheel(at_start.window)
    assert found == []
