"""A row that goes on in the next line when it is full, so that nothing is cut off at 200 % text.

It is a widget that places its children itself and no layout: the items of a layout written in Python outlive, as Python
sees them, what Qt makes of them, and a new item at an old one's address is then taken for it.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

Lines = list[list[tuple[QWidget, QSize]]]


class FlowRow(QWidget):
    """Lays widgets out like words, each as high as it needs, never wider than the row.

    Lines begin at the left, or end at the right where `at_end`.
    """

    def __init__(
        self, gap: int, *widgets: QWidget, line_gap: int | None = None, at_end: bool = False
    ) -> None:
        super().__init__()
        self._at_end = at_end
        self._placed: list[QWidget] = []
        self._known: dict[int, Lines] = {}
        """The lines in a width, while the row is in sight: Qt asks many times for what seldom changes."""
        self._gap, self._line_gap = gap, gap if line_gap is None else line_gap
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.add(*widgets)

    def add(self, *widgets: QWidget) -> None:
        """Put widgets at the end."""
        for widget in widgets:
            widget.setParent(self)
            # Shown unless somebody hid it before.
            if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
                widget.show()
            # After it: the row is laid out when the last one is in.
            widget.installEventFilter(self)
            self._placed.append(widget)
        self._measure_again()

    def put_last(self, *widgets: QWidget) -> None:
        """Let widgets that stand here stand after all others."""
        self._placed = [*(each for each in self._placed if each not in widgets), *widgets]
        self._measure_again()

    def clear(self) -> None:
        """Take everything out and let it go."""
        for widget in self._placed:
            widget.removeEventFilter(self)
            widget.hide()
            widget.deleteLater()
        self._placed.clear()
        self._measure_again()

    def hasHeightForWidth(self) -> bool:
        """The narrower, the more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high it is in that width."""
        lines = self._lines(width)
        heights = sum(max(size.height() for _, size in line) for line in lines)
        return heights + self._line_gap * max(0, len(lines) - 1)

    def sizeHint(self) -> QSize:
        """All on one line."""
        hints = [widget.sizeHint() for widget in self._shown()]
        width = sum(hint.width() for hint in hints) + self._gap * max(0, len(hints) - 1)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSizeHint(self) -> QSize:
        """The widest of what cannot be narrower."""
        return QSize(max((_least(widget) for widget in self._shown()), default=0), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place everything anew."""
        super().resizeEvent(event)
        self.refit()

    def event(self, event: QEvent) -> bool:
        """Place everything anew when something that flows here wants another size."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._measure_again()
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Place everything anew when something here is shown or hidden."""
        if event.type() in {QEvent.Type.ShowToParent, QEvent.Type.HideToParent}:
            self._measure_again()
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        """Place what came or went while nobody saw it."""
        super().showEvent(event)
        self._measure_again()

    def refit(self) -> None:
        """Place everything, and ask for the height that this takes.

        Not while it is hidden: to ask a widget for its size gives it its style, and again in each place it is put into
        until the screen stands.
        """
        if not self.isVisible():
            self.updateGeometry()
            return
        y = 0
        for line in self._lines(self.width()):
            height = max(size.height() for _, size in line)
            x = self.width() - self._long(line) if self._at_end else 0
            for widget, size in line:
                # Words and buttons stand on one line only when each is in the middle of it.
                widget.setGeometry(QRect(x, y + (height - size.height()) // 2, size.width(), size.height()))
                x += size.width() + self._gap
            y += height + self._line_gap
        height = max(0, y - self._line_gap)
        if height != self.minimumHeight():
            self.setMinimumHeight(height)
        self.updateGeometry()

    def _long(self, line: Sequence[tuple[QWidget, QSize]]) -> int:
        return sum(size.width() for _, size in line) + self._gap * (len(line) - 1)

    def _shown(self) -> list[QWidget]:
        return [widget for widget in self._placed if not widget.isHidden()]

    def _measure_again(self) -> None:
        """Something that flows here wants another size; Qt does not say which."""
        self._known.clear()
        self.refit()

    def _lines(self, width: int) -> Lines:
        # Out of sight nobody is told of another size.
        if not self.isVisible():
            return self._measured(width)
        if width not in self._known:
            self._known[width] = self._measured(width)
        return self._known[width]

    def _measured(self, width: int) -> Lines:
        lines: Lines = []
        used = 0
        for widget in self._shown():
            size = _size(widget, width)
            if not lines or used + self._gap + size.width() > width:
                lines.append([])
                used = -self._gap
            lines[-1].append((widget, size))
            used += self._gap + size.width()
        return lines


def _size(widget: QWidget, width: int) -> QSize:
    hint = widget.sizeHint().expandedTo(widget.minimumSize()).boundedTo(widget.maximumSize())
    if hint.width() <= width:
        return hint
    height = widget.heightForWidth(width) if widget.hasHeightForWidth() else hint.height()
    return QSize(width, height)


def _least(widget: QWidget) -> int:
    if widget.sizePolicy().horizontalPolicy() in {QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed}:
        return max(widget.sizeHint().width(), widget.minimumWidth())
    return max(widget.minimumSizeHint().width(), widget.minimumWidth())


class Wide(QLabel):
    """Plain words on one line where they fit, on several where they do not; never cut."""

    def __init__(self, text: str = "", role: str = "") -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        # A label with a border is indented by itself, by a width that it tells nobody.
        self.setIndent(0)
        if role:
            self.setProperty("role", role)

    def sizeHint(self) -> QSize:
        """As wide as the words are on one line."""
        self.ensurePolished()
        width = self.fontMetrics().size(0, self.text()).width() + self._frame()
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """The widest word may still be cut by nothing but the window itself."""
        return QSize(min(self.sizeHint().width(), self.fontMetrics().averageCharWidth() * 8), 0)

    def _frame(self) -> int:
        return self.width() - self.contentsRect().width() + 2 * self.margin() + 2
