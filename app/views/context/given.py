"""What a screen is given, as far as it knows of it: questions to the person, and their settings.

These are forms for the type checker alone; nothing loads them.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QWidget

from app.settings import Settings


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

    def remember_folder(self, folder: str) -> None:
        """Keep which vault was opened."""

    def change(self, **changes: object) -> None:
        """Change some of them, keep them, and let what depends on them follow."""
