"""The typography of every report: one face, a hung column for headings, and the grid that all of it stands on."""

from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from app.reports.pdf import fonts
from app.reports.pdf.palette import INK, MUTED

PAGE_WIDTH, PAGE_HEIGHT = A4
MARGIN = 19 * mm
TOP, BOTTOM = PAGE_HEIGHT - 281 * mm, 18 * mm
WIDTH = PAGE_WIDTH - 2 * MARGIN
PAGE_ROOM = PAGE_HEIGHT - TOP - BOTTOM
"""How high what stands on a page may be."""
SIDE = 33 * mm
"""The hung head of 29 mm, and the gutter."""

BODY = ParagraphStyle(
    "body",
    fontName=fonts.REGULAR,
    fontSize=9.5,
    leading=12,
    textColor=INK,
    leftIndent=SIDE,
    spaceAfter=2,
    allowWidows=0,
    allowOrphans=0,
    splitLongWords=1,
    bulletFontName=fonts.REGULAR,
    bulletFontSize=9.5,
)
FRAMED = ParagraphStyle("framed", BODY, rightIndent=5)
"""Within the frame of a notice, which stands as far from it on the left."""
ANSWER = ParagraphStyle("answer", BODY, fontSize=10.5, leading=13.4)
FLAG = ParagraphStyle("flag", BODY, leftIndent=SIDE + 14)
BULLET = ParagraphStyle("bullet", BODY, leftIndent=SIDE + 12, bulletIndent=SIDE, spaceAfter=1)
LAST_BULLET = ParagraphStyle("last bullet", BULLET, spaceAfter=2)
LEAD = ParagraphStyle("lead", BODY, spaceAfter=1)
CELL = ParagraphStyle("cell", BODY, fontSize=9, leading=11.2, leftIndent=0, spaceAfter=0)
CELL_BULLET = ParagraphStyle("cell bullet", CELL, leftIndent=9, bulletIndent=0, bulletFontSize=9)
CELL_HEAD = ParagraphStyle("cell head", CELL, fontSize=8.5, leading=10.6, textColor=MUTED)
READ_CELL = ParagraphStyle("read cell", BODY, leftIndent=0, spaceAfter=0)
"""A cell of a table that is read from end to end."""
CELL_NAME = ParagraphStyle("cell name", CELL, fontName=fonts.MEDIUM)
TITLE = ParagraphStyle(
    "title", BODY, fontName=fonts.MEDIUM, fontSize=17, leading=20, leftIndent=0, spaceAfter=0
)
HEADING = ParagraphStyle("heading", BODY, fontName=fonts.MEDIUM, leftIndent=0, spaceAfter=0)
WIDE_HEADING = ParagraphStyle("wide heading", HEADING, spaceBefore=6.1, spaceAfter=1)
FRAME_HEADING = ParagraphStyle("frame heading", HEADING, fontSize=10.5, leading=13)
ROW = ParagraphStyle("row", CELL)
ROW_NAME = ParagraphStyle("row name", ROW)
NOTE = ParagraphStyle("note", CELL, fontSize=8.5, leading=10.6, textColor=MUTED, spaceAfter=2)
FACT = ParagraphStyle("fact", CELL)
BYLINE = ParagraphStyle("byline", BODY, leftIndent=0, spaceAfter=0)
BESIDE_TITLE = ParagraphStyle("beside title", BYLINE, alignment=TA_RIGHT, spaceBefore=0)
PERSON = ParagraphStyle("person", BYLINE, leading=14)
