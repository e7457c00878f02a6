"""Writes into a text that is read: headings, paragraphs, bullets, bold words, one block after the other."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtGui import (
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
    QTextListFormat,
    QTextOption,
)

from app.domain.values import markup
from app.domain.values.markup import Bullets, Paragraph, Run
from app.views.theme.theme import Theme

_TITLE: Final = 1.25
_LEVEL: Final = 2
_BREAK: Final = "\u2028"
Room = tuple[float, float]
"""Above and under a block, in ems; nothing stands above the first."""


class DocumentWriter:
    """Writes at the end of a document; paragraphs and the items of a list have that much room.

    `times` the usual size are the letters; 0 leaves it to the box. `line` is how high a line is at 100 % text; 0 leaves
    it to the letters.
    """

    def __init__(
        self,
        cursor: QTextCursor,
        theme: Theme,
        paragraph: Room = (0.0, 0.5),
        item: Room = (0.0, 0.15),
        times: float = 0.0,
        line: float = 0.0,
    ) -> None:
        self._cursor, self._theme, self._times, self._line = cursor, theme, times, line
        self._paragraph, self._item = paragraph, item
        self._is_first = True
        self._plain, self._bold = self.style(), self.style(bold=True)

    def heading(self, text: str, above: float = 1.1, under: float = 0.2) -> None:
        """The title of a part; none where it is empty."""
        if text:
            style = self.style(times=_TITLE)
            style.setFontWeight(QFont.Weight.Medium)
            self.begin(above, under, style, level=_LEVEL)
            self.write(text, style)

    def prose(self, text: str) -> None:
        """A text with its markup; every sign that is none stays as it was written."""
        self.blocks(markup.parse(text))

    def blocks(self, parts: Iterable[Paragraph | Bullets]) -> None:
        """Paragraphs and lists."""
        for part in parts:
            if isinstance(part, Bullets):
                self._bullets(part)
            else:
                self.begin(*self._paragraph)
                self.runs(part.runs)

    def begin(
        self,
        above: float = 0.0,
        under: float = 0.0,
        style: QTextCharFormat | None = None,
        *,
        level: int = 0,
        hanging: float = 0.0,
    ) -> None:
        """Begin a block: a heading of some level, or one whose first words hang in a column of their own."""
        block = QTextBlockFormat()
        block.setTopMargin(0 if self._is_first else self._theme.pixels(above))
        block.setBottomMargin(self._theme.pixels(under))
        if level:
            block.setHeadingLevel(level)
        if hanging:
            column = self._theme.pixels(hanging)
            block.setLeftMargin(column)
            block.setTextIndent(-column)
            tab = QTextOption.Tab()
            tab.position = column
            block.setTabPositions([tab])
        self.shape(block)
        if self._is_first:
            self._cursor.setBlockFormat(block)
        else:
            self._cursor.insertBlock(block, style or self._plain)
        self._is_first = False

    def shape(self, block: QTextBlockFormat) -> None:
        """What all blocks have that are begun now."""
        if self._line:
            fixed = QTextBlockFormat.LineHeightTypes.FixedHeight.value
            block.setLineHeight(self._theme.px(self._line), fixed)

    def write(self, text: str, style: QTextCharFormat) -> None:
        """Go on in a block."""
        self._cursor.insertText(text.replace("\n", _BREAK), style)

    def runs(self, runs: Iterable[Run]) -> None:
        """Go on in a block with words of which some are bold."""
        for run in runs:
            self.write(run.text, self._bold if run.bold else self._plain)

    def style(self, role: str = "text", *, bold: bool = False, times: float = 0.0) -> QTextCharFormat:
        """Letters in the colour of a role, so many times as large as usual."""
        made = QTextCharFormat()
        made.setForeground(self._theme.colour(role))
        made.setFontWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        if times or self._times:
            size = self._theme.pixels(times or self._times)
            made.setProperty(QTextFormat.Property.FontPixelSize, size)
        return made

    def _bullets(self, part: Bullets) -> None:
        shape = QTextListFormat()
        shape.setStyle(QTextListFormat.Style.ListDisc)
        made = None
        for item in part.items:
            self.begin(*self._item)
            if made is None:
                made = self._cursor.createList(shape)
            else:
                made.add(self._cursor.block())
            self.runs(item)
