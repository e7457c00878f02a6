"""The pages of a letter: letterhead, address, greeting, what it says under its headings, and its last sentence."""

from collections.abc import Iterable
from itertools import takewhile
from typing import Any, Final

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Spacer

from app.domain.records.blocks import Block, Heading, Paragraph
from app.domain.reports.document import Document, Letter
from app.reports.pdf import fonts, lettering, prose
from app.reports.pdf.blocks import section
from app.reports.pdf.flowables import SignatureBox, side_heading
from app.reports.pdf.styles import BODY, SIDE, WIDTH
from app.reports.pdf.tables import abreast
from app.reports.pdf.tagging import Element

_ADDRESS: Final = ParagraphStyle("address", BODY, leftIndent=0, spaceAfter=0, fontSize=10, leading=14.6)
_SENDER: Final = ParagraphStyle("sender", _ADDRESS, fontName=fonts.MEDIUM, fontSize=12, leading=15)
_LINE: Final = ParagraphStyle("line", _ADDRESS, fontSize=9.5, leading=14)
_TEXT: Final = ParagraphStyle(
    "letter", BODY, fontSize=10.5, leading=14.6, leftIndent=0, rightIndent=22 * mm, spaceAfter=3
)
_HUNG: Final = ParagraphStyle("hung", _TEXT, leftIndent=SIDE, rightIndent=12 * mm)
_HEAD: Final = ParagraphStyle("letter head", _TEXT, fontName=fonts.MEDIUM, rightIndent=0, spaceAfter=0)
_LARGE: Final = ParagraphStyle("large", _TEXT, fontSize=14, leading=20, rightIndent=14 * mm, spaceAfter=2)
_LARGE_HEAD: Final = ParagraphStyle("large head", _LARGE, fontName=fonts.MEDIUM, spaceAfter=1)
_LEFT: Final = 0.57
_BULLET: Final = 14.0


def story(document: Document, letter: Letter, root: Element, box: SignatureBox | None) -> list[Any]:
    """Everything that the letter shows, in reading order; without a box nobody signs it."""
    text = _LARGE if letter.large else _TEXT
    out = [*_begun(letter, root), prose.line(letter.greeting, text, root), Spacer(1, 4)]
    opening = list(takewhile(lambda each: not isinstance(each, Heading), document.blocks))
    out += _said(opening, root, text)
    for heading, blocks in _sections(document.blocks[len(opening) :]):
        out += _large(heading, blocks, root) if letter.large else _hung(heading, blocks, root)
    if letter.closing:
        out += [Spacer(1, 4), *prose.blocks(letter.closing, root, style=text)]
    return out if box is None else [*out, Spacer(1, 9), CondPageBreak(box.height), box]


def _begun(letter: Letter, root: Element) -> list[Any]:
    """Whom it is to beside whom it is from, the day, and what it is about."""
    to = [Spacer(1, 15), *(prose.line(each, _ADDRESS, root) for each in letter.to)]
    sender = [
        prose.line(letter.sender, _SENDER, root),
        *(prose.line(one, _LINE, root) for one in letter.lines),
    ]
    about = prose.labelled(letter.about, "", _ADDRESS)
    about.element = Element("H1", root)
    return [
        Spacer(1, 10),
        abreast([to, sender], [WIDTH * _LEFT, WIDTH * (1 - _LEFT)]),
        Spacer(1, 12),
        prose.line(letter.on, _ADDRESS, root),
        about,
        Spacer(1, 11),
    ]


def _sections(blocks: Iterable[Block]) -> list[tuple[Heading, list[Block]]]:
    found: list[tuple[Heading, list[Block]]] = []
    for each in blocks:
        if isinstance(each, Heading):
            found.append((each, []))
        else:
            found[-1][1].append(each)
    return found


def _large(heading: Heading, blocks: list[Block], root: Element) -> list[Any]:
    head = prose.line(_titled(heading), _LARGE_HEAD, root, "H2")
    return [CondPageBreak(3 * _LARGE.leading), head, *_said(blocks, root, _LARGE), Spacer(1, 6)]


def _hung(heading: Heading, blocks: list[Block], root: Element) -> list[Any]:
    """The heading beside its texts; over what is as wide as the page, and in the frame of what is framed."""
    if not all(isinstance(each, Paragraph) for each in blocks):
        return [Spacer(1, 3), *section(heading, blocks, root), Spacer(1, 6)]
    head = side_heading(lettering.markup(_titled(heading)), root, _HEAD, ruled=False)
    body = _said(blocks, root, _HUNG)
    short = head.depth() - sum(each.wrap(WIDTH, 1e6)[1] for each in body[:2])
    return [CondPageBreak(2 * _HUNG.leading), head, *body, Spacer(1, max(short, 0) + 3)]


def _titled(heading: Heading) -> str:
    return " ".join(each for each in (heading.known, heading.text) if each)


def _said(blocks: list[Block], root: Element, style: ParagraphStyle) -> list[Any]:
    out: list[Any] = []
    for each in blocks:
        if isinstance(each, Paragraph):
            label = " ".join(part for part in (each.known, each.label) if part)
            bullet = ParagraphStyle(
                "letter bullet", style, leftIndent=style.leftIndent + _BULLET, bulletIndent=style.leftIndent
            )
            bullet.bulletFontSize = style.fontSize
            out += prose.blocks(
                each.text, root, label=label, plain=each.plain, style=style, bullets=(bullet, bullet)
            )
        else:
            out += section(None, [each], root)
    return out
