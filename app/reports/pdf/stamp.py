"""The appearance of a signature: one PDF page as large as the field, drawn with the report's own typeface.

It says who signed, with what registration and when, and how to check it: the appearance itself proves
nothing.
"""

import io
from datetime import datetime

from reportlab.lib.units import mm

from app.charts.primitives import elide
from app.domain.reports.document import Author
from app.domain.values.dates import show_signing
from app.reports.pdf import fonts, lettering
from app.reports.pdf.palette import INK

WIDTH, HEIGHT = 87 * mm, 17 * mm
_BAR, _LEFT = 1.6 * mm, 12.0


def stamp(author: Author, signed: datetime, *, width: float = WIDTH, height: float = HEIGHT) -> bytes:
    """Return the stamp as PDF bytes; `signed` is printed with its own offset from UTC."""
    buffer = io.BytesIO()
    canvas = lettering.LetteredCanvas(buffer, pagesize=(width, height), invariant=1)
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(0.8)
    canvas.rect(0.4, 0.4, width - 0.8, height - 0.8, stroke=1, fill=0)
    canvas.setFillColor(INK)
    canvas.rect(0, 0, _BAR, height, stroke=0, fill=1)
    when = show_signing(signed)
    beside = width - lettering.text_width(when, 8, bold=False) - 8
    lettering.write(canvas, _LEFT, height - 10.5, "Signed electronically", fonts.REGULAR, 8)
    lettering.write(canvas, beside, height - 10.5, when, fonts.REGULAR, 8)
    lines = (
        (author.name, fonts.SEMIBOLD, 11),
        (f"{author.role} · {author.registration}".strip(" ·"), fonts.REGULAR, 9),
    )
    y = height - 12
    for text, face, size in lines:
        y -= size + 2.4
        shown = elide(text, width - _LEFT - 8, size, lettering.text_width, bold=face == fonts.SEMIBOLD)
        lettering.write(canvas, _LEFT, y, shown, face, size)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()
