"""Icons of one colour, from the Lucide package, drawn in the theme's."""

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

_SCALES = (1, 2)


def icon(name: str, colour: QColor, *, size: int, chosen: QColor | None = None) -> QIcon:
    """The icon of that name in a colour, and in another where its row is chosen; `size` in pixels."""
    made = QIcon()
    for mode, ink in ((QIcon.Mode.Normal, colour), (QIcon.Mode.Selected, chosen or colour)):
        for scale in _SCALES:
            made.addPixmap(pixmap(name, ink, size=size, scale=scale), mode)
    return made


def pixmap(name: str, colour: QColor, *, size: int, scale: float = 1) -> QPixmap:
    """The icon as a picture of `size` pixels, for a screen of that scale."""
    # Loading the package takes longer than painting the unlock page, which has no icons.
    from lucide import lucide_icon  # noqa: PLC0415

    drawing = QSvgRenderer(QByteArray(lucide_icon(name, stroke=colour.name()).encode()))
    side = round(size * scale)
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    drawing.render(painter, QRectF(0, 0, side, side))
    painter.end()
    picture.setDevicePixelRatio(scale)
    return picture
