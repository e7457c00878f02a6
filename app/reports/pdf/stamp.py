"""The appearance of a signature: one PDF page as large as the field, drawn with the report's own typeface.

It says who signed, with what registration and when; how to check it stands at the foot of each page, since the
appearance itself proves nothing.
"""

import io
from datetime import datetime

from reportlab.lib.units import mm

from app.charts.primitives import elide
from app.domain.reports.document import Author
from app.domain.values.dates import show_signing
from app.reports.pdf import fonts, lettering
from app.reports.pdf.palette import INK

WIDTH, HEIGHT = 246.6, 48.2
"""87 by 17 mm, as a page can say it."""

_BAR, _LEFT = 1.6 * mm, 12.0


def stamp(
    author: Author,
    signed: datetime,
    *,
    width: float = WIDTH,
    height: float = HEIGHT,
    title: str = "Signed electronically",
) -> bytes:
    """Return the stamp as PDF bytes; `signed` is printed with its own offset from UTC."""
    buffer = io.BytesIO()
    canvas = lettering.LetteredCanvas(buffer, pagesize=(width, height), invariant=1)
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(0.8)
    canvas.rect(0.4, 0.4, width - 0.8, height - 0.8, stroke=1, fill=0)
    canvas.setFillColor(INK)
    canvas.rect(0, 0, _BAR, height, stroke=0, fill=1)
    lines = (
        (title, fonts.REGULAR, 8.0),
        (author.name, fonts.SEMIBOLD, 11.0),
        (f"{author.role} · {author.registration}".strip(" ·"), fonts.REGULAR, 9.0),
        (show_signing(signed), fonts.REGULAR, 8.0),
    )
    y = height - 3
    for text, face, size in lines:
        y -= size + 1.6
        shown = elide(text, width - _LEFT - 8, size, lettering.text_width, bold=face == fonts.SEMIBOLD)
        lettering.write(canvas, _LEFT, y, shown, face, size)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def awaited(name: str) -> bytes:
    """What stands in the place of a countersignature until it is there: dashed, with who is to sign."""
    buffer = io.BytesIO()
    canvas = lettering.LetteredCanvas(buffer, pagesize=(WIDTH, HEIGHT), invariant=1)
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(0.8)
    canvas.setDash(4, 3)
    canvas.rect(0.4, 0.4, WIDTH - 0.8, HEIGHT - 0.8, stroke=1, fill=0)
    canvas.setFillColor(INK)
    shown = elide(name, WIDTH - _LEFT - 8, 11, lettering.text_width, bold=True)
    lettering.write(canvas, _LEFT, HEIGHT - 12.6, "Countersignature: not yet signed", fonts.REGULAR, 8)
    lettering.write(canvas, _LEFT, HEIGHT - 25.2, shown, fonts.SEMIBOLD, 11)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()
