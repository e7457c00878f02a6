"""Shows light markup while it is written: bold words, their marks and bullets set back, places still to be filled in.

The text itself stays as it is typed. Only the block that changed is looked at.
"""

import re
from typing import Final

from PySide6.QtGui import (
    QFont,
    QGuiApplication,
    QPalette,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextDocument,
)

from app.domain.fields.templates import PLACE
from app.views.writing.positions import Positions

# As domain.markup reads it: the marks touch the words, and both stand in one paragraph.
_BOLD: Final = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
_BULLET: Final = re.compile(r"\s*(- )")
_MARK: Final = "**"


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
        bullet = _BULLET.match(text)
        if bullet:
            self.setFormat(bullet.start(1), 1, self._bullet)
        if _MARK not in text and "{{" not in text:
            return
        # At every key, and at once: what stands behind it would be shown a letter off until then. So without a call a
        # mark, where both count alike.
        in_qt = int if text.isascii() else Positions(text).in_qt
        for found in _BOLD.finditer(text, 0, _last_mark(text)):
            for start, end, style in (
                (found.start(1), found.end(1), self._bold),
                (found.start(), found.start(1), self._mark),
                (found.end(1), found.end(), self._mark),
            ):
                self.setFormat(in_qt(start), in_qt(end) - in_qt(start), style)
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


def _last_mark(text: str) -> int:
    """The end of the last mark: beyond it the pattern would read on to the end for every opening one."""
    close = text.rfind(_MARK)
    while close > 0 and text[close - 1].isspace():
        close = text.rfind(_MARK, 0, close + 1)
    return close + len(_MARK) if close >= 0 else 0
