"""Help explains each screen, follows no address, and lists the keys that there are."""

import ast
import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QAction, QKeySequence, QShortcut, QTextDocument
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

import app.views
from app.paths import resource
from app.views.context.context import Context
from app.views.context.tasks import Tasks
from app.views.help import pages
from app.views.help.help_pane import HelpPane
from app.views.help.shortcuts import gather
from app.views.shell.rail import PARTS
from app.views.theme.theme import Theme
from app.views.widgets.buttons import button
from app.views.writing.keys import KEYS
from app.views.writing.text_box import TextBox
from tests.views.desk_ground import context_of

VIEWS = Path(app.views.__path__[0])
NAMES = sorted(path.stem for path in resource("help").glob("*.md"))
_PAGES = re.compile(r'help(?:: ClassVar\[str\])? = "([a-z-]+)"')
_KEY = re.compile(r"\*\*((?:Ctrl|Alt|Shift)\+[^*]+|F\d+)\*\*")


@pytest.fixture
def context(theme: Theme, tasks: Tasks) -> Context:
    return context_of(theme, tasks)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(1000, 700)
    QVBoxLayout(made)
    qtbot.addWidget(made)
    made.show()
    return made


def _sources() -> str:
    return "\n".join(path.read_text("utf-8") for path in VIEWS.rglob("*.py"))


def test_every_screen_that_names_a_page_has_one() -> None:
    asked = set(_PAGES.findall(_sources()))
    assert len(asked) > 10
    for name in asked:
        title, parts = pages.page(name)
        assert title
        assert parts


@pytest.mark.parametrize(
    "name",
    [
        "today",
        "cases",
        "case",
        "new-case",
        "editor",
        "record",
        "sharing",
        "verify",
        "settings",
        "unlock",
        "start",
        "palette",
        "diary",
        "capture",
    ],
)
def test_there_is_a_page_for(name: str) -> None:
    assert len(pages.page(name)[1]) >= 2


@pytest.mark.parametrize("name", NAMES)
def test_a_page_reads_as_plain_words(context: Context, window: QWidget, name: str) -> None:
    pane = HelpPane(context, window)
    pane.show_page(name)
    told = pane.text.toPlainText()
    assert "**" not in told
    assert "#" not in told
    assert "http" not in told
    assert pane.heading.text() in pane.text.accessibleName()


@pytest.mark.parametrize("name", NAMES)
def test_every_key_that_help_names_is_one_that_there_is(name: str) -> None:
    written = {
        node.value
        for path in VIEWS.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    numbered = {f"Ctrl+{number}" for number in range(1, len(PARTS) + 1)}
    for key in _KEY.findall(resource(f"help/{name}.md").read_text("utf-8")):
        assert key in written | numbered, key


def test_no_address_is_ever_followed(context: Context, window: QWidget) -> None:
    pane = HelpPane(context, window)
    kind = QTextDocument.ResourceType.ImageResource.value
    assert pane.text.loadResource(kind, QUrl("file:///etc/hostname")) is None


def test_a_page_that_is_missing_is_said_in_a_sentence(context: Context, window: QWidget) -> None:
    pane = HelpPane(context, window)
    pane.show_page("no-such-page")
    assert "missing from this machine" in pane.text.toPlainText()


def _actions(window: QWidget) -> list[QAction]:
    made = []
    for text, keys in (("Lock", "Ctrl+L"), ("Verify a signed PDF", "")):
        action = QAction(text, window)
        action.setShortcut(QKeySequence(keys))
        made.append(action)
    return made


def _put(window: QWidget, widget: QWidget) -> None:
    layout = window.layout()
    assert layout is not None
    layout.addWidget(widget)
    widget.show()


def test_the_sheet_lists_what_is_there_and_nothing_else(window: QWidget) -> None:
    here, away = QWidget(), QWidget()
    for over, told in ((here, "Narrow the list"), (away, "Of another screen")):
        _put(window, over)
        QShortcut(QKeySequence("Ctrl+F"), over).setWhatsThis(told)
    away.hide()
    _put(window, button("Refresh", lambda: None, shortcut="F5"))
    sheet = gather(window, _actions(window))
    assert sheet.everywhere == (("Lock", "Ctrl+L"),)
    assert sheet.here == (("Narrow the list", "Ctrl+F"), ("Refresh", "F5"))
    assert sheet.writing == ()


def test_the_keys_of_writing_are_listed_where_something_can_be_written(window: QWidget) -> None:
    _put(window, TextBox())
    assert [told for told, _ in gather(window).writing] == [told for told, _ in KEYS]


def test_the_keys_of_writing_do_what_is_said(qtbot: QtBot) -> None:
    box = TextBox()
    qtbot.addWidget(box)
    keys = next(value for value in vars(box).values() if type(value).__name__ == "WritingKeys")
    for told, named in KEYS:
        combination = QKeySequence(named)[0]
        assert combination.toCombined() in keys._acts, told


def test_every_shortcut_of_a_screen_says_what_it_does() -> None:
    for path in VIEWS.rglob("*.py"):
        text = path.read_text("utf-8")
        assert text.count("QShortcut(") == text.count(".setWhatsThis("), path.name


def test_the_sheet_is_shown_with_what_is_on_this_screen_first(context: Context, window: QWidget) -> None:
    _put(window, button("Refresh", lambda: None, shortcut="F5"))
    pane = HelpPane(context, window)
    pane.show_shortcuts(_actions(window))
    told = pane.text.toPlainText()
    assert told.index("On this screen") < told.index("F5") < told.index("Everywhere") < told.index("Ctrl+L")


def test_help_lets_one_work_on_behind_it(qtbot: QtBot, context: Context, window: QWidget) -> None:
    pane = HelpPane(context, window)
    pane.show_page("today")
    pane.open()
    assert pane.isVisible()
    assert not pane.isModal()
    qtbot.waitUntil(pane.text.hasFocus)
    qtbot.keyClick(pane, Qt.Key.Key_Escape)
    assert not pane.isVisible()


def test_asked_for_twice_it_shows_the_keys_and_there_is_one_pane(context: Context, window: QWidget) -> None:
    shown = []
    for _ in range(3):
        pane = HelpPane(context, window)
        pane.show_page("today")
        pane.open()
        shown.append(pane.shows_keys)
        assert len([each for each in window.findChildren(HelpPane) if each.isVisible()]) == 1
    assert shown == [False, True, False]


def test_the_button_turns_from_page_to_keys_and_back(context: Context, window: QWidget) -> None:
    pane = HelpPane(context, window)
    pane.show_page("cases")
    title = pane.shown
    pane.turn.click()
    assert pane.shows_keys
    pane.turn.click()
    assert pane.shown == title


def test_a_change_of_the_theme_is_followed(context: Context, window: QWidget, theme: Theme) -> None:
    pane = HelpPane(context, window)
    pane.show_page("today")
    theme.use("dark", 200)
    cursor = pane.text.textCursor()
    cursor.setPosition(1)
    assert cursor.charFormat().foreground().color() == theme.colour("text")
    assert pane.text.document().defaultFont().pixelSize() == 28
    theme.use("light", 100)
