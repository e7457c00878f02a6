"""What is drawn beside the words of a text that is read: a rule at their left or over them, or an icon before them.

It is no part of the text: nothing of it is copied, found or read out. An icon says again what its words say.
"""

from typing import Final

from PySide6.QtCore import QPoint, QRectF
from PySide6.QtGui import QPainter, QTextBlock, QTextBlockFormat, QTextFormat
from PySide6.QtWidgets import QTextEdit

from app.views.theme.theme import Theme

RULED: Final = "ruled"
"""A rule at the left of the words."""
OVER: Final = "over"
"""A rule over the words, from edge to edge."""
_SIGN: Final = QTextFormat.Property.UserProperty.value + 1
_OVER: Final = 12
_ICON: Final = 16


def put(block: QTextBlockFormat, sign: str) -> None:
    """Let a block bear a sign: RULED, OVER, or an icon and the role of its colour, such as "circle-check success"."""
    block.setProperty(_SIGN, sign)


def draw(box: QTextEdit, theme: Theme) -> None:
    """Draw the signs of all blocks that are in sight."""
    painter = QPainter(box.viewport())
    painter.translate(-box.horizontalScrollBar().value(), -box.verticalScrollBar().value())
    foot = box.viewport().height() + box.verticalScrollBar().value()
    block = box.cursorForPosition(QPoint(0, 0)).block()
    while block.isValid():
        place = box.document().documentLayout().blockBoundingRect(block)
        if place.top() > foot:
            break
        sign = block.blockFormat().property(_SIGN)
        if sign == RULED:
            _rule_beside(painter, box, theme, block)
        elif sign == OVER:
            y = place.top() - theme.px(_OVER)
            painter.fillRect(QRectF(0, y, box.viewport().width(), 1), theme.colour("line"))
        elif sign:
            _draw_icon(painter, theme, block, place, sign)
        block = block.next()
    painter.end()


def _rule_beside(painter: QPainter, box: QTextEdit, theme: Theme, block: QTextBlock) -> None:
    layout = box.document().documentLayout()
    place, before = layout.blockBoundingRect(block), block.previous()
    top = place.top()
    if before.isValid() and before.blockFormat().property(_SIGN) == RULED:
        # What belongs together has one rule, without gaps.
        top = layout.blockBoundingRect(before).bottom()
    left = box.document().documentMargin()
    painter.fillRect(QRectF(left, top, 2, place.bottom() - top), theme.colour("edge"))


def _draw_icon(painter: QPainter, theme: Theme, block: QTextBlock, place: QRectF, sign: str) -> None:
    name, _, role = sign.partition(" ")
    side = theme.px(_ICON)
    line = block.layout().lineAt(0)
    top = place.top() + (line.height() - side) / 2
    left = place.left() + line.x() - theme.px(_ICON + 8)
    theme.icon(name, role).paint(painter, round(left), round(top), side, side)
