"""A radio button or a check box whose words wrap: a sentence can be chosen, and a click on any word of it counts."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QRadioButton, QSizePolicy, QStyle, QStyleOptionButton, QWidget

from app.views.theme.theme import Theme

if TYPE_CHECKING:
    _Button = QRadioButton
else:
    # Qt's classes cannot be inherited twice; while running, the mark's own class is the only one.
    _Button = object

_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_BOUNDLESS = 100_000
_IDEAL_EMS = 26
_LEAST_EMS = 9
_ROW_HIGH, _ROUND, _SIDES = 26, 5, 10
ARROWS: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1}
"""By how many answers an arrow key goes on."""


class _Worded(_Button):
    """What both have in common: a mark, words beside it, a hint under them, and a note that stands out."""

    _mark: QStyle.PrimitiveElement

    def _set_up(self, label: str, hint: str, theme: Theme) -> None:
        self._words, self._hint, self._note, self._theme = label, hint, "", theme
        self._heights: dict[int, int] = {}
        self._ideal: QSize | None = None
        self.setText(label.replace("&", "&&"))
        self.setAccessibleName(label)
        self.setAccessibleDescription(hint)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def note(self, text: str) -> None:
        """Put a note after the words, such as when this was chosen last; empty takes it away."""
        if text == self._note:
            return
        self._note = text
        self.setAccessibleDescription(". ".join(part for part in (self._hint, text) if part))
        self._measure_again()

    def hitButton(self, at: QPoint) -> bool:
        """Any of it: words and mark alike."""
        return self.rect().contains(at)

    def hasHeightForWidth(self) -> bool:
        """It is as high as its words need."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of the words when wrapped to a width."""
        found = self._heights.get(width)
        if found is None:
            found = sum(self._word_heights(width)) + 2 * self._pad()
            self._heights[width] = found = max(found, self._theme.pixels(1.9))
        return found

    def sizeHint(self) -> QSize:
        """One line where that is not too wide."""
        if self._ideal is None:
            metrics = self.fontMetrics()
            wide = max(metrics.horizontalAdvance(line) for line in (self._words, self._hint, self._note))
            width = min(wide + self._indent() + self._pad() + 2, self._theme.pixels(_IDEAL_EMS))
            self._ideal = QSize(width, self.heightForWidth(width))
        return self._ideal

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for 200 % text in a narrow window."""
        return QSize(min(self._theme.pixels(_LEAST_EMS), self.sizeHint().width()), self._theme.pixels(1.9))

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew when the text size changes."""
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._measure_again()
        super().changeEvent(event)

    def paintEvent(self, _: QPaintEvent) -> None:
        """Mark, words, hint."""
        painter = QPainter(self)
        if self.underMouse() and self.isEnabled():
            painter.fillRect(self.rect(), self._theme.colour("primary_soft"))
        option = QStyleOptionButton()
        self.initStyleOption(option)
        side, pad = self._side(), self._pad()
        line = self.fontMetrics().height()
        top = (
            pad + max(0, (line - side) // 2)
            if self.height() > line + 2 * pad + 4
            else (self.height() - side) // 2
        )
        option.rect = QRect(pad, top, side, side)
        self.style().drawPrimitive(self._mark, option, painter, self)
        self._paint_words(painter)
        painter.end()

    def _paint_words(self, painter: QPainter) -> None:
        left, width = self._indent(), self.width() - self._indent() - self._pad()
        heights = self._word_heights(self.width())
        top = max(self._pad(), (self.height() - sum(heights)) // 2)
        colours = ("text", "muted", "care")
        for text, height, colour in zip((self._words, self._hint, self._note), heights, colours, strict=True):
            if text:
                painter.setPen(self._theme.colour(colour))
                painter.drawText(QRect(left, top, width, height), _WRAP, text)
            top += height

    def _word_heights(self, width: int) -> tuple[int, ...]:
        room = QRect(0, 0, max(1, width - self._indent() - self._pad()), _BOUNDLESS)
        metrics = QFontMetrics(self.font())
        return tuple(
            metrics.boundingRect(room, int(_WRAP), text).height() if text else 0
            for text in (self._words, self._hint, self._note)
        )

    def _measure_again(self) -> None:
        self._heights.clear()
        self._ideal = None
        self.updateGeometry()
        self.update()

    def _side(self) -> int:
        return self._theme.pixels(1.1) + 4

    def _pad(self) -> int:
        return self._theme.pixels(0.25)

    def _indent(self) -> int:
        return self._side() + self._theme.pixels(0.8)


class RadioOption(_Worded, QRadioButton):
    """One of several answers."""

    _mark = QStyle.PrimitiveElement.PE_IndicatorRadioButton

    def __init__(self, label: str, hint: str, theme: Theme, parent: QWidget | None = None) -> None:
        QRadioButton.__init__(self, parent)
        self._set_up(label, hint, theme)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrow keys to the group, which knows its order."""
        if event.key() in ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)


class RowOption(RadioOption):
    """One of a few short answers in a row: chosen, it has a tint and a thicker edge."""

    def sizeHint(self) -> QSize:
        """Its words and the edges."""
        metrics = self.fontMetrics()
        return QSize(
            metrics.horizontalAdvance(self._words) + 2 * self._theme.px(_SIDES),
            max(self._theme.px(_ROW_HIGH), metrics.height() + self._pad()),
        )

    def minimumSizeHint(self) -> QSize:
        """No answer is cut."""
        return self.sizeHint()

    def heightForWidth(self, width: int) -> int:
        """One line."""
        del width
        return self.sizeHint().height()

    def paintEvent(self, _: QPaintEvent) -> None:
        """A box with the words in it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour, chosen = self._theme.colour, self.isChecked()
        stroke = (2 if chosen else 1) + self._theme.tokens.is_strong
        fill = "primary_soft" if chosen else "hover" if self.underMouse() else "surface"
        painter.setPen(QPen(colour("primary" if chosen else "edge"), stroke))
        painter.setBrush(colour(fill))
        half = stroke / 2
        round_ = self._theme.px(_ROUND)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), round_, round_)
        painter.setPen(colour("text" if self.isEnabled() else "muted"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._words)
        painter.end()


class CheckOption(_Worded, QCheckBox):
    """One of the answers of which any number may hold."""

    _mark = QStyle.PrimitiveElement.PE_IndicatorCheckBox

    def __init__(self, label: str, hint: str, theme: Theme, parent: QWidget | None = None) -> None:
        QCheckBox.__init__(self, parent)
        self._set_up(label, hint, theme)
