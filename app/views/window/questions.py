"""Questions to the person, each a dialog of the window's own that a lock can take away.

None waits: the answer comes by a call. Giving up is the default, and the button that goes on names the act.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit, QPushButton, QWidget

from app.views.look.look import Look
from app.views.widgets.buttons import button
from app.views.widgets.layouts import horizontal, vertical
from app.views.widgets.words import words


class Questions:
    """Asks by dialogs over the window."""

    def __init__(self, look: Look) -> None:
        self._look = look

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
        """Ask before an act."""
        dialog = _Dialog(self._look, over, question, detail)
        dialog.buttons(act, then, kind="danger" if danger else "primary")
        dialog.give_up.setFocus()
        dialog.open()

    def passphrase(self, over: QWidget, act: str, detail: str, then: Callable[[str], None]) -> None:
        """Ask for the member's passphrase."""
        dialog = _Dialog(self._look, over, act, detail)
        box = QLineEdit()
        box.setEchoMode(QLineEdit.EchoMode.Password)
        box.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        box.setAccessibleName("Your passphrase")
        dialog.add(words("Your &passphrase", "label", buddy=box))
        dialog.add(box)

        def taken() -> None:
            typed = box.text()
            box.clear()
            then(typed)

        go_on = dialog.buttons(act, taken, kind="primary")
        go_on.setEnabled(False)
        box.textChanged.connect(lambda typed: go_on.setEnabled(bool(typed)))
        box.returnPressed.connect(lambda: go_on.click() if box.text() else None)
        box.setFocus()
        dialog.open()

    def open_file(self, over: QWidget, title: str, kinds: str, then: Callable[[Path], None]) -> None:
        """Ask for a file that is there."""
        dialog = _files(over, title, kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
        dialog.open()

    def save_file(
        self, over: QWidget, title: str, name: str, kinds: str, then: Callable[[Path], None]
    ) -> None:
        """Ask where a file is to go."""
        dialog = _files(over, title, kinds)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(Path(name).suffix.removeprefix("."))
        dialog.selectFile(name)
        dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
        dialog.open()

    def folder(self, over: QWidget, title: str, then: Callable[[Path], None]) -> None:
        """Ask for a folder."""
        dialog = _files(over, title, "")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly, True)
        dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
        dialog.open()


class _Dialog(QDialog):
    def __init__(self, look: Look, over: QWidget, question: str, detail: str) -> None:
        super().__init__(over.window())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Casework")
        self.setAccessibleName(question)
        self.setAccessibleDescription(detail)
        gap = look.pixels(1.2)
        self._column = vertical(self, gap=look.pixels(0.6), pad=gap)
        self.setMinimumWidth(min(look.pixels(30), over.window().width()))
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


def _files(over: QWidget, title: str, kinds: str) -> QFileDialog:
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    dialog = QFileDialog(over.window(), title, documents, kinds)
    # A lock can close only dialogs that are ours. And ours keeps no list of recent files.
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog, True)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return dialog
