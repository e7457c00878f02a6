"""The one frame round what has the keyboard: beside the part and not of it, so that nothing moves for it.

It shows where keys go to somebody who uses them, and always at what is typed into (WCAG 2.2, 2.4.7 and 2.4.13).
"""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from app.views.theme.theme import Theme

OWN_FRAME: Final = "ownFrame"
"""The property of a part that shows by itself where in it the keyboard is, as a list does in its current row."""
_TYPED_INTO: Final = (QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox)
_MOVES: Final = frozenset(
    {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.ParentChange}
)
_BY_HAND: Final = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.TabletPress})
_POPUP: Final = (Qt.WindowType.Popup, Qt.WindowType.ToolTip)
_AWAY, _WIDE, _ROUND = 2, 2, 8


class FocusFrame(QObject):
    """Puts the frame into whatever the part scrolls with, or into its window."""

    def __init__(self, owner: QObject, app: QApplication, theme: Theme) -> None:
        super().__init__(owner)
        self._theme = theme
        self._frame: _Frame | None = None
        """In the host of the part; None before the first."""
        self._part: QWidget | None = None
        self._followed: list[QWidget] = []
        self._uses_keys = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._place)
        app.focusChanged.connect(self._to)
        app.focusWindowChanged.connect(self._watch_window)
        theme.changed.connect(self._draw)
        self._watch_window(app.focusWindow())
        self._to(None, app.focusWidget())

    @property
    def part(self) -> QWidget | None:
        """What is framed."""
        frame = self._frame
        return self._part if frame is not None and isValid(frame) and frame.isVisible() else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the part, and see whether keys or the pointer are used."""
        kind = event.type()
        if kind in _MOVES:
            self._place()
            # What is in it takes its place after it.
            self._soon.start()
        elif watched.isWindowType():
            if kind in _BY_HAND:
                self._uses_keys = False
            elif kind == QEvent.Type.KeyPress and not self._uses_keys:
                self._uses_keys = True
                self._draw()
        return False

    def _watch_window(self, window: QObject | None) -> None:
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)

    def _to(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and now.window().windowType() in _POPUP:
            # The list of a choice, or a menu, over the part that it belongs to.
            return
        self._part = now
        self._draw()

    def _draw(self) -> None:
        self._let_go()
        part = self._part
        if part is None or not isValid(part) or not self._is_framed(part):
            if self._frame is not None and isValid(self._frame):
                self._frame.hide()
            if part is None or not isValid(part):
                self._part = self._frame = None
            return
        host = self._host(part)
        if self._frame is None or not isValid(self._frame) or self._frame.parentWidget() is not host:
            self._make(host)
        # Of a text box what lies in it tells of its size: the box itself would tell of every key.
        each: QWidget | None = part
        if isinstance(part, QAbstractScrollArea):
            self._follow(part.viewport())
            each = part.parentWidget()
        while each is not None and each is not host:
            self._follow(each)
            each = each.parentWidget()
        self._place()

    def _make(self, host: QWidget) -> None:
        # One for each, which goes with it: nothing of a screen is left after a lock.
        before, self._frame = self._frame, _Frame(self._theme, host)
        if before is not None and isValid(before):
            before.deleteLater()

    def _is_framed(self, part: QWidget) -> bool:
        return not part.property(OWN_FRAME) and (self._uses_keys or isinstance(part, _TYPED_INTO))

    def _follow(self, each: QWidget) -> None:
        each.installEventFilter(self)
        self._followed.append(each)

    def _let_go(self) -> None:
        for each in self._followed:
            if isValid(each):
                each.removeEventFilter(self)
        self._followed.clear()

    def _host(self, part: QWidget) -> QWidget:
        """The window, or what the part is scrolled with: so the frame is cut where the part is."""
        host = part
        while (above := host.parentWidget()) is not None and not host.isWindow():
            if host is not part and isinstance(above.parentWidget(), QAbstractScrollArea):
                return host
            host = above
        return host

    def _place(self) -> None:
        part, frame = self._part, self._frame
        if part is None or frame is None or not isValid(part) or not isValid(frame):
            return
        host = frame.parentWidget()
        if host is None or not part.isVisible() or not host.isAncestorOf(part):
            frame.hide()
            return
        out = _AWAY + frame.line
        at = part.mapTo(host, QPoint(0, 0))
        frame.setGeometry(at.x() - out, at.y() - out, part.width() + 2 * out, part.height() + 2 * out)
        frame.show()
        frame.raise_()


class _Frame(QWidget):
    """Two lines, as one colour would not be seen on every paper."""

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(host)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @property
    def line(self) -> int:
        """How wide the outer line is."""
        return _WIDE + self._theme.tokens.is_strong

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the frame."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._outline(painter, "focus", self.line, self.line / 2)
        self._outline(painter, "focus_inner", _AWAY, self.line + _AWAY / 2)

    def _outline(self, painter: QPainter, role: str, width: float, inset: float) -> None:
        painter.setPen(QPen(self._theme.colour(role), width))
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        corner = max(0.0, _ROUND - inset)
        painter.drawRoundedRect(box, corner, corner)
