"""The fictional vault as it is on one day, built once."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.screens import scenes
from tests.screens.stage import Stage, build, stage


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The vault's folder as it was built: whoever opens it takes a copy, so that no draft shows elsewhere."""
    return build(tmp_path_factory.mktemp("demonstration"))


@pytest.fixture(scope="module")
def at_desk(
    qapp: QApplication, demonstration: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stage]:
    """The window with the demonstration open, light and at the usual text size."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CASEWORK_HOME", str(tmp_path_factory.mktemp("home")))
        own = shutil.copytree(demonstration.parent, tmp_path_factory.mktemp("own") / "demonstration")
        with stage(qapp, own / demonstration.name) as made:
            made.window.settings.change(theme="light", text_size=100)
            made.unlock(scenes.LOGIN, scenes.PASSPHRASE)
            yield made
