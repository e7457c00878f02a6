"""A desk of an open vault with what screens find around them, and what they ask for."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.settings import Settings
from app.views.look import Look
from app.views.places import Place
from app.views.surroundings import Surroundings
from app.views.tasks import Tasks
from app.views.widgets.page import Page


@dataclass
class Answers:
    """Answers every question at once, and keeps what was asked."""

    says: str = ""
    asked: list[str] = field(default_factory=list)

    def confirm(
        self,
        _over: QWidget,
        _question: str,
        _detail: str,
        act: str,
        then: Callable[[], None],
        **_danger: bool,
    ) -> None:
        self.asked.append(act)
        then()

    def passphrase(self, _over: QWidget, act: str, _detail: str, then: Callable[[str], None]) -> None:
        self.asked.append(act)
        then(self.says)

    def open_file(self, _over: QWidget, title: str, *_further: Any) -> None:
        self.asked.append(title)

    save_file = folder = open_file


@dataclass
class Kept:
    """Settings that are kept for the test."""

    now: Settings = field(default_factory=Settings)

    def change(self, **changes: Any) -> None:
        self.now = replace(self.now, **changes)


def around_of(look: Look, tasks: Tasks, told: list[str] | None = None) -> Surroundings:
    """What screens find around them."""
    offered = told if told is not None else []
    return Surroundings(tasks, look, Answers(), Kept(), lambda words, _undo: offered.append(words))


def places_of(page: Page) -> list[Place]:
    """Where the page asks to go, as it asks."""
    asked: list[Place] = []
    page.asked_for.connect(asked.append)
    return asked


def arrived(qtbot: QtBot, page: Page, width: int = 1038, height: int = 800) -> None:
    """Show a page and let it load."""
    qtbot.addWidget(page)
    page.resize(width, height)
    page.show()
    page.arrive()
    settled(qtbot, page)


def settled(qtbot: QtBot, page: Page) -> None:
    """Wait until nothing is under way."""
    qtbot.waitUntil(lambda: not page.around.tasks.is_busy, timeout=5000)
    # What a timer of no length put off comes now.
    qtbot.wait(1)
    qtbot.waitUntil(lambda: not page.around.tasks.is_busy, timeout=5000)
