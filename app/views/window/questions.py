"""Questions to the person, each a dialog of the window's own that a lock can take away.

None waits: the answer comes by a call. Giving up is the default, and the button that goes on names the act. What
dialogs are made of is loaded with the first question: the first page asks none.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.views.theme.theme import Theme


class Questions:
    """Asks by dialogs over the window."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

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
        from app.views.window.dialogs import Dialog

        dialog = Dialog(self._theme, over, question, detail)
        dialog.buttons(act, then, kind="danger" if danger else "primary")
        dialog.give_up.setFocus()
        dialog.open()

    def passphrase(self, over: QWidget, act: str, detail: str, then: Callable[[str], None]) -> None:
        """Ask for the member's passphrase."""
        from app.views.window.dialogs import Dialog

        dialog = Dialog(self._theme, over, act, detail)
        dialog.ask_passphrase(act, then)
        dialog.open()

    def open_file(self, over: QWidget, title: str, kinds: str, then: Callable[[Path], None]) -> None:
        """Ask for a file that is there."""
        from app.views.window.dialogs import FileDialog

        dialog = FileDialog(over, title, kinds, then)
        dialog.setFileMode(FileDialog.FileMode.ExistingFile)
        dialog.open()

    def save_file(
        self, over: QWidget, title: str, name: str, kinds: str, then: Callable[[Path], None]
    ) -> None:
        """Ask where a file is to go."""
        from app.views.window.dialogs import FileDialog

        dialog = FileDialog(over, title, kinds, then)
        dialog.setAcceptMode(FileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(Path(name).suffix.removeprefix("."))
        dialog.selectFile(name)
        dialog.open()

    def folder(self, over: QWidget, title: str, then: Callable[[Path], None]) -> None:
        """Ask for a folder."""
        from app.views.window.dialogs import FileDialog

        dialog = FileDialog(over, title, "", then)
        dialog.setFileMode(FileDialog.FileMode.Directory)
        dialog.setOption(FileDialog.Option.ShowDirsOnly, True)
        dialog.open()
