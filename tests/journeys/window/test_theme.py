"""A look that cannot be had, and a screen that is not there any more."""

import json
import shutil
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app import paths, settings
from app.settings import Settings
from app.views.theme import tokens
from app.views.window import application
from app.views.window.main_window import MainWindow
from tests.journeys.window.ground import Desk, Place
from tests.views.settling import quiet
from tests.views.stalls import not_counted


@pytest.fixture
def resources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What the program is shipped with, in a copy that can be broken."""
    copy = tmp_path / "program" / "resources"
    shutil.copytree(paths.resource("themes").parent, copy)
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path / "program" / "app")
    return copy


def break_theme(resources: Path, name: str) -> None:
    """Take a token out of a theme."""
    file = resources / "themes" / f"{name}.json"
    theme = json.loads(file.read_text("utf-8"))
    del theme["colours"]["primary_soft"]
    file.write_text(json.dumps(theme), "utf-8")


@pytest.fixture
def made(qapp: QApplication, qtbot: QtBot) -> Iterator[list[MainWindow]]:
    """Windows that a test makes, ended with it."""
    windows: list[MainWindow] = []
    yield windows
    for window in windows:
        qtbot.waitUntil(lambda window=window: not window.tasks.is_busy)
        window.close()
        window.deleteLater()


def test_a_theme_that_lacks_a_token_leaves_the_old_look_and_is_said(desk: Desk, resources: Path) -> None:
    before = desk.window.theme.tokens, desk.window.styleSheet()
    break_theme(resources, "dark")
    desk.window.settings.change(theme="dark")
    assert (desk.window.theme.tokens, desk.window.styleSheet()) == before
    assert "That theme is not whole on this machine" in desk.open_desk.warning.text
    assert desk.dialogs == 0
    # On the application it would be worked out anew at each move of each widget (docs/decisions/013).
    assert QApplication.instance().styleSheet() == ""
    with not_counted():
        # Qt gives every widget another style in one go, 40 to 60 ms: whoever changes the theme waits for it.
        desk.window.settings.change(theme="high-contrast")
    assert desk.window.theme.tokens.name == "high-contrast"
    with not_counted():
        desk.window.settings.change(theme="dark", text_size=130)
    assert desk.window.theme.tokens.name == "high-contrast"
    with not_counted():
        desk.window.settings.finish()
    assert settings.load().theme == "dark"


def test_a_broken_theme_at_the_start_gives_way_to_the_light_one_and_is_said(
    qapp: QApplication, qtbot: QtBot, made: list[MainWindow], resources: Path, place: Place
) -> None:
    settings.save(Settings(theme="dark", text_size=115))
    break_theme(resources, "dark")
    window = application.make(qapp)
    made.append(window)
    window.show_folder(place.folder)
    desk = Desk(window, qtbot)
    desk.rest()
    assert (window.theme.tokens.name, window.theme.sizes.percent) == ("light", 115)
    assert "the light one is used" in desk.texts()
    assert desk.dialogs == 0


def test_the_system_asking_for_a_broken_theme_changes_nothing(desk: Desk, resources: Path) -> None:
    desk.window.settings.change(theme="system")
    name = desk.window.theme.tokens.name
    for each in tokens.NAMES:
        break_theme(resources, each)
    desk.window.theme._system_changed()
    assert desk.window.theme.tokens.name == name
    assert "That theme is not whole on this machine" in desk.open_desk.warning.text


def test_a_window_begins_as_the_system_looked_and_then_looks_again(
    qapp: QApplication, qtbot: QtBot, made: list[MainWindow]
) -> None:
    settings.save(Settings(last_look="dark"))
    window = application.make(qapp)
    made.append(window)
    assert window.theme.tokens.name == "dark"
    window.show_folder(None)
    # What draws into memory looks light.
    qtbot.waitUntil(lambda: window.theme.tokens.name == "light")
    qtbot.waitUntil(lambda: settled(window))
    with qtbot.waitSignal(window.closed):
        window.close()
    assert settings.load().last_look == "light"


def test_a_theme_of_the_person_s_own_is_no_look_of_the_system(
    qapp: QApplication, qtbot: QtBot, made: list[MainWindow]
) -> None:
    settings.save(Settings(theme="dark", last_look="high-contrast"))
    window = application.make(qapp)
    made.append(window)
    window.show_folder(None)
    qtbot.waitUntil(lambda: settled(window))
    assert window.theme.tokens.name == "dark"
    with qtbot.waitSignal(window.closed):
        window.close()
    assert settings.load().last_look == ""


def settled(window: MainWindow) -> bool:
    return window.start._is_loading and quiet(window, window.tasks)


@pytest.mark.parametrize("at", [(9000, 7000), (-9000, 100), (100, -5000), (-950, 100), (100, -690)])
def test_a_window_that_was_last_on_a_screen_that_is_gone_comes_up_on_one_that_is_there(
    qapp: QApplication, qtbot: QtBot, made: list[MainWindow], at: tuple[int, int]
) -> None:
    there = QWidget()
    qtbot.addWidget(there)
    there.setGeometry(QRect(*at, 1000, 700))
    kept = b64encode(there.saveGeometry().data()).decode()
    settings.save(Settings(layout={"window": kept}))
    window = application.make(qapp)
    made.append(window)
    window.show_folder(None)
    screen = window.screen().availableGeometry()
    title = QRect(window.frameGeometry().topLeft(), window.frameGeometry().size()).adjusted(40, 0, -40, 0)
    title.setHeight(20)
    assert screen.contains(title), (screen, window.frameGeometry())


def test_what_was_kept_of_a_window_can_be_rubbish(qapp: QApplication, made: list[MainWindow]) -> None:
    settings.save(Settings(layout={"window": b64encode(b"no geometry at all").decode()}))
    window = application.make(qapp)
    made.append(window)
    window.show_folder(None)
    assert window.isVisible()


def test_a_theme_that_changes_under_a_dialog_leaves_what_is_typed_in_it(desk: Desk) -> None:
    typed: list[str] = []
    desk.window.asks.passphrase(desk.window, "Sign this note", "It bears your name.", typed.append)
    desk.rest()
    desk.type("Your passphrase", "half a phrase")
    before = background(desk)
    desk.window.theme.use("dark", 100)
    desk.rest()
    assert background(desk) < before
    desk.keys(" and the rest")
    desk.press("Sign this note")
    assert typed == ["half a phrase and the rest"]


def background(desk: Desk) -> int:
    """How light the dialog that is open is behind its words."""
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    return dialog.grab().toImage().pixelColor(3, 3).lightness()
