"""The recovery kit: one sheet of paper that opens a vault when every passphrase is lost."""

import io
from typing import Final

from reportlab.lib.enums import TA_CENTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import (
    Flowable,
    Frame,
    HRFlowable,
    ListFlowable,
    ListItem,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)
from reportlab.platypus.doctemplate import BaseDocTemplate
from reportlab.platypus.flowables import KeepInFrame

from app.reports.pdf import fonts, lettering
from app.reports.pdf.palette import INK, MUTED, RULE
from app.reports.pdf.styles import BODY, BYLINE, HEADING, MARGIN, NOTE, PAGE_HEIGHT, PAGE_WIDTH, TITLE, WIDTH

_TEXT: Final = ParagraphStyle("kit text", BODY, fontSize=10.5, leading=15, leftIndent=0, spaceAfter=5)
_HEAD: Final = ParagraphStyle("kit heading", HEADING, fontSize=12, leading=16, spaceBefore=12, spaceAfter=4)
_GROUP: Final = ParagraphStyle(
    "kit group",
    BODY,
    fontName=fonts.SEMIBOLD,
    fontSize=27,
    leading=34,
    leftIndent=0,
    alignment=TA_CENTER,
    textColor=INK,
)
_FACT: Final = ParagraphStyle("kit fact", BYLINE, fontSize=10, leading=14, textColor=INK)
_NAME: Final = ParagraphStyle("kit fact name", _FACT, textColor=MUTED)
_IN_A_ROW: Final = 3

_WHAT: Final = (
    "Whoever holds this sheet and a copy of the vault can read nearly everything in it, victims' details included. "
    "It is needed when a lead has lost their passphrase and no other lead can let them in; without it nobody can then "
    "open the vault, not even its makers."
)
_KEEP: Final = (
    "in the service's safe, in a sealed envelope signed across the flap;",
    "never beside the computer, never with the vault or a backup of it, never as a photograph or a file;",
    "known to the lead and to one other person, who note whenever the envelope is opened.",
)
_USE: Final = (
    "Start Casework, choose the vault, then the button for a lost passphrase.",
    "Type the key. Capitals, spaces and hyphens do not matter. The letters I and O and the digits 0 and 1 never occur.",
    "Choose a new passphrase. Everything that was signed stays valid; colleagues are let in again one by one.",
)
_TYPED: Final = "At a command line: casework recover NAME.vault --as LOGIN"


def build(site: str, vault_id: str, recovery_key: str, made_on: str) -> bytes:
    """The page as PDF, made in memory."""
    fonts.register()
    buffer = io.BytesIO()
    document = BaseDocTemplate(
        buffer, title="Recovery kit", author="Casework", lang="en-GB", displayDocTitle=True, invariant=1
    )
    frame = Frame(MARGIN, MARGIN, WIDTH, PAGE_HEIGHT - 2 * MARGIN, 0, 0, 0, 0)
    document.addPageTemplates(PageTemplate("page", [frame], pagesize=(PAGE_WIDTH, PAGE_HEIGHT)))
    # A service's name can be hundreds of characters; it is still one page.
    page = KeepInFrame(
        WIDTH, PAGE_HEIGHT - 2 * MARGIN, _story(site, vault_id, recovery_key, made_on), mode="shrink"
    )
    document.build([page], canvasmaker=lettering.LetteredCanvas)
    return buffer.getvalue()


def _story(site: str, vault_id: str, recovery_key: str, made_on: str) -> list[Flowable]:
    facts = (("Service", site), ("Vault", _in_groups(vault_id, 8)), ("Made on", made_on))
    rows = [[Paragraph(name, _NAME), Paragraph(lettering.markup(value), _FACT)] for name, value in facts]
    return [
        Paragraph("Recovery kit", TITLE),
        Spacer(0, 2 * mm),
        Table(
            rows, colWidths=[24 * mm, WIDTH - 24 * mm], style=[("VALIGN", (0, 0), (-1, -1), "TOP"), *_TIGHT]
        ),
        *((Paragraph(lettering.NOTE, NOTE),) if lettering.has_names((site,)) else ()),
        Spacer(0, 3 * mm),
        Paragraph(_WHAT, _TEXT),
        Paragraph("The recovery key", _HEAD),
        _key(recovery_key),
        Paragraph("Keep it", _HEAD),
        _list(_KEEP, "bullet"),
        Paragraph("Use it", _HEAD),
        _list(_USE, "1"),
        Paragraph(_TYPED, _TEXT),
        Spacer(0, 3 * mm),
        HRFlowable(width="100%", color=RULE, thickness=0.6),
        Spacer(0, 2 * mm),
        Paragraph(
            "Put away by ______________________   where ______________________   on ______________", _FACT
        ),
    ]


_TIGHT: Final = (
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 1),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
)


def _key(recovery_key: str) -> Table:
    """The groups in rows of three, in large type, with room to tick each off while it is typed."""
    groups = [Paragraph(lettering.markup(group), _GROUP) for group in recovery_key.split("-")]
    rows = [groups[at : at + _IN_A_ROW] for at in range(0, len(groups), _IN_A_ROW)]
    lines = [
        ("GRID", (0, 0), (-1, -1), 0.6, RULE),
        ("TOPPADDING", (0, 0), (-1, -1), 6),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 10),
    ]
    return Table(rows, colWidths=[WIDTH / _IN_A_ROW] * _IN_A_ROW, style=lines)


def _list(rows: tuple[str, ...], kind: str) -> ListFlowable:
    items = [ListItem(Paragraph(row, _TEXT)) for row in rows]
    mark = (
        {"bulletType": "bullet", "start": "–"}
        if kind == "bullet"
        else {"bulletType": "1", "bulletFormat": "%s."}
    )
    return ListFlowable(items, leftIndent=16, bulletFontName=fonts.REGULAR, bulletFontSize=10.5, **mark)


def _in_groups(text: str, size: int) -> str:
    return " ".join(text[at : at + size] for at in range(0, len(text), size))
