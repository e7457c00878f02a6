"""Icons of one colour, from the Lucide package, drawn in the theme's; and the program's own."""

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app.paths import resource

_SCALES = (1, 2)
_SMALL = 24
"""Up to this many pixels the program's own icon has fewer lines."""
_SIZES = (16, 24, 32, 48, 64, 128, 256)
_STROKE = 1.75


def icon(name: str, colour: QColor, *, size: int, room: int = 0) -> QIcon:
    """The icon of that name in a colour, also where its row is chosen; `size` and `room` in pixels."""
    # Loading the package takes longer than painting the unlock page, which has no icons.
    from lucide import lucide_icon  # noqa: PLC0415

    drawn = lucide_icon(name, stroke=colour.name()).replace('stroke-width="2"', f'stroke-width="{_STROKE}"')
    drawing = QSvgRenderer(QByteArray(drawn.encode()))
    made = QIcon()
    for scale in _SCALES:
        picture = _drawn(drawing, size, room, scale)
        made.addPixmap(picture, QIcon.Mode.Normal)
        made.addPixmap(picture, QIcon.Mode.Selected)
    return made


def program() -> QIcon:
    """The program's own icon, at every size that a system asks for."""
    made = QIcon()
    for size in _SIZES:
        made.addPixmap(program_picture(size))
    return made


def program_picture(size: int, scale: float = 1) -> QPixmap:
    """The program's own icon at one size in pixels, for a screen of that scale."""
    name = "casework-small" if size <= _SMALL else "casework"
    return _drawn(QSvgRenderer(resource(f"icon/{name}.svg").as_posix()), size, 0, scale)


def _drawn(drawing: QSvgRenderer, size: int, room: int, scale: float) -> QPixmap:
    """A picture of `size` pixels with room at its right, for a screen of that scale."""
    side = round(size * scale)
    picture = QPixmap(side + round(room * scale), side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    drawing.render(painter, QRectF(0, 0, side, side))
    painter.end()
    picture.setDevicePixelRatio(scale)
    return picture
