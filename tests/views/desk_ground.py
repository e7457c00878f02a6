"""A desk of an open vault with what screens find around them, and what they ask for."""

from dataclasses import dataclass, field, replace
from typing import Any

from pytestqt.qtbot import QtBot

from app.settings import Settings
from app.views.context.context import Context
from app.views.context.places import Place
from app.views.context.tasks import Tasks
from app.views.theme.theme import Theme
from app.views.widgets.page import Page
from tests.views.answers import Answers
from tests.views.settling import settle


@dataclass
class Kept:
    """Settings that are kept for the test."""

    now: Settings = field(default_factory=Settings)

    def change(self, **changes: Any) -> None:
        self.now = replace(self.now, **changes)


def context_of(theme: Theme, tasks: Tasks, told: list[str] | None = None) -> Context:
    """What screens find around them."""
    offered = told if told is not None else []
    return Context(tasks, theme, Answers(), Kept(), lambda words, _undo: offered.append(words))


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
    """Wait until the page is at rest."""
    settle(page)
