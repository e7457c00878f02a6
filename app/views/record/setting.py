"""Sets a record's words into a text: the sizes and colours of headings, questions and answers."""

from PySide6.QtGui import QFont, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextListFormat

from app.domain import markup
from app.domain.markup import Bullets, Run
from app.views.look import Look

_LEVEL = 2


class Setter:
    """Writes at a cursor, one block after the other."""

    def __init__(self, cursor: QTextCursor, look: Look) -> None:
        self._cursor, self._look = cursor, look
        self._is_first = True

    def heading(self, text: str) -> None:
        """The title of a part; none where it is empty."""
        if not text:
            return
        block = self._block(before=1.1, after=0.2)
        block.setHeadingLevel(_LEVEL)
        style = self._style("text", bold=True)
        style.setFontPointSize(self._look.sizes.points(1.25))
        self._begin(block, style)
        self._cursor.insertText(text, style)

    def asked(self, text: str) -> None:
        """What the form asked."""
        style = self._style("muted")
        self._begin(self._block(before=0.6, after=0.05), style)
        self._cursor.insertText(text, style)

    def prose(self, text: str) -> None:
        """An answer, with its light markup; every sign that is none stays as it was written."""
        for part in markup.parse(text):
            if isinstance(part, Bullets):
                self._bullets(part)
            else:
                self._begin(self._block(after=0.35), self._style("text"))
                self._runs(part.runs)

    def _bullets(self, part: Bullets) -> None:
        shape = QTextListFormat()
        shape.setStyle(QTextListFormat.Style.ListDisc)
        for n, item in enumerate(part.items):
            self._begin(self._block(after=0.15), self._style("text"))
            if n == 0:
                made = self._cursor.createList(shape)
            else:
                made.add(self._cursor.block())
            self._runs(item)

    def _runs(self, runs: tuple[Run, ...]) -> None:
        for run in runs:
            # A line that the author broke stays broken inside its paragraph.
            self._cursor.insertText(run.text.replace("\n", "\u2028"), self._style("text", bold=run.bold))

    def _begin(self, block: QTextBlockFormat, style: QTextCharFormat) -> None:
        if self._is_first:
            self._cursor.setBlockFormat(block)
            self._cursor.setBlockCharFormat(style)
        else:
            self._cursor.insertBlock(block, style)
        self._is_first = False

    def _block(self, *, before: float = 0, after: float = 0) -> QTextBlockFormat:
        block = QTextBlockFormat()
        block.setTopMargin(0 if self._is_first else self._look.pixels(before))
        block.setBottomMargin(self._look.pixels(after))
        return block

    def _style(self, role: str, *, bold: bool = False) -> QTextCharFormat:
        style = QTextCharFormat()
        style.setForeground(self._look.colour(role))
        style.setFontWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return style
