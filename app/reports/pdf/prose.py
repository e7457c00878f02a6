"""Turns what a user typed into flowables: light markup, whose words are set by `lettering`, escaped.

Unescaped, `<img src="/etc/passwd">` would make ReportLab open that file.
"""

from collections.abc import Sequence

from reportlab.lib.styles import ParagraphStyle

from app.domain.values.markup import Block, Bullets, Paragraph, Run, parse
from app.reports.pdf import lettering, styles
from app.reports.pdf.flowables import Prose
from app.reports.pdf.tagging import Element

_APART = "\N{NO-BREAK SPACE} "
"""Between a lead and its text, where a colon would be one mark more."""
_LONGEST, _LONGEST_WITH_NAMES = 4000, 1000


def line(text: str, style: ParagraphStyle, parent: Element | None = None, tag: str = "P") -> Prose:
    """Return one paragraph of literal text; without a parent the table cell around it is its element."""
    prose = Prose(lettering.markup(text), style)
    prose.element = None if parent is None else Element(tag, parent)
    return prose


def labelled(label: str, text: str, style: ParagraphStyle, parent: Element | None = None) -> Prose:
    """Return a paragraph that starts with a bold label, set directly before the text."""
    prose = Prose(f"<b>{lettering.markup(label)}</b>{lettering.markup(text)}", style)
    prose.element = None if parent is None else Element("P", parent)
    return prose


def blocks(
    text: str,
    root: Element,
    *,
    alert: bool = False,
    label: str = "",
    plain: bool = False,
    style: ParagraphStyle = styles.BODY,
    bullets: tuple[ParagraphStyle, ParagraphStyle] = (styles.BULLET, styles.LAST_BULLET),
) -> list[Prose]:
    """Return paragraphs and bullets of light markup, or one `plain` one; `label` is set bold before the first.

    `bullets` are the styles of an item, and of the last of a list.
    """
    out: list[Prose] = []
    for block in _parsed(text, plain=plain):
        if isinstance(block, Bullets):
            if label:
                out.append(
                    _tagged(f"<b>{lettering.markup(label)}</b>", styles.LEAD, Element("P", root), None)
                )
            list_ = Element("L", root)
            for item in block.items:
                body = Element("LBody", Element("LI", list_))
                last = item is block.items[-1]
                out += _pieces(item, bullets[last], body, bullet="• ")
        else:
            lead = (Run(label, bold=True), Run(_APART)) if label else ()
            out += _pieces((*lead, *block.runs), style, Element("P", root))
        label = ""
    if label:
        out.append(labelled(label, "", style, root))
    for prose in out:
        prose.alert = alert
    return out


def cell(
    text: str,
    style: ParagraphStyle = styles.CELL,
    *,
    label: str = "",
    plain: bool = False,
    step: bool = False,
) -> Prose | list[Prose]:
    """Return the content of a table cell: one paragraph, or several and bullets, read as one cell.

    The label of a `step` is set in italics.
    """
    if plain and not label and len(text) < _LONGEST_WITH_NAMES:
        return line(text, style)
    out: list[Prose] = []
    lead = (Run(label, bold=not step, italic=step), Run(" ")) if label else ()
    for block in _parsed(text, plain=plain):
        if isinstance(block, Bullets):
            out += _pieces(lead, style, None) if lead else []
            for item in block.items:
                out += _pieces(item, styles.CELL_BULLET, None, bullet="• ")
        else:
            out += _pieces((*lead, *block.runs), style, None)
        lead = ()
    out += _pieces(lead, style, None) if lead else []
    return out[0] if len(out) == 1 else out


def _parsed(text: str, *, plain: bool) -> tuple[Block, ...]:
    return ((Paragraph((Run(text),)),) if text else ()) if plain else parse(text)


def _markup(runs: Sequence[Run]) -> str:
    return "".join(map(_set, runs))


def _set(run: Run) -> str:
    text = _broken(run.text)
    if run.italic:
        return f"<i>{text}</i>"
    return f"<b>{text}</b>" if run.bold else text


def _broken(text: str) -> str:
    """Keep the lines a person broke: a list typed without marks reads as one line otherwise."""
    return lettering.markup(text).replace("\n", "<br/>")


def _pieces(
    runs: Sequence[Run], style: ParagraphStyle, element: Element | None, bullet: str | None = None
) -> list[Prose]:
    """Return one paragraph, or several without a gap: ReportLab breaks a very long one in quadratic time."""
    out: list[Prose] = []
    piece: list[Run] = []
    names = lettering.has_names(run.text for run in runs)
    room = longest = _LONGEST_WITH_NAMES if names else _LONGEST
    for run in runs:
        text = run.text
        while len(text) > room:
            cut = text.rfind(" ", 0, room) + 1 or room
            piece.append(Run(text[:cut], run.bold, run.italic))
            out.append(_tagged(_markup(piece), ParagraphStyle("piece", style, spaceAfter=0), element, bullet))
            text, piece, room, bullet = text[cut:], [], longest, None
        piece.append(Run(text, run.bold, run.italic))
        room -= len(text)
    out.append(_tagged(_markup(piece), style, element, bullet))
    return out


def _tagged(markup: str, style: ParagraphStyle, element: Element | None, bullet: str | None = None) -> Prose:
    prose = Prose(markup, style, bulletText=bullet)
    prose.element = element
    return prose
