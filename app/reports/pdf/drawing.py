"""Paints chart primitives on a ReportLab canvas, as vectors and real text."""

from typing import Any

from app.charts.primitives import Anchor, Circle, Drawing, Line, Polygon, Primitive, Rect, Text
from app.charts.roles import Role
from app.reports.pdf import fonts, lettering
from app.reports.pdf.palette import ROLES


def paint(drawing: Drawing, canvas: Any, x: float, y: float) -> None:
    """Paint with the drawing's lower left corner at (x, y)."""
    canvas.saveState()
    canvas.translate(x, y + drawing.height)
    canvas.setLineJoin(1)
    for primitive in drawing.primitives:
        _paint(primitive, canvas)
    canvas.restoreState()


def _paint(primitive: Primitive, canvas: Any) -> None:
    if isinstance(primitive, Text):
        _text(primitive, canvas)
        return
    if isinstance(primitive, Line):
        canvas.setStrokeColor(ROLES[primitive.stroke])
        canvas.setLineWidth(primitive.stroke_width)
        canvas.setDash(list(primitive.dash))
        canvas.line(primitive.x1, -primitive.y1, primitive.x2, -primitive.y2)
        return
    fill, stroke = _fill_and_stroke(primitive.fill, primitive.stroke, primitive.stroke_width, canvas)
    if isinstance(primitive, Rect):
        canvas.rect(
            primitive.x,
            -primitive.y - primitive.height,
            primitive.width,
            primitive.height,
            stroke=stroke,
            fill=fill,
        )
    elif isinstance(primitive, Circle):
        canvas.circle(primitive.x, -primitive.y, primitive.radius, stroke=stroke, fill=fill)
    else:
        canvas.drawPath(_path(primitive, canvas), stroke=stroke, fill=fill)


def _fill_and_stroke(fill: Role | None, stroke: Role | None, width: float, canvas: Any) -> tuple[int, int]:
    canvas.setDash([])
    if fill is not None:
        canvas.setFillColor(ROLES[fill])
    if stroke is not None:
        canvas.setStrokeColor(ROLES[stroke])
        canvas.setLineWidth(width)
    return int(fill is not None), int(stroke is not None)


def _path(polygon: Polygon, canvas: Any) -> Any:
    path = canvas.beginPath()
    first, *others = polygon.points
    path.moveTo(first[0], -first[1])
    for px, py in others:
        path.lineTo(px, -py)
    path.close()
    return path


def _text(text: Text, canvas: Any) -> None:
    """Write one line; the space after it keeps neighbours apart when the text is extracted."""
    face = fonts.SEMIBOLD if text.bold else fonts.REGULAR
    canvas.setFillColor(ROLES[text.role])
    share = {Anchor.START: 0.0, Anchor.MIDDLE: 0.5, Anchor.END: 1.0}[text.anchor]
    back = share * lettering.text_width(text.text, text.size, text.bold) if share else 0.0
    lettering.write(canvas, text.x - back, -text.y, f"{text.text} ", face, text.size)
