"""The themes: complete, and legible by figures and by pixels."""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app import paths
from app.errors import MissingPart
from app.views.theme import tokens
from app.views.theme.theme import Theme
from app.views.theme.tokens import (
    CHART_PART_PAIRS,
    CHART_TEXT_PAIRS,
    NAMES,
    PART_PAIRS,
    TEXT_PAIRS,
    Sizes,
    contrast,
)
from app.views.widgets.buttons import button

BUTTONS = ("", "primary", "danger", "chip", "link", "quiet")


def _button(kind: str) -> QPushButton:
    return button("Sign…", lambda: None, kind=kind)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_read_has_the_contrast_of_wcag_aa(name: str) -> None:
    colours = tokens.load(name).colours
    weak = [pair for pair in TEXT_PAIRS if contrast(colours[pair[0]], colours[pair[1]]) < 4.5]
    assert weak == []


@pytest.mark.parametrize("name", NAMES)
def test_what_must_be_seen_has_the_contrast_of_wcag_aa(name: str) -> None:
    colours = tokens.load(name).colours
    assert [pair for pair in PART_PAIRS if contrast(colours[pair[0]], colours[pair[1]]) < 3] == []


@pytest.mark.parametrize("name", NAMES)
def test_charts_can_be_told_from_their_paper(name: str) -> None:
    chart = tokens.load(name).chart
    pairs = [(pair, 4.5) for pair in CHART_TEXT_PAIRS] + [(pair, 3) for pair in CHART_PART_PAIRS]
    assert [pair for pair, least in pairs if contrast(chart[pair[0]], chart[pair[1]]) < least] == []


def test_what_follows_the_theme_is_asked_no_more_once_it_is_gone(theme: Theme) -> None:
    class Drawn(QWidget):
        times = 0

        def draw(self) -> None:
            Drawn.times += 1

    part = Drawn()
    theme.follow(part.draw)
    theme.changed.emit()
    assert Drawn.times == 2
    part.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    theme.changed.emit()
    assert Drawn.times == 2


def test_only_what_goes_with_its_widget_can_follow_the_theme(theme: Theme) -> None:
    with pytest.raises(TypeError):
        theme.follow(lambda: None)


def test_the_measure_of_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", NAMES)
def test_no_placeholder_of_the_style_sheet_is_left_unfilled(name: str) -> None:
    sheet = tokens.style_sheet(tokens.load(name), Sizes(100))
    assert "$" not in sheet


@pytest.mark.parametrize("dropped", ["danger", "line", "today"])
def test_a_theme_that_lacks_a_token_is_refused_with_a_sentence(
    dropped: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theme = json.loads(paths.resource("themes/light.json").read_text())
    assert [part.pop(dropped, "") for part in (theme["colours"], theme["chart"])] != ["", ""]
    (tmp_path / "light.json").write_text(json.dumps(theme))
    monkeypatch.setattr(tokens, "resource", lambda name: tmp_path / Path(name).name)
    with pytest.raises(MissingPart, match="install it again"):
        tokens.load("light")


def test_a_theme_that_is_refused_leaves_the_old_one(theme: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    before = theme.tokens

    def lacking(_name: str) -> Path:
        raise MissingPart

    monkeypatch.setattr(tokens, "resource", lacking)
    with pytest.raises(MissingPart):
        theme.use("dark", 100)
    assert theme.tokens is before


@pytest.mark.parametrize("name", NAMES)
def test_a_placeholder_is_legible_in_its_pixels(name: str, qtbot: QtBot, theme: Theme) -> None:
    theme.use(name, 100)
    holder = QWidget()
    qtbot.addWidget(holder)
    column = QVBoxLayout(holder)
    box = QLineEdit()
    box.setPlaceholderText("MMMMMMMMMM")
    column.addWidget(QLabel("x"))
    column.addWidget(box)
    holder.resize(400, 120)
    holder.show()
    holder.setFocus()
    image = box.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    surface = theme.tokens.colours["surface"]
    inside = [
        image.pixelColor(x, y) for x in range(8, image.width() - 8) for y in range(8, image.height() - 8)
    ]
    strongest = max(contrast(_hex(each), surface) for each in set(map(QColor.rgb, inside)))
    assert strongest >= 4.5


@pytest.mark.parametrize("text", [100, 200])
@pytest.mark.parametrize(
    "make",
    [QLineEdit, QComboBox, QPlainTextEdit, QSpinBox, *(partial(_button, kind) for kind in BUTTONS)],
    ids=["line", "choice", "text", "number", *(kind or "button" for kind in BUTTONS)],
)
def test_nothing_grows_as_the_keyboard_comes(
    make: Callable[[], QWidget], text: int, qtbot: QtBot, theme: Theme
) -> None:
    theme.use("light", text)
    page = QWidget()
    column = QVBoxLayout(page)
    elsewhere, one = QLineEdit(), make()
    column.addWidget(elsewhere)
    column.addWidget(one)
    qtbot.addWidget(page)
    page.show()
    elsewhere.setFocus()
    qtbot.waitUntil(elsewhere.hasFocus)
    before = one.sizeHint()
    one.setFocus()
    qtbot.waitUntil(one.hasFocus)
    one.updateGeometry()
    assert one.sizeHint() == before


def _hex(rgb: int) -> str:
    return QColor(rgb).name()
