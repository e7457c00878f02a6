"""Help beside the screen in front, and the sheet of keys: a window of its own that one can work on behind."""

from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QTextCursor, QTextTableFormat
from PySide6.QtWidgets import QDialog, QFrame, QWidget

from app.domain.values.markup import Paragraph, Run
from app.errors import MissingPart
from app.views.context.context import Context
from app.views.help import pages
from app.views.help.pages import Part
from app.views.help.shortcuts import Keys, gather
from app.views.theme.theme import Theme
from app.views.widgets.buttons import button
from app.views.widgets.flow import FlowRow
from app.views.widgets.layouts import vertical
from app.views.widgets.words import words
from app.views.writing.document import DocumentWriter
from app.views.writing.text_view import ReadingBox

_WIDE: Final = 30
_KEYS: Final = "Keyboard shortcuts"


class HelpText(ReadingBox):
    """Shows parts with headings, or tables of keys."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._parts: tuple[Part, ...] = ()
        self._tables: tuple[tuple[str, Keys], ...] = ()
        self.setFrameShape(QFrame.Shape.NoFrame)

    def show_parts(self, parts: Sequence[Part]) -> None:
        """Show a page from its beginning."""
        self._parts, self._tables = tuple(parts), ()
        self.write()

    def show_keys(self, tables: Sequence[tuple[str, Keys]]) -> None:
        """Show tables of keys, each under its heading; those without a key are left out."""
        self._parts, self._tables = (), tuple(table for table in tables if table[1])
        self.write()

    def compose(self, cursor: QTextCursor) -> None:
        """The parts, or the tables."""
        writer = DocumentWriter(cursor, self.theme, paragraph=(0.5, 0), item=(0.2, 0), times=1.0)
        for part in self._parts:
            writer.heading(part.heading, 1.0, 0)
            writer.blocks(part.blocks)
        for heading, keys in self._tables:
            writer.heading(heading, 1.0, 0)
            self._table(cursor, writer, keys)

    def _table(self, cursor: QTextCursor, writer: DocumentWriter, keys: Keys) -> None:
        shape = QTextTableFormat()
        shape.setBorder(0)
        shape.setCellPadding(self.theme.pixels(0.25))
        shape.setCellSpacing(0)
        writer.begin(0.2)
        table = cursor.insertTable(len(keys), 2, shape)
        for row, (message, pressed) in enumerate(keys):
            for column, text in enumerate((message, pressed)):
                inside = table.cellAt(row, column).firstCursorPosition()
                inside.insertText(text, writer.style(bold=bool(column)))
        cursor.movePosition(QTextCursor.MoveOperation.End)


class HelpPane(QDialog):
    """Shows one page, or the keys; the key of help once more goes from one to the other, Escape closes it."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        # A tool window stays over its own window and takes no place in the list of windows.
        super().__init__(parent, Qt.WindowType.Tool)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Casework help")
        self._over, self._theme = parent, context.theme
        self._page, self._actions = "today", tuple[QAction, ...]()
        self.heading = words("", "h1")
        self.text = HelpText(context.theme)
        self.turn = button(_KEYS, self._turn, hint=f"{_KEYS} (F1)")
        self.close_button = button("Close", self.accept, kind="primary", hint="Close (Escape)")
        row = FlowRow(context.theme.pixels(0.6), self.close_button, self.turn)
        gap = context.theme.pixels(1)
        vertical(self, self.heading, (self.text, 1), row, pad=gap)

    def open(self) -> None:
        """Show it at the right edge of its window, in place of one that is there; the window goes on working."""
        for other in self._over.findChildren(HelpPane):
            if other is not self and other.isVisible():
                if other.shown == self.shown and not self.shows_keys:
                    self.show_shortcuts()
                other.accept()
        width = min(self._theme.pixels(_WIDE), self._over.width())
        self.resize(width, self._over.height() - self._theme.pixels(2))
        self.move(self._over.mapToGlobal(QPoint(self._over.width() - width, self._theme.pixels(1))))
        self.show()
        self.activateWindow()
        self.text.setFocus()

    def show_page(self, name: str) -> None:
        """Show a help page; one that is not there is said in a sentence."""
        self._page = name
        try:
            title, parts = pages.page(name)
        except MissingPart as missing:
            title, parts = "Help", (pages.Part("", (Paragraph((Run(str(missing)),)),)),)
        self._title(title, _KEYS)
        self.text.show_parts(parts)

    def show_shortcuts(self, actions: Iterable[QAction] = ()) -> None:
        """Show the keys that do something now: of these actions, or of all of the window, and of what is in sight."""
        self._actions = tuple(actions) or self._actions
        sheet = gather(self._over, self._actions)
        self._title(_KEYS, "Help for this screen")
        self.text.show_keys(
            (
                ("On this screen", sheet.here),
                ("While writing", sheet.writing),
                ("Everywhere", sheet.everywhere),
            )
        )

    @property
    def shows_keys(self) -> bool:
        """Whether it shows the keys and not a page."""
        return self.heading.text() == _KEYS

    @property
    def shown(self) -> str:
        """The title of what it shows."""
        return self.heading.text()

    def _turn(self) -> None:
        if self.shows_keys:
            self.show_page(self._page)
        else:
            self.show_shortcuts()

    def _title(self, title: str, other: str) -> None:
        self.heading.setText(title)
        self.setAccessibleName(title)
        self.text.setAccessibleName(title)
        self.turn.setText(other)
        self.turn.setAccessibleName(other)
