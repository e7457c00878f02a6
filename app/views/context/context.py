"""What every screen is given: the worker, the look, the person's settings, questions to them."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QWidget

from app.settings import Settings
from app.views.context.tasks import Tasks
from app.views.look.look import Look


class Asks(Protocol):
    """Questions to the person. Answers come by a call, never by waiting: a lock may take any question away."""

    def confirm(
        self,
        over: QWidget,
        question: str,
        detail: str,
        act: str,
        then: Callable[[], None],
        *,
        danger: bool = False,
    ) -> None:
        """Ask before an act; the button names the act, and giving up is what Enter and Escape do."""

    def passphrase(self, over: QWidget, act: str, detail: str, then: Callable[[str], None]) -> None:
        """Ask for the member's own passphrase before an act that bears their name."""

    def open_file(self, over: QWidget, title: str, kinds: str, then: Callable[[Path], None]) -> None:
        """Ask for a file that is there."""

    def save_file(
        self, over: QWidget, title: str, name: str, kinds: str, then: Callable[[Path], None]
    ) -> None:
        """Ask where a file is to go."""

    def folder(self, over: QWidget, title: str, then: Callable[[Path], None]) -> None:
        """Ask for a folder."""


class Keeper(Protocol):
    """The person's settings on this machine."""

    @property
    def now(self) -> Settings:
        """The settings as they are."""

    def change(self, **changes: object) -> None:
        """Change some of them, keep them, and let what depends on them follow."""


@dataclass(frozen=True)
class Context:
    """What a screen is given besides its desk."""

    tasks: Tasks
    look: Look
    asks: Asks
    settings: Keeper
    undo_offered: Callable[[str, Callable[[], None] | None], None]
    """Shows a line at the foot for some seconds, with an Undo when there is one."""
