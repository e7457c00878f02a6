"""Help for the screen in front, and the sheet of keys: a pane over the window that any key closes again."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.errors import MissingPart
from app.views.help import pages
from app.views.surroundings import Surroundings
from app.views.widgets.buttons import button
from app.views.widgets.words import words

_TYPING = (
    ("Bold", "Ctrl+B"),
    ("Find in this note", "Ctrl+F"),
    ("Next wrong word", "F7"),
    ("Suggestions for a word", "Ctrl+;"),
    ("Snippets", "Ctrl+J"),
    ("Cite a record", "Ctrl+E"),
    ("Sign", "Ctrl+Return"),
)


class HelpPane(QDialog):
    """Shows one page, or the keys."""

    def __init__(self, around: Surroundings, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Casework")
        self._look = around.look
        self._column = QVBoxLayout(self)
        gap = around.look.pixels(1)
        self._column.setContentsMargins(gap, gap, gap, gap)
        self.heading = words("", "h1")
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._area.setAccessibleName("Help")
        self._column.addWidget(self.heading)
        self._column.addWidget(self._area, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        self.close_button = button("Close", self.accept, kind="primary")
        row.addWidget(self.close_button)
        self._column.addLayout(row)
        self.finished.connect(parent.window().activateWindow)
        self.resize(min(around.look.pixels(44), parent.width()), min(around.look.pixels(40), parent.height()))

    def show_page(self, name: str) -> None:
        """Show a help page; one that is not there is said in a sentence."""
        content = QWidget()
        column = QVBoxLayout(content)
        column.setSpacing(self._look.pixels(0.6))
        try:
            title, parts = pages.page(name)
        except MissingPart as missing:
            title, parts = "Help", (pages.Part("", str(missing)),)
        self._title(title)
        for part in parts:
            if part.heading:
                column.addWidget(words(part.heading, "h2"))
            column.addWidget(words(pages.plain(part.text)))
        column.addStretch(1)
        self._put(content)

    def show_shortcuts(self, actions: Sequence[QAction]) -> None:
        """Show the keys of the commands that there are, and those of the writing boxes."""
        self._title("Keyboard shortcuts")
        content = QWidget()
        grid = QGridLayout(content)
        grid.setHorizontalSpacing(self._look.pixels(2))
        shown = [
            (each.text(), each.shortcut().toString(_NATIVE))
            for each in actions
            if not each.shortcut().isEmpty()
        ]
        typed = [(text, QKeySequence(keys).toString(_NATIVE)) for text, keys in _TYPING]
        row = 0
        for heading, rows in (("Everywhere", shown), ("While writing", typed)):
            grid.addWidget(words(heading, "h2"), row, 0, 1, 2)
            for text, keys in rows:
                row += 1
                grid.addWidget(words(text, wrap=False), row, 0)
                grid.addWidget(words(keys, "strong", wrap=False), row, 1)
            row += 1
        grid.setRowStretch(row, 1)
        grid.setColumnStretch(1, 1)
        self._put(content)

    def _title(self, title: str) -> None:
        self.heading.setText(title)
        self.setAccessibleName(title)

    def _put(self, content: QWidget) -> None:
        self._area.setWidget(content)
        self.close_button.setFocus()


_NATIVE = QKeySequence.SequenceFormat.NativeText
