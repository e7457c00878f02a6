"""The typography of every report: one face, four sizes, a side column for headings."""

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle

from app.reports.pdf import fonts
from app.reports.pdf.palette import ACCENT, INK, MUTED

PAGE_WIDTH, PAGE_HEIGHT = A4
MARGIN = 51.0
TOP, BOTTOM = 62.0, 68.0
WIDTH = PAGE_WIDTH - 2 * MARGIN
SIDE = 116.0

BODY = ParagraphStyle(
    "body",
    fontName=fonts.REGULAR,
    fontSize=9.5,
    leading=13.5,
    textColor=INK,
    leftIndent=SIDE,
    spaceAfter=4,
    allowWidows=0,
    allowOrphans=0,
    splitLongWords=1,
    bulletFontName=fonts.REGULAR,
    bulletFontSize=9.5,
)
BULLET = ParagraphStyle("bullet", BODY, leftIndent=SIDE + 12, bulletIndent=SIDE, spaceAfter=2)
LAST_BULLET = ParagraphStyle("last bullet", BULLET, spaceAfter=4)
LEAD = ParagraphStyle("lead", BODY, spaceAfter=1)
CELL = ParagraphStyle("cell", BODY, fontSize=8.5, leading=11.2, leftIndent=0, spaceAfter=0)
CELL_BULLET = ParagraphStyle("cell bullet", CELL, leftIndent=9, bulletIndent=0, bulletFontSize=8.5)
CELL_HEAD = ParagraphStyle("cell head", CELL, fontName=fonts.SEMIBOLD, fontSize=8, textColor=MUTED)
CELL_NAME = ParagraphStyle("cell name", CELL, fontName=fonts.SEMIBOLD)
TITLE = ParagraphStyle(
    "title", BODY, fontName=fonts.SEMIBOLD, fontSize=19, leading=23, leftIndent=0, textColor=ACCENT
)
HEADING = ParagraphStyle(
    "heading",
    BODY,
    fontName=fonts.SEMIBOLD,
    fontSize=10.5,
    leading=13.5,
    leftIndent=0,
    textColor=ACCENT,
    spaceAfter=0,
)
WIDE_HEADING = ParagraphStyle("wide heading", HEADING, spaceBefore=21, spaceAfter=3)
ROW = ParagraphStyle("row", CELL, fontSize=8, leading=10.4)
ROW_NAME = ParagraphStyle("row name", ROW, fontName=fonts.SEMIBOLD)
NOTE = ParagraphStyle("note", CELL, fontSize=8, leading=10.6, textColor=MUTED, spaceAfter=4)
FACT = ParagraphStyle("fact", CELL, leading=11.6)
BYLINE = ParagraphStyle("byline", CELL, fontSize=9, leading=12, textColor=MUTED)
