"""Dialogs over the window, each of its own that a lock can take away."""

import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QSettings, QStandardPaths, Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QPushButton, QWidget

from app.views.theme.theme import Theme
from app.views.widgets.buttons import button
from app.views.widgets.layouts import horizontal, vertical
from app.views.widgets.secret_box import SecretBox
from app.views.widgets.words import words

_LISTS: Final = sys.platform in {"win32", "darwin"}
"""Where Qt keeps what its dialogs remember in a place of the system that cannot be moved."""


class Dialog(QDialog):
    """A question with two ways out."""

    def __init__(self, theme: Theme, over: QWidget, question: str, detail: str) -> None:
        super().__init__(over.window())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Casework")
        self.setAccessibleName(question)
        self.setAccessibleDescription(detail)
        gap = theme.pixels(1.2)
        self._column = vertical(self, gap=theme.pixels(0.6), pad=gap)
        self.setMinimumWidth(min(theme.pixels(30), over.window().width()))
        # Not every window manager gives the keyboard back to where it was.
        self.finished.connect(over.window().activateWindow)
        self.add(words(question, "h2"))
        if detail:
            self.add(words(detail))

    def add(self, part: QWidget) -> None:
        """Put a part under the others."""
        self._column.addWidget(part)

    def buttons(self, act: str, then: Callable[[], None], *, kind: str) -> QPushButton:
        """The two ways out; the act's is given back."""

        def going_on() -> None:
            self.accept()
            then()

        go_on = button(act, going_on, kind=kind)
        self.give_up = button("Cancel", self.reject)
        self.give_up.setDefault(kind == "danger")
        row = horizontal(None, 1, self.give_up, go_on)
        self._column.addLayout(row)
        return go_on

    def ask_passphrase(self, act: str, then: Callable[[str], None]) -> None:
        """Let a passphrase be typed, which the act takes."""
        box = SecretBox()
        box.line.setAccessibleName("Your passphrase")
        self.add(words("Your &passphrase", "label", buddy=box.line))
        self.add(box)
        go_on = self.buttons(act, lambda: then(box.take()), kind="primary")
        go_on.setEnabled(False)
        box.line.textChanged.connect(lambda typed: go_on.setEnabled(bool(typed)))
        box.line.returnPressed.connect(lambda: go_on.click() if box.text() else None)
        box.line.setFocus()


class FileDialog(QFileDialog):
    """Never the system's: a lock can close ours alone, and ours alone can be kept from writing down what was used."""

    def __init__(self, over: QWidget, title: str, kinds: str, then: Callable[[Path], None]) -> None:
        keep_no_lists()
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        super().__init__(over.window(), title, documents, kinds)
        if _LISTS:
            self.destroyed.connect(partial(_put_back, _remembered()))
        self.setOption(QFileDialog.Option.DontUseNativeDialog, True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.finished.connect(over.window().activateWindow)
        self.fileSelected.connect(lambda chosen: then(Path(chosen)))


def keep_no_lists() -> None:
    """Keep Qt's file dialogs from writing which folders were used into a file that every user may read.

    They do so when they go, whatever they are told, into the settings of the Qt project itself, which nothing else here
    uses. That file is to be where no file can be.
    """
    if not _LISTS:
        QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, os.devnull)


def _lists() -> QSettings:
    lists = QSettings(QSettings.Scope.UserScope, "QtProject")
    lists.beginGroup("FileDialog")
    return lists


def _remembered() -> dict[str, Any]:
    """What the dialogs of all Qt programs remember, before one of ours adds to it."""
    lists = _lists()
    return {key: lists.value(key) for key in lists.allKeys()}


def _put_back(before: dict[str, Any]) -> None:
    lists = _lists()
    lists.remove("")
    for key, value in before.items():
        lists.setValue(key, value)
