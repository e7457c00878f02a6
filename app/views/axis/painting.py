"""Paints the primitives of a chart with Qt: shapes in batches, marks by the thousand from one picture of each look."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import ceil

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPainterPath, QPen, QPixmap, QTransform

from app.charts.crowd import Crowd
from app.charts.primitives import Anchor, Circle, Line, Polygon, Primitive, Rect, Text, TextWidth
from app.charts.roles import Role
from app.views.theme import fonts
from app.views.theme.tokens import Tokens

_Pen = tuple[Role | None, float, tuple[float, ...]]
_Shapes = dict[tuple[Role | None, Role | None, float], QPainterPath]


@dataclass
class Batches:
    """What is drawn, sorted by how it is painted; made once, painted many times. `scale` is pixels to a unit."""

    scale: float = 1.0
    bands: list[Rect] = field(default_factory=list)
    grid: dict[_Pen, list[QLineF]] = field(default_factory=lambda: defaultdict(list))
    rects: list[Rect] = field(default_factory=list)
    lines: dict[_Pen, list[QLineF]] = field(default_factory=lambda: defaultdict(list))
    shapes: _Shapes = field(default_factory=dict)
    crowds: Sequence[Crowd] = ()
    texts: dict[tuple[int, bool, Role], list[tuple[float, float, str]]] = field(
        default_factory=lambda: defaultdict(list)
    )


def font(size: int, *, bold: bool) -> QFont:
    """The face at a size in pixels, as it is both measured and painted."""
    return fonts.font(size, QFont.Weight.DemiBold if bold else QFont.Weight.Normal)


def batched(
    primitives: Iterable[Primitive], scale: float, text_width: TextWidth, crowds: Sequence[Crowd] = ()
) -> Batches:
    """Sort what is drawn for painting; what lies lower by kind: bands, the grid, bars, shapes, lines, marks, words."""
    made = Batches(scale, crowds=crowds)
    for each in primitives:
        match each:
            case Line():
                kept = made.grid if each.stroke is Role.GRID else made.lines
                kept[each.stroke, each.stroke_width, each.dash].append(
                    QLineF(each.x1, each.y1, each.x2, each.y2)
                )
            case Text():
                back = {Anchor.START: 0.0, Anchor.MIDDLE: 0.5, Anchor.END: 1.0}[each.anchor]
                x = each.x - (back * text_width(each.text, each.size, each.bold) if back else 0)
                kind = (max(1, round(each.size * scale)), each.bold, each.role)
                made.texts[kind].append((x * scale, each.y * scale, each.text))
            case Rect():
                (made.bands if each.fill is Role.BAND else made.rects).append(each)
            case Polygon() | Circle():
                _outline(made.shapes, each)
    return made


def _outline(shapes: _Shapes, shape: Primitive) -> None:
    match shape:
        case Circle():
            path = shapes.setdefault((shape.fill, shape.stroke, shape.stroke_width), QPainterPath())
            path.addEllipse(QPointF(shape.x, shape.y), shape.radius, shape.radius)
        case Polygon():
            path = shapes.setdefault((shape.fill, shape.stroke, shape.stroke_width), QPainterPath())
            path.moveTo(*shape.points[0])
            for x, y in shape.points[1:]:
                path.lineTo(x, y)
            path.closeSubpath()


class Painter:
    """Paints batches in a theme; keeps the picture of each look, so that a mark costs a copy and not a shape."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self._stamps: dict[tuple[object, ...], QPixmap] = {}
        self._fonts: dict[tuple[int, bool], QFont] = {}

    def paint(self, painter: QPainter, batches: Batches) -> None:
        """Paint batches where the painter stands; its transform is a move and nothing else."""
        origin = painter.transform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(batches.scale, batches.scale)
        self._rects(painter, batches.bands)
        self._lines(painter, batches.grid)
        self._rects(painter, batches.rects)
        self._shapes(painter, batches.shapes)
        self._lines(painter, batches.lines)
        painter.setTransform(origin)
        for crowd in batches.crowds:
            self._marks(painter, crowd, batches.scale)
        for (size, bold, role), texts in batches.texts.items():
            if (size, bold) not in self._fonts:
                self._fonts[size, bold] = font(size, bold=bold)
            painter.setFont(self._fonts[size, bold])
            painter.setPen(self._tokens.ink(role))
            for x, y, text in texts:
                painter.drawText(QPointF(x, y), text)

    def _marks(self, painter: QPainter, crowd: Crowd, scale: float) -> None:
        device = painter.device()
        ratio = device.devicePixelRatioF() if device is not None else 1.0
        stamp = self._stamp(crowd, scale, ratio)
        half = stamp.width() / ratio / 2
        # A stamp at a whole pixel is copied as it is: the fastest thing that a painter can do.
        top = round(crowd.y * scale - half)
        put = painter.drawPixmap
        for x in crowd.xs:
            put(round(x * scale - half), top, stamp)

    def _stamp(self, crowd: Crowd, scale: float, ratio: float) -> QPixmap:
        key = (crowd.look, crowd.size, scale, ratio)
        if key not in self._stamps:
            # A bar under a mark that is larger than others reaches farthest.
            side = 2 * ceil((2.6 * crowd.size + 1) * scale * ratio)
            picture = QPixmap(side, side)
            picture.fill(Qt.GlobalColor.transparent)
            shapes: _Shapes = {}
            lines: dict[_Pen, list[QLineF]] = defaultdict(list)
            for each in crowd.look.shapes(0, 0, crowd.size):
                if isinstance(each, Line):
                    line = QLineF(each.x1, each.y1, each.x2, each.y2)
                    lines[each.stroke, each.stroke_width, each.dash].append(line)
                else:
                    _outline(shapes, each)
            painter = QPainter(picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            middle = side / 2
            painter.setTransform(QTransform(scale * ratio, 0, 0, scale * ratio, middle, middle))
            self._shapes(painter, shapes)
            self._lines(painter, lines)
            painter.end()
            picture.setDevicePixelRatio(ratio)
            self._stamps[key] = picture
        return self._stamps[key]

    def _rects(self, painter: QPainter, rects: Sequence[Rect]) -> None:
        for rect in rects:
            self._fill(painter, rect.fill, rect.stroke, rect.stroke_width)
            painter.drawRect(QRectF(rect.x, rect.y, rect.width, rect.height))

    def _shapes(self, painter: QPainter, shapes: _Shapes) -> None:
        for (fill, stroke, width), path in shapes.items():
            self._fill(painter, fill, stroke, width)
            painter.drawPath(path)

    def _lines(self, painter: QPainter, batches: dict[_Pen, list[QLineF]]) -> None:
        for (role, width, dash), lines in batches.items():
            painter.setPen(self._pen(role, width, dash))
            painter.drawLines(lines)

    def _fill(self, painter: QPainter, fill: Role | None, stroke: Role | None, width: float) -> None:
        painter.setPen(self._pen(stroke, width))
        painter.setBrush(self._tokens.ink(fill) if fill else Qt.BrushStyle.NoBrush)

    def _pen(self, role: Role | None, width: float, dash: tuple[float, ...] = ()) -> QPen:
        if role is None:
            return QPen(Qt.PenStyle.NoPen)
        pen = QPen(self._tokens.ink(role), width)
        if dash:
            pen.setDashPattern([length / width for length in dash])
        return pen
