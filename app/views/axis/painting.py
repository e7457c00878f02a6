"""Paints the primitives of a chart with Qt, in batches: thousands of points cost a few calls, not thousands."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen

from app.charts.primitives import Anchor, Circle, Line, Polygon, Primitive, Rect, Role, Text
from app.views import fonts
from app.views.theme import Theme

_Pen = tuple[Role | None, float, tuple[float, ...]]


@dataclass
class Batches:
    """Primitives sorted by how they are painted; made once, painted many times. One unit is one pixel."""

    rects: list[Rect] = field(default_factory=list)
    lines: dict[_Pen, list[QLineF]] = field(default_factory=lambda: defaultdict(list))
    dots: dict[tuple[Role, float], list[QPointF]] = field(default_factory=lambda: defaultdict(list))
    rings: dict[tuple[Role, float, float], list[QPointF]] = field(default_factory=lambda: defaultdict(list))
    shapes: dict[tuple[Role | None, Role | None, float], QPainterPath] = field(default_factory=dict)
    texts: dict[tuple[float, bool], list[Text]] = field(default_factory=lambda: defaultdict(list))


def batched(primitives: Sequence[Primitive]) -> Batches:
    """Sort primitives for painting; what lies lower stays lower by kind: bars, lines, shapes, words."""
    made = Batches()
    for each in primitives:
        match each:
            case Circle():
                _circle(made, each)
            case Line():
                pen = (each.stroke, each.stroke_width, each.dash)
                made.lines[pen].append(QLineF(each.x1, each.y1, each.x2, each.y2))
            case Text():
                made.texts[each.size, each.bold].append(each)
            case Polygon():
                path = made.shapes.setdefault((each.fill, each.stroke, each.stroke_width), QPainterPath())
                path.moveTo(*each.points[0])
                for x, y in each.points[1:]:
                    path.lineTo(x, y)
                path.closeSubpath()
            case Rect():
                made.rects.append(each)
    return made


def _circle(made: Batches, circle: Circle) -> None:
    # A round pen paints a disc in one call for all of them; a ring is a disc on a larger disc.
    edge = circle.stroke or circle.fill
    if edge is None:
        return
    centre = QPointF(circle.x, circle.y)
    outer = 2 * circle.radius + (circle.stroke_width if circle.stroke else 0)
    if circle.fill in {None, Role.PAPER}:
        made.rings[edge, outer, 2 * circle.radius - circle.stroke_width].append(centre)
    else:
        made.dots[edge, outer].append(centre)


def paint(painter: QPainter, batches: Batches, theme: Theme) -> None:
    """Paint batches in a theme's colours."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for rect in batches.rects:
        painter.setPen(_pen(theme, rect.stroke, rect.stroke_width))
        painter.setBrush(theme.ink(rect.fill) if rect.fill else Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(rect.x, rect.y, rect.width, rect.height))
    for (role, width, dash), lines in batches.lines.items():
        painter.setPen(_pen(theme, role, width, dash))
        painter.drawLines(lines)
    for (role, across), centres in batches.dots.items():
        _discs(painter, theme.ink(role), across, centres)
    for (role, outer, inner), centres in batches.rings.items():
        _discs(painter, theme.ink(role), outer, centres)
        _discs(painter, theme.ink(Role.PAPER), inner, centres)
    for (fill, stroke, width), path in batches.shapes.items():
        painter.setPen(_pen(theme, stroke, width))
        painter.setBrush(theme.ink(fill) if fill else Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
    _words(painter, batches, theme)


def _words(painter: QPainter, batches: Batches, theme: Theme) -> None:
    for (size, bold), texts in batches.texts.items():
        font = fonts.font(size, bold=bold)
        font.setPixelSize(max(1, round(size)))
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        for text in texts:
            back = {Anchor.START: 0.0, Anchor.MIDDLE: 0.5, Anchor.END: 1.0}[text.anchor]
            x = text.x - (back * metrics.horizontalAdvance(text.text) if back else 0)
            painter.setPen(theme.ink(text.role))
            painter.drawText(QPointF(x, text.y), text.text)


def _discs(painter: QPainter, colour: QColor, across: float, centres: list[QPointF]) -> None:
    painter.setPen(QPen(colour, across, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawPoints(centres)


def _pen(theme: Theme, role: Role | None, width: float, dash: tuple[float, ...] = ()) -> QPen:
    if role is None:
        return QPen(Qt.PenStyle.NoPen)
    pen = QPen(theme.ink(role), width)
    if dash:
        pen.setDashPattern([length / width for length in dash])
    return pen
