"""Shows light markup while it is written: bold words, their marks and bullets set back, places still to be filled in.

The text itself stays as it is typed. Only the block that changed is looked at.
"""

from PySide6.QtGui import (
    QFont,
    QGuiApplication,
    QPalette,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextDocument,
)

from app.domain.fields.templates import PLACE
from app.domain.values import markup
from app.views.writing.positions import Positions

_MARK, _BULLET = "**", "- "
_WIDE = "\U00010000"
"""From this sign on Qt counts two where Python counts one."""


class MarkupHighlighter(QSyntaxHighlighter):
    """The markup of one document."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._take_colours()

    def restyle(self) -> None:
        """Draw all of it anew, after the theme has changed."""
        self._take_colours()
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        """Give the parts of a paragraph their look."""
        if markup.item(text):
            self.setFormat(text.index(_BULLET), 1, self._bullet)
        if _MARK not in text and "{{" not in text:
            return
        # At every key, and at once: what stands behind it would be shown a letter off until then. So without a call a
        # mark, where both count alike.
        in_qt = int if max(text) < _WIDE else Positions(text).in_qt
        for start, first, last, end in markup.bold_spans(text):
            for begins, ends, style in (
                (first, last, self._bold),
                (start, first, self._mark),
                (last, end, self._mark),
            ):
                self.setFormat(in_qt(begins), in_qt(ends) - in_qt(begins), style)
        for found in PLACE.finditer(text):
            begins = in_qt(found.start())
            self.setFormat(begins, in_qt(found.end()) - begins, self._place)

    def _take_colours(self) -> None:
        colours = QGuiApplication.palette()
        self._mark, self._bullet, self._bold, self._place = (QTextCharFormat() for _ in range(4))
        self._mark.setForeground(colours.color(QPalette.ColorRole.PlaceholderText))
        self._bullet.setForeground(colours.color(QPalette.ColorRole.Link))
        self._bullet.setFontWeight(QFont.Weight.Bold)
        self._bold.setFontWeight(QFont.Weight.DemiBold)
        self._place.setForeground(colours.color(QPalette.ColorRole.Link))
        self._place.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
