# ruff: noqa: ARG002 - the answers have the shape of the questions
"""A person at the questions of the window, who answers each at once."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtWidgets import QWidget


@dataclass
class Answers:
    """Says yes, gives the next passphrase and the next path, or gives up where there is none; keeps what was asked."""

    passphrases: list[str] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    details: list[str] = field(default_factory=list)
    """What was said above each box for a passphrase."""
    _chooses: bool = False
    names: list[str] = field(default_factory=list)
    """The names that were suggested for files."""

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
        """Say yes."""
        self.asked.append(act)
        then()

    def passphrase(self, over: QWidget, act: str, detail: str, then: Callable[[str], None]) -> None:
        """Give the next one. It is never asked for behind a question about files, where it would be typed by habit."""
        assert not self._chooses, f"{act!r} asks for a passphrase after a file was chosen"
        self.asked.append(act)
        self.details.append(detail)
        if self.passphrases:
            then(self.passphrases.pop(0))

    def open_file(self, over: QWidget, title: str, kinds: str, then: Callable[[Path], None]) -> None:
        """Give the next path."""
        self._choose(title, then)

    def save_file(
        self, over: QWidget, title: str, name: str, kinds: str, then: Callable[[Path], None]
    ) -> None:
        """Give the next path."""
        self.names.append(name)
        self._choose(title, then)

    def folder(self, over: QWidget, title: str, then: Callable[[Path], None]) -> None:
        """Give the next path."""
        self._choose(title, then)

    def _choose(self, title: str, then: Callable[[Path], None]) -> None:
        self.asked.append(title)
        if self.files:
            self._chooses = True
            then(self.files.pop(0))
            self._chooses = False
