"""The start pages with real settings, a real worker and answers in place of dialogs."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.services.vault.open_vault import OpenVault
from app.views.context.context import Context
from app.views.context.settings_keeper import SettingsKeeper
from app.views.context.tasks import Tasks
from app.views.start.delays import Delays
from app.views.start.start_stack import StartStack
from app.views.start.unlock_page import UnlockPage
from app.views.theme.theme import Theme
from tests.views.answers import Answers


@dataclass
class Scene:
    """The start pages on a screen, and the vaults they opened."""

    qtbot: QtBot
    start: StartStack
    settings: SettingsKeeper
    answers: Answers
    delays: Delays
    opened: list[tuple[OpenVault, str]] = field(default_factory=list)

    @property
    def unlock_page(self) -> UnlockPage:
        page = self.start.currentWidget()
        assert isinstance(page, UnlockPage)
        return page

    def until(self, true: Callable[[], bool], timeout: int = 20_000) -> None:
        self.qtbot.waitUntil(true, timeout=timeout)

    def show(self, folder: Path) -> UnlockPage:
        """Show the way into a vault and wait until it has been looked at."""
        self.start.show_unlock(folder)
        page = self.unlock_page
        self.until(lambda: page._seen is not None)
        return page

    def try_in(self, login: str, passphrase: str) -> None:
        """Type, unlock and wait for what comes of it."""
        page = self.unlock_page
        before = len(self.opened)
        page.login_line.setText(login)
        page.secret.fill(passphrase)
        page.act.click()
        assert not page.act.isEnabled()
        self.until(lambda: page.act.isEnabled() or bool(page.bar.text) or page.decision.isVisible())
        self.until(lambda: len(self.opened) > before or bool(page.bar.text) or page.decision.isVisible())


@pytest.fixture
def scene(qtbot: QtBot, theme: Theme, tasks: Tasks) -> Iterator[Scene]:
    settings, answers, delays = SettingsKeeper(), Answers(), Delays()
    start = StartStack(Context(tasks, theme, answers, settings, lambda _words, _undo: None), delays=delays)
    qtbot.addWidget(start)
    start.resize(900, 640)
    made = Scene(qtbot, start, settings, answers, delays)
    start.opened.connect(lambda vault, folder: made.opened.append((vault, folder)))
    failures: list[BaseException] = []
    tasks.failed.connect(failures.append)
    start.show()
    start.show_choices()
    qtbot.waitUntil(lambda: start._is_loading)
    yield made
    for vault, _ in made.opened:
        vault.close()
    if failures:
        raise failures[0]
