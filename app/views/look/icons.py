"""Icons of one colour, from the Lucide package, drawn in the theme's."""

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

_SCALES = (1, 2)


def icon(name: str, colour: QColor, *, size: int, chosen: QColor | None = None) -> QIcon:
    """The icon of that name in a colour, and in another where its row is chosen; `size` in pixels."""
    # Loading the package takes longer than painting the unlock page, which has no icons.
    from lucide import lucide_icon  # noqa: PLC0415

    drawing = QSvgRenderer(QByteArray(lucide_icon(name, stroke=colour.name()).encode()))
    made = QIcon()
    for scale in _SCALES:
        picture = _drawn(drawing, size, scale)
        made.addPixmap(picture, QIcon.Mode.Normal)
        made.addPixmap(_inked(picture, chosen or colour), QIcon.Mode.Selected)
    return made


def _drawn(drawing: QSvgRenderer, size: int, scale: float) -> QPixmap:
    """A picture of `size` pixels, for a screen of that scale."""
    side = round(size * scale)
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    drawing.render(painter, QRectF(0, 0, side, side))
    painter.end()
    picture.setDevicePixelRatio(scale)
    return picture


def _inked(picture: QPixmap, ink: QColor) -> QPixmap:
    """The same picture in another colour."""
    copy = QPixmap(picture)
    painter = QPainter(copy)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(copy.rect(), ink)
    painter.end()
    return copy
