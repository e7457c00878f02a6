"""Sets light markup into a text that is read: paragraphs, bullets, bold words."""

from typing import Final

from PySide6.QtGui import QFont, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextListFormat

from app.domain.values import markup
from app.domain.values.markup import Bullets, Run
from app.views.look.look import Look

_AFTER_PARAGRAPH_EMS: Final = 0.5
_AFTER_ITEM_EMS: Final = 0.15
_BREAK: Final = "\u2028"


class Setting:
    """Writes at the end of a document, one block after the other."""

    def __init__(self, cursor: QTextCursor, look: Look) -> None:
        self._cursor, self._look = cursor, look
        self._is_first = True
        self._plain, self._bold = self.style(), self.style(bold=True)

    def prose(self, text: str) -> None:
        """A text with its markup; every sign that is none stays as it was written."""
        for part in markup.parse(text):
            if isinstance(part, Bullets):
                self._bullets(part)
            else:
                self.begin(_AFTER_PARAGRAPH_EMS)
                self._runs(part.runs)

    def begin(self, after: float) -> None:
        """Begin a block, with that much room under it."""
        block = QTextBlockFormat()
        block.setBottomMargin(self._look.pixels(after))
        if self._is_first:
            self._cursor.setBlockFormat(block)
        else:
            self._cursor.insertBlock(block, self._plain)
        self._is_first = False

    def write(self, text: str, style: QTextCharFormat) -> None:
        """Go on in a block."""
        self._cursor.insertText(text.replace("\n", _BREAK), style)

    def style(self, role: str = "text", *, bold: bool = False) -> QTextCharFormat:
        """Letters in the colour of a role."""
        made = QTextCharFormat()
        made.setForeground(self._look.colour(role))
        made.setFontWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return made

    def _bullets(self, part: Bullets) -> None:
        shape = QTextListFormat()
        shape.setStyle(QTextListFormat.Style.ListDisc)
        made = None
        for item in part.items:
            self.begin(_AFTER_ITEM_EMS)
            if made is None:
                made = self._cursor.createList(shape)
            else:
                made.add(self._cursor.block())
            self._runs(item)

    def _runs(self, runs: tuple[Run, ...]) -> None:
        for run in runs:
            self.write(run.text, self._bold if run.bold else self._plain)
