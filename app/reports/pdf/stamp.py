"""The appearance of a signature: one PDF page as large as the field, drawn with the report's own typeface.

It says who signed, with what registration and when, and how to check it: the appearance itself proves
nothing.
"""

import io
from datetime import datetime

from app.charts.primitives import elide
from app.domain.reports.document import Author
from app.domain.values.dates import show_signing
from app.reports.pdf import fonts, lettering
from app.reports.pdf.palette import ACCENT, INK, MUTED, TINT

WIDTH, HEIGHT = 252.0, 64.0


def stamp(author: Author, signed: datetime, *, width: float = WIDTH, height: float = HEIGHT) -> bytes:
    """Return the stamp as PDF bytes; `signed` is printed with its own offset from UTC."""
    buffer = io.BytesIO()
    canvas = lettering.LetteredCanvas(buffer, pagesize=(width, height), invariant=1)
    canvas.setFillColor(TINT)
    canvas.rect(0, 0, width, height, stroke=0, fill=1)
    canvas.setFillColor(ACCENT)
    canvas.rect(0, 0, 3, height, stroke=0, fill=1)
    lines = (
        ("Signed electronically by", fonts.REGULAR, 7, MUTED),
        (author.name, fonts.SEMIBOLD, 10.5, INK),
        (f"{author.role} · {author.registration}".rstrip(" ·"), fonts.REGULAR, 8, INK),
        (show_signing(signed), fonts.REGULAR, 8, INK),
        ("Check it with casework verify or in any PDF reader", fonts.REGULAR, 7, MUTED),
    )
    y = height - 4
    for text, face, size, colour in lines:
        y -= size + 2.6
        canvas.setFillColor(colour)
        shown = elide(text, width - 18, size, lettering.text_width, bold=face == fonts.SEMIBOLD)
        lettering.write(canvas, 12, y + 1.5, shown, face, size)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()
